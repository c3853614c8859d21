"""What waits for a party: its part of a joint answer that is not given."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.udmelding import Stade

from ..permissions import BIDRAG, SKRIV
from .models import Udmelding
from .queries import Udmeldingsvisning, shown_announcements


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the parts that the person's own party has not given; the secretariat's is the whole answer."""
    held = access(bruger)
    if not held.may(BIDRAG):
        return []
    alle = Udmelding.objects.filter(omraade__in=held.omraader).select_related("omraade").order_by("aar", "pk")
    opgaver = []
    for vist in shown_announcements(alle, bruger):
        if (
            vist.frist is None
            or vist.kendt.sendt
            or vist.stade is Stade.UOPLYST
            or held.may(SKRIV, omraade=vist.udmelding.omraade)
        ):
            continue
        opgaver += [_task(vist, part) for part in vist.mangler if held.may(BIDRAG, organisation=part)]
    return opgaver


def _task(vist: Udmeldingsvisning, part) -> Opgave:
    senest = next(trin.dato for trin in vist.trin if trin.kode == "bidrag")
    href = reverse("udmelding_bidrag", args=[vist.udmelding.omraade.kode, vist.udmelding.kode, part.kode])
    return Opgave(f"Svar på central udmelding for {part}", f"{vist.udmelding}. Senest {dato(senest)}.", href, senest)
