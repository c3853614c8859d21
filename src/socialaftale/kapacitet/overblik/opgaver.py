"""What waits for a person about adjusting capacity: an answer, and how her own afdelinger report."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.tilbud.permissions import reach
from socialaftale.tilbud.queries import name_of

from .permissions import SVAR_TILPASNING
from .queries import open_adjustments


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return each adjustment that the person's party is asked about."""
    parter = reach(bruger, SVAR_TILPASNING)
    return [
        Opgave(
            f"Svar på, om {name_of(et.tilbud)} kan tilpasses",
            f"{'Senest ' + dato(et.frist) + '. ' if et.frist else ''}{et.tekst}",
            reverse("tilpasning", args=[et.pk]),
            frist=et.frist,
        )
        for et in (open_adjustments(parter) if parter else [])
    ]
