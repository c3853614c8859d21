"""What waits for the secretariat about temadage: too few have signed up."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .permissions import TEMADAG
from .queries import days


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return each temadag of the person's area for which too few have signed up."""
    held = access(bruger)
    if not held.may(TEMADAG):
        return []
    return [
        Opgave(
            f"Få tilmeldte til temadagen »{vist.temadag.titel}«",
            f"{vist.med_plads} er tilmeldt, og der skal være mindst {vist.temadag.mindst} {dato(vist.temadag.dato)}. "
            "Mind kommunerne om den, eller aflys.",
            reverse("temadag", args=[vist.temadag.pk]),
            frist=vist.temadag.dato,
        )
        for vist in days(bruger)
        if vist.for_faa and held.may(TEMADAG, omraade=vist.temadag.omraade)
    ]
