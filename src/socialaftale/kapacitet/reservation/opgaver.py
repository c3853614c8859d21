"""What waits for a visitator about places held: an answer before the hold ends."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .permissions import RESERVER
from .queries import own_holds
from .status import Stand


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the places held for her municipality as one task, due when the first hold ends."""
    if not access(bruger).may(RESERVER):
        return []
    dage = [raekke.sidste_dag for raekke in own_holds(bruger) if raekke.stand == Stand.HOLDES and raekke.sidste_dag]
    if not dage:
        return []
    tekst = "1 plads holdes for jer" if len(dage) == 1 else f"{len(dage)} pladser holdes for jer"
    hvorfor = (
        f"{'Til og med' if len(dage) == 1 else 'Den første til og med'} {dato(min(dage))}. Aftal resten, eller giv fri."
    )
    return [Opgave(tekst, hvorfor, reverse("reservationer"), min(dage))]
