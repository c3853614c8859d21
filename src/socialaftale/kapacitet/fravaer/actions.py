"""Saying that one is away, and taking it back: one's own only."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import may

from ..permissions import MELD
from .models import Lederfravaer

LAENGST = dt.timedelta(days=366)
IKKE_SVARER = "Vælg en kollega, der kan melde ledige pladser."


def standing(den: dt.date) -> QuerySet[Lederfravaer]:
    """Return what has been said of that day or a later one, and not taken back."""
    return Lederfravaer.objects.filter(trukket_at=None, til__gte=den).select_related("bruger", "stedfortraeder")


@transaction.atomic
def tell_absence(*, fra: dt.date, til: dt.date, stedfortraeder: Bruger, by: Bruger) -> Lederfravaer:
    """Say that one is away, and who answers. Raises PermissionDenied, and ValidationError where it cannot be."""
    if not may(by, MELD):
        raise PermissionDenied
    lock_row(Bruger.objects.all(), pk=by.pk)
    if til < fra or til < tid.today():
        raise ValidationError({"til": "Den sidste dag ligger før den første eller er gået."})
    if til - fra > LAENGST:
        raise ValidationError({"til": "Det er mere end et år. Bed koordinatoren vælge en anden leder."})
    if stedfortraeder not in colleagues(by):
        raise ValidationError({"stedfortraeder": IKKE_SVARER})
    if standing(fra).filter(bruger=by, fra__lte=til).exists():
        raise ValidationError("Du har allerede sagt, at du er væk i de dage. Tag det tilbage først.")
    nu = tid.now()
    fravaer = Lederfravaer.objects.create(
        bruger=by, fra=fra, til=til, stedfortraeder=stedfortraeder, sagt_at=nu, sagt_by=by
    )
    record("meld fravær som leder", fravaer, by=by, efter={"fra": fra, "til": til})
    return fravaer


def colleagues(bruger: Bruger) -> list[Bruger]:
    """Return who of the same organisation can answer for her."""
    egne = Bruger.objects.filter(organisation=bruger.organisation_id, aktiv=True).exclude(pk=bruger.pk)
    return [en for en in egne.order_by("navn", "pk") if may(en, MELD)]


@transaction.atomic
def take_back(*, fravaer: Lederfravaer, by: Bruger) -> Lederfravaer:
    """Take it back: from now on the mail goes to her again. Raises PermissionDenied."""
    fravaer = lock_row(Lederfravaer.objects.all(), pk=fravaer.pk)
    if fravaer.bruger_id != by.pk:
        raise PermissionDenied
    if fravaer.trukket_at is None:
        fravaer.trukket_at, fravaer.trukket_by = tid.now(), by
        fravaer.save(update_fields=["trukket_at", "trukket_by"])
        record("tag fravær som leder tilbage", fravaer, by=by)
    return fravaer
