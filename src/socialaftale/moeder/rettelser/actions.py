"""Taking words out of the minutes, in every version and everywhere they are repeated. It cannot be undone."""

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.overstregning import hide_words
from socialaftale.parter.permissions import require

from ..forberedelse.afgang import taken_off
from ..importering.models import Referatimport
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from .models import Overstregning

KORTEST = 3


@transaction.atomic
def redact(*, moede: Moede, ord_: str, grund: str, by: Bruger) -> list[Overstregning]:
    """Hide the words in the texts of the meeting and its points, and leave a mark for each. Old minutes' file goes too.

    Raises ValidationError where the words are too short, are not found, or are repeated in the reason.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = lock_row(Moede.objects.select_related("udvalg"), pk=moede.pk)
    ord_ = " ".join(ord_.split())
    if len(ord_) < KORTEST:
        raise ValidationError(f"Skriv mindst {KORTEST} tegn. Kopiér ordene, som de står på siden.")
    if not grund.strip():
        raise ValidationError("Skriv, hvorfor teksten overstreges.")
    if ord_.casefold() in " ".join(grund.split()).casefold():
        raise ValidationError("Grunden vises for alle. Skriv den uden de ord, der skal væk.")
    fundet = _hide_everywhere(moede, ord_)
    if not fundet:
        raise ValidationError("Ordene findes ikke i mødets tekster. Kopiér dem, som de står på siden.")
    maerker = [_mark(moede, punkt, antal, grund, by) for punkt, antal in fundet.items()]
    efter = {"steder": sum(fundet.values()), "grund": grund.strip()}
    record("overstreg ord", moede, by=by, rolle=rolle, efter=efter)
    return maerker


def _hide_everywhere(moede: Moede, ord_: str) -> dict[Dagsordenspunkt | None, int]:
    """Hide the words and return in how many texts of each point, under none for the meeting itself."""
    fundet: dict[Dagsordenspunkt | None, int] = {}
    for punkt in [*moede.punkter.order_by("nummer"), *taken_off(moede)]:
        if antal := len(hide_words(punkt, ord_)):
            fundet[punkt] = antal
    antal = len(hide_words(moede, ord_))
    for referatimport in Referatimport.objects.filter(moede=moede):
        antal += len(hide_words(referatimport, ord_))
    return fundet | ({None: antal} if antal else {})


def _mark(moede: Moede, punkt: Dagsordenspunkt | None, antal: int, grund: str, by: Bruger) -> Overstregning:
    maerke = Overstregning(moede=moede, punkt=punkt, antal=antal, grund=grund.strip())
    maerke.offentliggjort = moede.afsluttet_at is not None
    return save_registered(maerke, by)
