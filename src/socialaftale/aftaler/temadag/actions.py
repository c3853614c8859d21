"""What can be done to a temadag. Every right is asked again here, and every act is written down."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require

from .breve import write_cancelled
from .models import Programpunkt, Temadag
from .permissions import TEMADAG

Felter = Mapping[str, Any]


@transaction.atomic
def plan_day(*, omraade: Aftaleomraade, felter: Felter, frigivet: list[str], by: Bruger) -> Temadag:
    """Begin a temadag as a draft. Raises ValidationError where it cannot be."""
    rolle = require(by, TEMADAG, omraade=omraade)
    temadag = save_checked(Temadag(omraade=omraade, oprettet_at=tid.now(), oprettet_by=by, **felter))
    record("planlæg temadag", temadag, by=by, rolle=rolle, efter={"titel": temadag.titel, "dato": temadag.dato})
    _log_release(temadag, frigivet, by)
    return temadag


@transaction.atomic
def add_item(*, temadag: Temadag, felter: Felter, frigivet: list[str], by: Bruger) -> Programpunkt:
    """Add an item to the programme. What overlaps is told on the page, and not refused."""
    rolle = require(by, TEMADAG, omraade=temadag.omraade)
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=temadag.pk)
    punkt = save_checked(Programpunkt(temadag=temadag, nr=next_nr(temadag.program), **felter))
    record("tilføj programpunkt", temadag, by=by, rolle=rolle, efter={"nr": punkt.nr, "titel": punkt.titel})
    _log_release(temadag, frigivet, by)
    return punkt


@transaction.atomic
def remove_item(*, punkt: Programpunkt, by: Bruger) -> None:
    """Take an item out of the programme."""
    rolle = require(by, TEMADAG, omraade=punkt.temadag.omraade)
    record("fjern programpunkt", punkt.temadag, by=by, rolle=rolle, efter={"nr": punkt.nr, "titel": punkt.titel})
    punkt.delete()


@transaction.atomic
def publish_day(*, temadag: Temadag, by: Bruger) -> None:
    """Let everyone see the temadag and sign up. Doing it again changes nothing."""
    rolle = require(by, TEMADAG, omraade=temadag.omraade)
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=temadag.pk)
    if temadag.offentliggjort_at:
        return
    temadag.offentliggjort_at, temadag.offentliggjort_by = tid.now(), by
    temadag.save(update_fields=["offentliggjort_at", "offentliggjort_by"])
    record("offentliggør temadag", temadag, by=by, rolle=rolle)


@transaction.atomic
def cancel_day(*, temadag: Temadag, grund: str, by: Bruger) -> int:
    """Cancel a temadag, and write to everyone who has signed up. Raises ValidationError where it is over or done."""
    rolle = require(by, TEMADAG, omraade=temadag.omraade)
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=temadag.pk)
    if temadag.aflyst_at:
        raise ValidationError("Temadagen er allerede aflyst.")
    if temadag.dato < tid.today():
        raise ValidationError("Temadagen er holdt og kan ikke aflyses.")
    temadag.aflyst_at, temadag.aflyst_by, temadag.aflyst_grund = tid.now(), by, grund.strip()
    temadag.full_clean()
    temadag.save(update_fields=["aflyst_at", "aflyst_by", "aflyst_grund"])
    record("aflys temadag", temadag, by=by, rolle=rolle, efter={"grund": temadag.aflyst_grund})
    return write_cancelled(temadag)


@transaction.atomic
def record_attendance(*, temadag: Temadag, deltog: int, by: Bruger) -> None:
    """Write down how many came. Raises ValidationError before the day, and where it was cancelled."""
    rolle = require(by, TEMADAG, omraade=temadag.omraade)
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=temadag.pk)
    if temadag.dato > tid.today():
        raise ValidationError("Temadagen er ikke holdt endnu. Skriv antallet bagefter.")
    if temadag.aflyst_at:
        raise ValidationError("Temadagen blev aflyst, så ingen deltog.")
    foer, temadag.deltog = temadag.deltog, deltog
    temadag.full_clean()
    temadag.save(update_fields=["deltog"])
    record("skriv antal deltagere", temadag, by=by, rolle=rolle, foer={"deltog": foer}, efter={"deltog": deltog})


def _log_release(temadag: Temadag, felter: list[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, temadag, by=by, efter={"felter": felter})
