"""What a person must do about free places: confirm her own, or find out why somebody does not answer."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .brev.mangler import silent_for
from .mine.queries import due_for
from .permissions import AFTALER, FOELG


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the leader has to confirm, and the list that waits for whoever follows up."""
    return [*_to_confirm(bruger), *_to_follow_up(bruger)]


def _to_confirm(bruger: Bruger) -> list[Opgave]:
    antal = due_for(bruger, tid.today())
    if not antal:
        return []
    tekst = "1 afdeling" if antal == 1 else f"{antal} afdelinger"
    hvorfor = "Er intet ændret, er det ét tryk for dem alle."
    return [Opgave(f"Bekræft de ledige pladser i {tekst}", hvorfor, reverse("ledige_mine"), frist=tid.today())]


def _to_follow_up(bruger: Bruger) -> list[Opgave]:
    adgang = access(bruger)
    antal = len(silent_for(adgang, tid.today())) if adgang.may(FOELG) else 0
    if not antal:
        return []
    tekst = "1 afdeling har ikke bekræftet sine" if antal == 1 else f"{antal} afdelinger har ikke bekræftet deres"
    kan = "eller ret, hvem der svarer" if adgang.may(AFTALER) else "eller tag fat i driftsherrens koordinator"
    hvorfor = f"De har selv lovet, hvor tit de bekræfter. Ring, {kan}."
    return [Opgave(f"{tekst} ledige pladser", hvorfor, reverse("ledige_mangler"))]
