"""What can be done to a follow-up: moved with a reason, done with a note, opened again. Its history stays."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access, require

from ..models import Opfoelgning
from ..permissions import REFERER
from .models import Opfoelgningstrin
from .queries import is_owner

Slags = Opfoelgningstrin.Slags


@transaction.atomic
def move_deadline(*, opfoelgning: Opfoelgning, frist: dt.date, grund: str, by: Bruger) -> None:
    """Give a follow-up another deadline.

    Raises ValidationError where it is done, the day is the same or has gone, or no reason is said.
    """
    rolle = require(by, REFERER, udvalg=opfoelgning.punkt.moede.udvalg)
    opfoelgning = lock_row(Opfoelgning.objects.all(), pk=opfoelgning.pk)
    if opfoelgning.udfoert_at:
        raise ValidationError("Opfølgningen er meldt udført. Åbn den igen, før fristen flyttes.")
    if frist < tid.today():
        raise ValidationError(f"Den {frist:%d.%m.%Y} er gået. Skriv en dag fra i dag.")
    foer = opfoelgning.frist
    _write_step(opfoelgning, Slags.FLYTTET, grund, by, fra_frist=foer, til_frist=frist)
    opfoelgning.frist = frist
    opfoelgning.save(update_fields=["frist"])
    record("flyt frist", opfoelgning, by=by, rolle=rolle, foer={"frist": foer}, efter={"frist": frist})


@transaction.atomic
def finish_followup(*, opfoelgning: Opfoelgning, note: str = "", by: Bruger) -> None:
    """Say that a follow-up is done: the secretariat may, and whose it is. Doing it again changes nothing."""
    rolle = _require_secretariat_or_owner(by, opfoelgning)
    opfoelgning = lock_row(Opfoelgning.objects.all(), pk=opfoelgning.pk)
    if opfoelgning.udfoert_at:
        return
    opfoelgning.udfoert_at, opfoelgning.udfoert_by = tid.now(), by
    opfoelgning.save(update_fields=["udfoert_at", "udfoert_by"])
    _write_step(opfoelgning, Slags.UDFOERT, note, by)
    record("meld udført", opfoelgning, by=by, rolle=rolle)


@transaction.atomic
def reopen_followup(*, opfoelgning: Opfoelgning, grund: str, by: Bruger) -> None:
    """Say that a follow-up was not done after all. Raises ValidationError without a reason, or where it is open."""
    rolle = require(by, REFERER, udvalg=opfoelgning.punkt.moede.udvalg)
    opfoelgning = lock_row(Opfoelgning.objects.all(), pk=opfoelgning.pk)
    if not opfoelgning.udfoert_at:
        raise ValidationError("Opfølgningen er ikke meldt udført.")
    _write_step(opfoelgning, Slags.GENAABNET, grund, by)
    opfoelgning.udfoert_at = opfoelgning.udfoert_by = None
    opfoelgning.save(update_fields=["udfoert_at", "udfoert_by"])
    record("åbn opfølgning igen", opfoelgning, by=by, rolle=rolle)


def _write_step(opfoelgning: Opfoelgning, slags: str, tekst: str, by: Bruger, **frister: dt.date) -> None:
    save_registered(Opfoelgningstrin(opfoelgning=opfoelgning, slags=slags, tekst=tekst.strip(), **frister), by)


def _require_secretariat_or_owner(by: Bruger, opfoelgning: Opfoelgning) -> str:
    """Return the role acted in: the secretariat's, else `ejer`. Raises PermissionDenied for others."""
    if rolle := access(by).role_for(REFERER, udvalg=opfoelgning.punkt.moede.udvalg):
        return rolle
    if not is_owner(by, opfoelgning):
        raise PermissionDenied
    return "ejer"
