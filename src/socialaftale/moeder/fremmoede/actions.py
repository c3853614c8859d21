"""Writing down who was at a meeting. Every right is asked again here, and every act is written down."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked, save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..models import Moede
from ..permissions import REFERER
from ..queries import current_time
from .models import Fremmoedeliste, Moededeltager
from .queries import newest_list


@dataclass(frozen=True)
class Fremmoede:
    """What was typed: `deltagere` are unsaved rows in order; `frigivet` names fields released from a CPR alarm."""

    deltagere: tuple[Moededeltager, ...]
    naeste_moede: dt.date | None = None
    rettelse: str = ""
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def save_attendance(*, moede: Moede, set_nr: int, fremmoede: Fremmoede, by: Bruger) -> Fremmoedeliste:
    """Append a list; `set_nr` is the one that the writer saw, 0 for none.

    Raises ValidationError where another has saved since, the meeting lies ahead or is cancelled, the next meeting does
    not lie after this one, or a correction after the meeting lacks its reason.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = lock_row(Moede.objects.select_related("udvalg"), pk=moede.pk)
    foer = newest_list(moede)
    if foer and foer.nr != set_nr:
        raise ValidationError(f"{foer.registreret_by} har gemt imens. Se det, og gem igen, hvis dit skal gælde.")
    _require_held(moede, fremmoede)
    liste = Fremmoedeliste(moede=moede, nr=(foer.nr if foer else 0) + 1, naeste_moede=fremmoede.naeste_moede)
    liste.rettelse = fremmoede.rettelse.strip()
    write_list(liste, fremmoede.deltagere, by)
    efter = {"nr": liste.nr, "deltagere": len(fremmoede.deltagere), "rettelse": liste.rettelse}
    record("skriv fremmøde", moede, by=by, rolle=rolle, foer={"nr": liste.nr - 1}, efter=efter)
    if fremmoede.frigivet:
        record(cpr.FRIGIVET, moede, by=by, rolle=rolle, efter={"felter": fremmoede.frigivet})
    return liste


def write_list(liste: Fremmoedeliste, deltagere: tuple[Moededeltager, ...], by: Bruger) -> None:
    """Save a list with its rows, in order."""
    save_registered(liste, by)
    for plads, deltager in enumerate(deltagere):
        deltager.liste, deltager.plads = liste, plads
        save_checked(deltager)


def _require_held(moede: Moede, fremmoede: Fremmoede) -> None:
    hvornaar = current_time(moede)
    if hvornaar.aflyst:
        raise ValidationError("Mødet er aflyst.")
    if hvornaar.dato > tid.today():
        raise ValidationError(f"Mødet holdes først {hvornaar.dato:%d.%m.%Y}. Skriv, hvem der er med, på dagen.")
    if moede.afsluttet_at and not fremmoede.rettelse.strip():
        raise ValidationError("Mødet er afsluttet. Skriv, hvorfor fremmødet rettes.")
    if fremmoede.naeste_moede and fremmoede.naeste_moede <= hvornaar.dato:
        raise ValidationError("Næste møde skal ligge efter dette. Ret dagen, eller lad feltet stå tomt.")
