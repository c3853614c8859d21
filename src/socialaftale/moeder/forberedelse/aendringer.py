"""What is changed in an agenda after its release: one more row, with the reason, shown where it was changed."""

from typing import Any

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.raekke import save_checked
from socialaftale.parter.models import Bruger

from ..models import Dagsordenspunkt, Moede
from .models import Dagsordensaendring

TEKSTER = ("titel", "resume", "sagsfremstilling")
INDSTILLINGER = "indstillinger"


def log_change(punkt: Dagsordenspunkt, hvad: str, grund: str, by: Bruger, foer: Any = None, aaben: bool = True) -> None:
    """Write down a change of a point, where the agenda is released. Raises ValidationError without a reason.

    Call it in the transaction of the change; `foer` is what stood there. What is not `aaben`
    is told to those who read all of the agenda.
    """
    if not Moede.objects.filter(pk=punkt.moede_id, frigivet_at__isnull=False).exists():
        return
    if not grund.strip():
        raise ValidationError("Dagsordenen er frigivet. Skriv, hvorfor den ændres, så alle kan se det.")
    ny = Dagsordensaendring(punkt=punkt, hvad=hvad, grund=grund.strip(), foer=foer, aaben=aaben)
    ny.aendret_at, ny.aendret_by = tid.now(), by
    save_checked(ny)


def words_of(punkt: Dagsordenspunkt) -> dict[str, Any]:
    """Return what a point says, to be kept when it is rewritten."""
    tekster = {felt: getattr(punkt, felt) for felt in TEKSTER}
    return tekster | {INDSTILLINGER: [en.words() for en in punkt.indstillinger.order_by("nummer")]}
