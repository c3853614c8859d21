"""When a reporter leaves: the successor is shown last year's reports, their remarks and what stands as a draft."""

from django.urls import reverse

from socialaftale.parter.models import Bruger
from socialaftale.parter.overdragelse import Overdragelsespunkt, Overtaget, register_handover

from .models import Indberetningsversion
from .oversigt import counted
from .permissions import reach_to_report
from .status import Status


def reports_of(fra: Bruger, til: Bruger) -> list[Overtaget]:
    """The years that the one who left reported, for the parties that the successor may report for; newest first."""
    overtaget = []
    for part in reach_to_report(til):
        versioner = Indberetningsversion.objects.reported_by(fra, part).newest()
        for aar in sorted({version.indberetning.aar for version in versioner}, reverse=True):
            egne = [version for version in versioner if version.indberetning.aar == aar]
            kladder = sum(version.status == Status.KLADDE for version in egne)
            forklaring = f"{counted(len(egne), 'tilbud', 'tilbud')}, heraf {kladder} som kladde"
            adresse = reverse("takster_driftsherre", args=[part.kode, aar])
            overtaget.append(Overtaget(f"{part}: takster {aar} med bemærkninger", adresse, forklaring))
    return overtaget


register_handover(Overdragelsespunkt("Takster", reports_of))
