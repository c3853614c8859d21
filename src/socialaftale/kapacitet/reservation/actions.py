"""Holding a place, queueing for one, and ending it. Every act locks the afdeling, so no two hold its last place."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.reservation import can_be_held, held_until, net_offered, rule_for
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.foelger import tell_changed
from socialaftale.tilbud.models import Afdeling, Tilbud

from ..models import Ledigmelding
from ..queries import newest_reports
from ..undergruppe.models import Undergruppe
from .afslag import count_refusal
from .frist import is_held, working_days
from .models import Reservation
from .permissions import RESERVER, SVAR
from .post import tell_ended, tell_held, tell_new
from .regler import IKKE_LEDIG, check_offered, check_open
from .stand import free_for_groups, held_at, places_of, stand_of, waiting_at, waiting_in
from .status import Skridt, Slut, Stand, UlovligtSkridt, find_step

KOE_FULD = "Der er så mange i kø, at en plads mere ikke er til at love. Ring til afdelingen."
INGEN_TIL_GRUPPEN = "Der er ikke en ledig plads til den undergruppe mere. Vælg hele målgruppen, eller ring."
FREMMED = "Siden hører til en anden plads. Åbn siden igen, og hold pladsen derfra."
ALLEREDE = "I holder eller venter allerede på en plads her til den sag."
MELD_FOERST = "I har ikke meldt en ledig plads, som et ja kan holde. Meld den ledig, evt. fra en dag, og svar så ja."
ALT_HOLDES = "Alle de pladser, I har meldt, er holdt for andre. Sig ja i kø, eller svar nej."
JERES_KOE_ER_FULD = "Køen til afdelingen er fuld. Vent, til en plads bliver fri, eller svar nej."


@dataclass(frozen=True)
class Oenske:
    """What is said of the place: a few guarded words, and (by code) the subgroup whose place it is to be."""

    bemaerkning: str = ""
    undergruppe: str = ""


INTET_OENSKE = Oenske()


@transaction.atomic
def hold_place(
    *, afdeling: Afdeling, myndighed: Organisation, klient_id: UUID, reference: str, oenske: Oenske = INTET_OENSKE,
    by: Bruger,
) -> Reservation:  # fmt: skip
    """Hold a place, or stand in the queue where every place is held; the same `klient_id` gives the same hold.

    Raises PermissionDenied, and ValidationError where no place of the afdeling can be held.
    """
    afdeling = _lock(afdeling)
    require(by, RESERVER, organisation=myndighed, omraade=afdeling.tilbud.omraade)
    kendt = Reservation.objects.filter(klient_id=klient_id).first()
    if kendt and (kendt.afdeling_id, kendt.myndighed_id) != (afdeling.pk, myndighed.pk):
        raise ValidationError(FREMMED)
    if kendt:
        return kendt
    nu = tid.now()
    check_open(afdeling, myndighed, tid.day_of(nu))
    melding = check_offered(newest_reports([afdeling.pk], nu).first())
    _settle(afdeling, nu)
    _check_queue(afdeling, myndighed, reference, melding, nu)
    reservation = Reservation(
        afdeling=afdeling, klient_id=klient_id, myndighed=myndighed, reference=reference, oprettet_by=by,
        bemaerkning=oenske.bemaerkning, undergruppe=_group_of(melding, oenske.undergruppe, nu),
    )  # fmt: skip
    _begin(reservation, nu, by)
    tell_new(reservation)
    return reservation


@dataclass(frozen=True)
class Sag:
    """Whose case a place is held for when the tilbud says yes to it, who is told of the hold, and whose place was asked
    for: the hold takes a place of that subgroup where one is left.
    """

    myndighed: Organisation
    reference: str
    oprettet_by: Bruger
    undergruppe: Undergruppe | None = None


@transaction.atomic
def hold_on_yes(*, afdeling: Afdeling, sag: Sag, i_koe: bool, by: Bruger) -> Reservation | None:
    """Hold a place for the municipality that the tilbud says yes to; `i_koe` lets it wait where every place is held.

    None where holds are switched off, or the way to the place knows none. A case that holds or waits already keeps
    its place. Whoever calls tells the municipality. Raises PermissionDenied, and ValidationError to the leader.
    """
    afdeling = _lock(afdeling)
    require(by, SVAR, organisation=driftsherre_of(afdeling.tilbud))
    nu = tid.now()
    dag = tid.day_of(nu)
    if not is_held(afdeling, dag):
        return None
    check_open(afdeling, sag.myndighed, dag)
    _settle(afdeling, nu)
    egne = Reservation.objects.filter(afdeling=afdeling)
    kendt = egne.filter(held_at(nu) | waiting_at(nu), myndighed=sag.myndighed, reference=sag.reference).first()
    if kendt:
        return kendt
    melding = _check_yes(newest_reports([afdeling.pk], nu).first(), i_koe, nu)
    til_gruppen = any(et.undergruppe == sag.undergruppe and et.tilbage for et in free_for_groups(melding, nu))
    felter = vars(sag) | {"undergruppe": sag.undergruppe if til_gruppen else None}
    return _begin(Reservation(afdeling=afdeling, **felter), nu, by)


def _check_yes(melding: Ledigmelding | None, i_koe: bool, nu: dt.datetime) -> Ledigmelding:
    """Return the report. A yes promises a place away, so one must be reported, and one free or room in the queue."""
    stand = places_of(melding, nu) if melding else None
    if melding is None or stand is None or not net_offered(stand):
        raise ValidationError(MELD_FOERST)
    if can_be_held(stand):
        return melding
    if not i_koe:
        raise ValidationError(ALT_HOLDES)
    if waiting_in(melding.afdeling_id, nu) >= rule_for(tid.day_of(nu)).koe.hoejst:
        raise ValidationError(JERES_KOE_ER_FULD)
    return melding


def _begin(reservation: Reservation, nu: dt.datetime, by: Bruger) -> Reservation:
    """Write the hold last in the queue, and let the queue move: with a place free it is held at once."""
    reservation.oprettet_at, reservation.venter_til_at = nu, _waits_until(nu)
    reservation.save()
    _move_queue(reservation.afdeling, nu, ny=reservation)
    reservation.refresh_from_db()
    efter = {"afdeling": reservation.afdeling.kode, "stand": stand_of(reservation, nu)}
    record("hold plads", reservation, by=by, efter=efter)
    return reservation


@transaction.atomic
def withdraw(*, reservation: Reservation, by: Bruger) -> Reservation:
    """Give the place free, or leave the queue. Raises PermissionDenied, and ValidationError where it is over."""
    reservation, nu = _lock_hold(reservation)
    require(by, RESERVER, organisation=reservation.myndighed, omraade=reservation.afdeling.tilbud.omraade)
    return _end(reservation, "withdraw", by, nu)


@transaction.atomic
def take(*, reservation: Reservation, by: Bruger) -> Reservation:
    """Say that the citizen has the place. Raises PermissionDenied, and ValidationError where it is not held."""
    reservation, nu = _lock_hold(reservation)
    require(by, SVAR, organisation=driftsherre_of(reservation.afdeling.tilbud))
    return _end(reservation, "take", by, nu)


@transaction.atomic
def refuse(*, reservation: Reservation, aarsag: str, by: Bruger) -> Reservation:
    """Refuse, for a coded reason. Raises PermissionDenied, and ValidationError where it is over."""
    reservation, nu = _lock_hold(reservation)
    require(by, SVAR, organisation=driftsherre_of(reservation.afdeling.tilbud))
    count_refusal(reservation.afdeling, aarsag, tid.day_of(nu))
    return _end(reservation, "refuse", by, nu, aarsag)


@transaction.atomic
def move_queue(*, afdeling: Afdeling, by: Bruger) -> int:
    """End what is past its time, and let those first in the queue hold what is free; return how many changed."""
    return _settle(_lock(afdeling), tid.now())


def _settle(afdeling: Afdeling, nu: dt.datetime) -> int:
    gamle = Reservation.objects.filter(afdeling=afdeling, slut="").exclude(held_at(nu) | waiting_at(nu))
    udloebne = list(gamle.select_related("afdeling__tilbud", "myndighed", "oprettet_by"))
    for reservation in udloebne:
        _write_end(reservation, Slut.UDLOEBET, Bruger.objects.system(), nu)
        tell_ended(reservation)
    return len(udloebne) + _move_queue(afdeling, nu)


def _lock(afdeling: Afdeling) -> Afdeling:
    return lock_row(Afdeling.objects.select_related("tilbud__omraade"), pk=afdeling.pk)


def _lock_hold(reservation: Reservation) -> tuple[Reservation, dt.datetime]:
    """The hold as it is now, and the instant; the clock is read when nobody else can change the afdeling."""
    _lock(reservation.afdeling)
    med = Reservation.objects.select_related("afdeling__tilbud__omraade", "myndighed", "oprettet_by")
    return med.get(pk=reservation.pk), tid.now()


def _waits_until(nu: dt.datetime) -> dt.datetime:
    dag = tid.day_of(nu)
    return tid.end_of_day(dag + dt.timedelta(days=rule_for(dag).koe.dage))


def _check_queue(
    afdeling: Afdeling, myndighed: Organisation, reference: str, melding: Ledigmelding, nu: dt.datetime
) -> None:
    """Where every place is taken there is nothing to wait for; a queue has an end, and one case one place in it."""
    egne = Reservation.objects.filter(afdeling=afdeling)
    stand = places_of(melding, nu)
    if not net_offered(stand):
        raise ValidationError(IKKE_LEDIG)
    if egne.filter(held_at(nu) | waiting_at(nu), myndighed=myndighed, reference=reference).exists():
        raise ValidationError(ALLEREDE)
    if not can_be_held(stand) and waiting_in(afdeling.pk, nu) >= rule_for(tid.day_of(nu)).koe.hoejst:
        raise ValidationError(KOE_FULD)


def _group_of(melding: Ledigmelding, kode: str, nu: dt.datetime) -> Undergruppe | None:
    """The subgroup, where the report still has a place for it. Raises ValidationError where it has none."""
    if not kode:
        return None
    plads = next((et for et in free_for_groups(melding, nu) if et.undergruppe.kode == kode), None)
    if plads is None or not plads.tilbage:
        raise ValidationError(INGEN_TIL_GRUPPEN)
    return plads.undergruppe


def _move_queue(afdeling: Afdeling, nu: dt.datetime, ny: Reservation | None = None) -> int:
    """Let those first in the queue hold what is free, the afdeling being locked. `ny` is told of it by another mail.

    Every change of a hold ends here, so those who keep what is free are told here.
    """
    tell_changed(Tilbud.objects.filter(pk=afdeling.tilbud_id))
    melding = newest_reports([afdeling.pk], nu).first()
    if melding is None:
        return 0
    koe = Reservation.objects.filter(waiting_at(nu), afdeling=afdeling).select_related(
        "afdeling__tilbud", "myndighed", "oprettet_by"
    )
    naeste = list(koe.order_by("oprettet_at", "pk")[: can_be_held(places_of(melding, nu))])
    for reservation in naeste:
        reservation.aktiv_at, reservation.melding = nu, melding
        reservation.udloeber_at = tid.end_of_day(last_day(afdeling, tid.day_of(nu)))
        reservation.save(update_fields=["aktiv_at", "melding", "udloeber_at"])
        if reservation != ny:
            record("hold plads fra køen", reservation, by=None, efter={"afdeling": afdeling.kode})
            tell_held(reservation)
    return len(naeste)


def last_day(afdeling: Afdeling, dag: dt.date) -> dt.date:
    """Return the last day of a hold made in the afdeling on the day."""
    return held_until(dag, working_days(afdeling.tilbud_id, dag))


def _end(reservation: Reservation, verbum: str, by: Bruger, nu: dt.datetime, aarsag: str = "") -> Reservation:
    """Take the step, and let the next in the queue have what it freed."""
    skridt = _step(stand_of(reservation, nu), verbum)
    _write_end(reservation, skridt.til, by, nu, aarsag)
    if by != reservation.oprettet_by:
        tell_ended(reservation)
    _move_queue(reservation.afdeling, nu)
    return reservation


def _step(stand: Stand, verbum: str) -> Skridt:
    try:
        return find_step(stand, verbum)
    except UlovligtSkridt as fejl:
        raise ValidationError(str(fejl)) from fejl


def _write_end(reservation: Reservation, slut: Slut, by: Bruger, nu: dt.datetime, aarsag: str = "") -> None:
    reservation.slut, reservation.aarsag, reservation.slut_at, reservation.slut_by = slut, aarsag, nu, by
    reservation.save(update_fields=["slut", "aarsag", "slut_at", "slut_by"])
    record("afslut reservation", reservation, by=by, efter={"slut": slut.value, "aarsag": aarsag})
