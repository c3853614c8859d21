"""On whose behalf a person imports, and for whom. The right itself stands in the app's table."""

from django.core.exceptions import PermissionDenied

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import access
from socialaftale.parter.roller import Rolle

from ..permissions import IMPORTER


def senders(bruger: Bruger) -> list[Organisation]:
    """The parties on whose behalf the person may send a file, those where the person has the role."""
    roller = (tildeling for tildeling in access(bruger).tildelinger if Rolle(tildeling.rolle) in IMPORTER.raekkevidde)
    return list(
        {tildeling.organisation_id: tildeling.organisation for tildeling in roller if tildeling.organisation}.values()
    )


def targets(bruger: Bruger) -> list[Organisation]:
    """The municipalities and regions whose takster the person may import, by name."""
    held = access(bruger)
    return [part for part in Organisation.objects.parter().order_by("sortering", "pk") if held.may(IMPORTER, part)]


def sender_for(bruger: Bruger, driftsherre: Organisation | None) -> Organisation:
    """The party that sends the file: the driftsherre itself where the person works there. Raises PermissionDenied."""
    egne = senders(bruger)
    if not egne:
        raise PermissionDenied(f"Ingen af dine roller giver lov til at {IMPORTER.tekst}.")
    return driftsherre if driftsherre in egne else egne[0]
