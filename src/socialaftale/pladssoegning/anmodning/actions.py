"""Asking for a place, and answering. Every act locks the afdeling, and reads the clock when it has."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.kapacitet.melding import groups_asked
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import er_slaaet_til
from socialaftale.kapacitet.reservation.actions import Sag, hold_on_yes
from socialaftale.kapacitet.reservation.afslag import count_refusal
from socialaftale.kapacitet.reservation.regler import check_open
from socialaftale.kapacitet.undergruppe.models import Undergruppe
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.anmodning import days_of
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Afdeling

from ..behovstal import count_yes
from .models import Anmodning
from .permissions import ANMOD
from .permissions import SVAR as MAA_SVARE
from .post import remind, tell_answer, tell_new
from .status import Svar

FREMMED = "Siden hører til en anden anmodning. Åbn siden igen, og send den derfra."
ALLEREDE = "I har allerede spurgt her om den sag og venter på svar."
SLUT = "Anmodningen er afsluttet, og det kan ikke gøres om. Genindlæs siden."
LUKKET = "Aftaleområdet har slået anmodninger fra, så den er lukket uden svar. Ring i stedet."
START = "Den ønskede start skal ligge mellem i dag og to år frem."
INGEN_GRUPPE = "Den undergruppe har afdelingen ikke mere. Vælg en anden, eller hele målgruppen."
LAENGST_FREM = dt.timedelta(days=731)


@dataclass(frozen=True)
class Behov:
    """What is asked for, without a person: target group, age band, wished start, a few guarded words, and (by code)
    the subgroup whose place it is to be.
    """

    maalgruppe: str
    alder: str
    oensket_start: dt.date
    bemaerkning: str = ""
    undergruppe: str = ""


@transaction.atomic
def ask(
    *, afdeling: Afdeling, myndighed: Organisation, klient_id: UUID, reference: str, behov: Behov, by: Bruger
) -> Anmodning:
    """Ask an afdeling for a place; the same `klient_id` gives the same request, and the same receipt.

    Raises PermissionDenied, and ValidationError where the afdeling cannot be asked.
    """
    afdeling, nu = lock_row(Afdeling.objects.select_related("tilbud__omraade"), pk=afdeling.pk), tid.now()
    require(by, ANMOD, organisation=myndighed, omraade=afdeling.tilbud.omraade)
    kendt = Anmodning.objects.filter(klient_id=klient_id).first()
    if kendt and (kendt.afdeling_id, kendt.myndighed_id) != (afdeling.pk, myndighed.pk):
        raise ValidationError(FREMMED)
    if kendt:
        return kendt
    dag = tid.day_of(nu)
    check_open(afdeling, myndighed, dag, Kapacitetsvalg.Valg.ANMODNINGER)
    if not dag <= behov.oensket_start <= dag + LAENGST_FREM:
        raise ValidationError({"oensket_start": START})
    _end_overdue(afdeling, nu)
    if Anmodning.objects.filter(afdeling=afdeling, myndighed=myndighed, reference=reference, svar="").exists():
        raise ValidationError(ALLEREDE)
    forloeb = days_of(dag)
    anmodning = Anmodning.objects.create(
        afdeling=afdeling, myndighed=myndighed, klient_id=klient_id, reference=reference, oprettet_at=nu,
        oprettet_by=by, udloeber_at=tid.end_of_day(forloeb.udloeber),
        paamindelser=[dag.isoformat() for dag in forloeb.paamindelser],
        **vars(behov) | {"undergruppe": _group_of(afdeling, behov.undergruppe, dag)},
    )  # fmt: skip
    record("anmod om plads", anmodning, by=by, efter={"afdeling": afdeling.kode})
    tell_new(anmodning)
    return anmodning


def _group_of(afdeling: Afdeling, kode: str, dag: dt.date) -> Undergruppe | None:
    """The subgroup, where the afdeling has it today. Raises ValidationError where it has not."""
    if not kode:
        return None
    spurgt = next((et for et in groups_asked(afdeling, dag) if et.kode == kode), None)
    if spurgt is None:
        raise ValidationError({"undergruppe": INGEN_GRUPPE})
    return Undergruppe.objects.get(pk=spurgt.pk)


@transaction.atomic
def withdraw(*, anmodning: Anmodning, by: Bruger) -> Anmodning:
    """Take the request back. Raises PermissionDenied, and ValidationError where it is over."""
    anmodning, nu = _lock(anmodning)
    require(by, ANMOD, organisation=anmodning.myndighed, omraade=anmodning.afdeling.tilbud.omraade)
    return _answer(anmodning, Svar.TRUKKET, by, nu)


@transaction.atomic
def offer(*, anmodning: Anmodning, by: Bruger) -> Anmodning:
    """Say that the afdeling can take the citizen, and hold the place where holds are switched on.

    Raises PermissionDenied, and ValidationError where it is over, or no place is free to be held.
    """
    return _say_yes(anmodning, False, by)


@transaction.atomic
def queue(*, anmodning: Anmodning, by: Bruger) -> Anmodning:
    """Say yes, and let the case wait where every place is held. Raises as `offer`, and where the queue is full."""
    return _say_yes(anmodning, True, by)


def _say_yes(anmodning: Anmodning, i_koe: bool, by: Bruger) -> Anmodning:
    anmodning, nu = _lock(anmodning)
    require(by, MAA_SVARE, organisation=driftsherre_of(anmodning.afdeling.tilbud))
    _check_waits(anmodning, nu)
    sag = Sag(anmodning.myndighed, anmodning.reference, anmodning.oprettet_by, anmodning.undergruppe)
    anmodning.reservation = hold_on_yes(afdeling=anmodning.afdeling, sag=sag, i_koe=i_koe, by=by)
    count_yes(anmodning)
    return _write(anmodning, Svar.TILBUDT, by, nu)


@transaction.atomic
def refuse(*, anmodning: Anmodning, aarsag: str, by: Bruger) -> Anmodning:
    """Say no, for a coded reason. Raises PermissionDenied, and ValidationError where it is over."""
    anmodning, nu = _lock(anmodning)
    require(by, MAA_SVARE, organisation=driftsherre_of(anmodning.afdeling.tilbud))
    count_refusal(anmodning.afdeling, aarsag, tid.day_of(nu))
    return _answer(anmodning, Svar.AFVIST, by, nu, aarsag)


@transaction.atomic
def follow_up(*, afdeling: Afdeling, by: Bruger) -> int:
    """End what is past its time or switched off, and remind of what waits; return how many mails that gave."""
    afdeling, nu = lock_row(Afdeling.objects.select_related("tilbud__omraade"), pk=afdeling.pk), tid.now()
    gjort = _end_overdue(afdeling, nu)
    if not _is_on(afdeling, nu):
        gjort += _end_all(Anmodning.objects.filter(afdeling=afdeling, svar=""), Svar.LUKKET, nu)
    for anmodning in Anmodning.objects.filter(afdeling=afdeling, svar="").select_related("myndighed"):
        naaet = sum(dag <= tid.day_of(nu).isoformat() for dag in anmodning.paamindelser)
        if naaet > anmodning.paamindet:
            anmodning.paamindet = naaet
            anmodning.save(update_fields=["paamindet"])
            remind(anmodning)
            gjort += 1
    return gjort


def _lock(anmodning: Anmodning) -> tuple[Anmodning, dt.datetime]:
    lock_row(Afdeling.objects.all(), pk=anmodning.afdeling_id)
    med = Anmodning.objects.select_related("afdeling__tilbud__omraade", "myndighed", "oprettet_by")
    return med.get(pk=anmodning.pk), tid.now()


def _end_overdue(afdeling: Afdeling, nu: dt.datetime) -> int:
    gamle = Anmodning.objects.filter(afdeling=afdeling, svar="", udloeber_at__lte=nu)
    return _end_all(gamle, Svar.UDLOEBET, nu)


def _end_all(anmodninger: QuerySet[Anmodning], svar: Svar, nu: dt.datetime) -> int:
    alle = list(anmodninger.select_related("afdeling__tilbud", "oprettet_by"))
    for anmodning in alle:
        _write(anmodning, svar, Bruger.objects.system(), nu)
    return len(alle)


def _is_on(afdeling: Afdeling, nu: dt.datetime) -> bool:
    return er_slaaet_til(afdeling.tilbud.omraade, Kapacitetsvalg.Valg.ANMODNINGER, tid.day_of(nu))


def _answer(anmodning: Anmodning, svar: Svar, by: Bruger, nu: dt.datetime, aarsag: str = "") -> Anmodning:
    _check_waits(anmodning, nu)
    return _write(anmodning, svar, by, nu, aarsag)


def _check_waits(anmodning: Anmodning, nu: dt.datetime) -> None:
    if anmodning.svar or anmodning.udloeber_at <= nu:
        raise ValidationError(SLUT)
    if not _is_on(anmodning.afdeling, nu):
        raise ValidationError(LUKKET)


def _write(anmodning: Anmodning, svar: Svar, by: Bruger, nu: dt.datetime, aarsag: str = "") -> Anmodning:
    anmodning.svar, anmodning.aarsag, anmodning.svar_at, anmodning.svar_by = svar, aarsag, nu, by
    anmodning.save(update_fields=["svar", "aarsag", "svar_at", "svar_by", "reservation"])
    record("svar på anmodning", anmodning, by=by, efter={"svar": svar.value, "aarsag": aarsag})
    if by != anmodning.oprettet_by:
        tell_answer(anmodning)
    return anmodning
