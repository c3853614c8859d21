"""Stays as the rule reads them, and the months that rest on them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Min, QuerySet

from socialaftale.faelles import tid
from socialaftale.regler.belaegningsdage import (
    Handling,
    Maanedstal,
    Skridt,
    first_of_month,
    in_month,
    next_month,
    stay_of,
)
from socialaftale.regler.belaegningsdage import Ophold as Opholdstal

from .models import Ophold, Opholdsskridt

Staaende = dict[int, list[tuple[Ophold, Opholdstal]]]


def standing(skridt: Iterable[Opholdsskridt], kendt_at: dt.datetime | None = None) -> list[Opholdsskridt]:
    """Return what counted at the instant (None: now), in the order it was seen: what came late stands in its place."""
    kendte = [et for et in skridt if kendt_at is None or et.registreret_at <= kendt_at]
    fjernede = {et.fjerner_id for et in kendte if et.fjerner_id}
    staar = [et for et in kendte if et.pk not in fjernede and not et.fjerner_id]
    return sorted(staar, key=lambda et: (et.observeret_at or et.registreret_at, et.registreret_at, et.pk))


def as_steps(ophold: Ophold, skridt: Iterable[Opholdsskridt]) -> list[Skridt]:
    """Return these rows of the stay as the rule reads them."""
    return [Skridt(Handling(et.handling), et.dag, et.pladser, et.udenfor, ophold.spaerring) for et in skridt]


def steps_of(ophold: Ophold, kendt_at: dt.datetime | None = None) -> list[Skridt]:
    """Return what counted in the stay, as the rule reads it."""
    return as_steps(ophold, standing(ophold.skridt.all(), kendt_at))


def read_stays(grupper: Iterable[int], kendt_at: dt.datetime | None = None) -> Staaende:
    """Return each pladsgruppe's stays, by its primary key, as known at the instant; one taken back is left out."""
    alle: Staaende = {}
    for ophold in Ophold.objects.filter(pladsgruppe__in=list(grupper)).prefetch_related("skridt"):
        tal = stay_of(steps_of(ophold, kendt_at))
        if tal:
            alle.setdefault(ophold.pladsgruppe_id, []).append((ophold, tal))
    return alle


def begun(ophold: QuerySet[Ophold]) -> QuerySet[Ophold]:
    """Return those of the stays whose beginning has not been taken back."""
    return ophold.filter(skridt__handling=Handling.START.value, skridt__fjernet_af=None)


def kept_since(grupper: Iterable[int]) -> dict[int, dt.date]:
    """Return the first month that rests on stays, by pladsgruppe: the one after that in which the first was told.

    Who lived there before and has left was never told of, so earlier months would come out too low. A stay that was
    begun by mistake and taken back tells nothing.
    """
    foerst = begun(Ophold.objects.filter(pladsgruppe__in=list(grupper))).order_by().values_list("pladsgruppe")
    return {pk: next_month(tid.day_of(at)) for pk, at in foerst.annotate(foerst=Min("oprettet_at"))}


def months_of_stays(
    grupper: Iterable[int], maaneder: Iterable[dt.date], kendt_at: dt.datetime | None = None
) -> dict[tuple[int, dt.date], Maanedstal]:
    """Return the figures that stays give of the months that are over, by pladsgruppe and month."""
    alle, begyndt = list(grupper), kept_since(grupper)
    slut = first_of_month(tid.day_of(kendt_at or tid.now()))
    ophold = read_stays(begyndt, kendt_at) if begyndt else {}
    return {
        (pk, maaned): in_month([tal for _, tal in ophold.get(pk, [])], maaned)
        for maaned in maaneder
        for pk in alle
        if pk in begyndt and begyndt[pk] <= maaned < slut
    }
