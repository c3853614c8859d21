"""What waits for a visitator about places held: an answer before the hold ends."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from ..models import Kapacitetsvalg
from ..queries import areas_with
from .permissions import RESERVER
from .queries import own_holds
from .status import Stand


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the places held for her municipality as one task, due when the first hold ends."""
    if not access(bruger).may(RESERVER):
        return []
    til = areas_with(Kapacitetsvalg.Valg.RESERVATIONER)
    holdte = [et for et in own_holds(bruger) if et.stand == Stand.HOLDES]
    dage = [et.sidste_dag for et in holdte if et.sidste_dag and et.reservation.afdeling.tilbud.omraade_id in til]
    if not dage:
        return []
    tekst = "1 plads holdes for jer" if len(dage) == 1 else f"{len(dage)} pladser holdes for jer"
    hvorfor = (
        f"{'Til og med' if len(dage) == 1 else 'Den første til og med'} {dato(min(dage))}. Aftal resten, eller giv fri."
    )
    return [Opgave(tekst, hvorfor, reverse("reservationer"), min(dage))]
