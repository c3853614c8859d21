"""What a person must do about free places: find out why somebody does not answer."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .mangler import silent_for
from .permissions import FOELG


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the one list that waits for whoever follows up; nothing where everybody answers."""
    adgang = access(bruger)
    antal = len(silent_for(adgang, tid.today())) if adgang.may(FOELG) else 0
    if not antal:
        return []
    tekst = "1 afdeling har" if antal == 1 else f"{antal} afdelinger har"
    hvorfor = "De har selv lovet, hvor tit de bekræfter. Ring, eller ret, hvem der svarer."
    return [Opgave(f"{tekst} ikke bekræftet deres ledige pladser", hvorfor, reverse("ledige_mangler"))]
