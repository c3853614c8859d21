"""Where holds stand at an instant, and what they take of the places reported."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.regler.reservation import Stand as Pladsstand
from socialaftale.regler.reservation import can_be_held, net_offered

from ..models import Kapacitetsvalg, Ledigmelding
from ..optaget import Optaget, register_optaget
from ..queries import newest_reports
from ..undergruppe.models import Undergruppe
from ..undergruppe.tal import groups_in
from .models import Reservation
from .status import Slut, Stand


def stand_of(reservation: Reservation, nu: dt.datetime) -> Stand:
    """Tell where it stands at the instant. A hold past its time is over, whether or not anybody has written it down."""
    if reservation.slut_at and reservation.slut_at <= nu:
        return Stand.SLUT
    if reservation.aktiv_at and reservation.aktiv_at <= nu:
        return Stand.HOLDES if reservation.udloeber_at > nu else Stand.SLUT
    return Stand.VENTER if reservation.venter_til_at > nu else Stand.SLUT


def held_at(nu: dt.datetime) -> Q:
    """The condition "a place is held by it at the instant"."""
    ikke_slut = Q(slut_at__isnull=True) | Q(slut_at__gt=nu)
    return ikke_slut & Q(aktiv_at__lte=nu, udloeber_at__gt=nu)


def waiting_at(nu: dt.datetime) -> Q:
    """The condition "it stands in the queue at the instant"."""
    ikke_slut = Q(slut_at__isnull=True) | Q(slut_at__gt=nu)
    return ikke_slut & Q(venter_til_at__gt=nu) & (Q(aktiv_at__isnull=True) | Q(aktiv_at__gt=nu))


def waiting_in(afdeling: int, nu: dt.datetime) -> int:
    """Return how many stand in the queue of the afdeling at the instant."""
    return Reservation.objects.filter(waiting_at(nu), afdeling=afdeling).count()


def all_held(afdelinger: Iterable[int], nu: dt.datetime) -> set[int]:
    """Return the afdelinger that report places, every one of them held: who comes now waits. Constant queries."""
    meldinger = {melding.afdeling_id: melding for melding in newest_reports(list(afdelinger), nu)}
    optaget = read_holds({pk: melding.observeret_at for pk, melding in meldinger.items()}, nu)
    stande = {pk: Pladsstand(meldinger[pk].tilbudt, et.reserveret, et.taget) for pk, et in optaget.items()}
    return {pk for pk, stand in stande.items() if net_offered(stand) and not can_be_held(stand)}


def places_of(melding: Ledigmelding, nu: dt.datetime) -> Pladsstand:
    """Return what the afdeling of the report has: offered in it, held now, and taken since it."""
    egne = Reservation.objects.filter(afdeling=melding.afdeling_id)
    taget = egne.filter(slut=Slut.TAGET, slut_at__gt=melding.observeret_at, slut_at__lte=nu)
    return Pladsstand(melding.tilbudt, egne.filter(held_at(nu)).count(), taget.count())


class Gruppeplads(NamedTuple):
    """A subgroup that a report gave places, and how many of them nobody holds, waits for or has taken."""

    undergruppe: Undergruppe
    navn: str
    meldt: int
    tilbage: int


def free_for_groups(melding: Ledigmelding, nu: dt.datetime) -> list[Gruppeplads]:
    """Return the subgroups of the report. Who did not say which place it was has taken none of theirs."""
    egne = Reservation.objects.filter(afdeling=melding.afdeling_id, undergruppe__isnull=False)
    taget = Q(slut=Slut.TAGET, slut_at__gt=melding.observeret_at, slut_at__lte=nu)
    lovet = Counter(egne.filter(held_at(nu) | waiting_at(nu) | taget).values_list("undergruppe", flat=True))
    return [
        Gruppeplads(undergruppe, navn, antal, max(0, antal - lovet[undergruppe.pk]))
        for undergruppe, navn, antal in groups_in(melding)
    ]


@register_optaget
def read_holds(observeret: Mapping[int, dt.datetime], kendt_at: dt.datetime) -> dict[int, Optaget]:
    """Return what holds, and places taken since each report, take; nothing where the switch is off."""
    raekker = list(_counting(observeret, kendt_at).values_list("afdeling", "slut", "slut_at"))
    taget = Counter(
        afdeling for afdeling, slut, at in raekker if slut == Slut.TAGET and observeret[afdeling] < at <= kendt_at
    )
    holdt = Counter(afdeling for afdeling, slut, at in raekker if at is None or at > kendt_at)
    return {afdeling: Optaget(holdt[afdeling], taget[afdeling]) for afdeling in taget.keys() | holdt.keys()}


def _counting(observeret: Iterable[int], kendt_at: dt.datetime) -> QuerySet[Reservation]:
    slaaet_til = Kapacitetsvalg.objects.i_kraft(tid.day_of(kendt_at)).filter(valg=Kapacitetsvalg.Valg.RESERVATIONER)
    return Reservation.objects.order_by().filter(
        held_at(kendt_at) | Q(slut=Slut.TAGET, slut_at__lte=kendt_at),
        afdeling__in=list(observeret),
        afdeling__tilbud__omraade__in=slaaet_til.values("omraade"),
    )
