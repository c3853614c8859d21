"""How many searched for a place like those of an afdeling."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from socialaftale.faelles import tid
from socialaftale.kapacitet.brev.efterspoergsel import register_efterspoergsel
from socialaftale.tilbud.models import Afdeling, Maalgruppefakta, Pladsfakta
from socialaftale.tilbud.reference import all_maalgrupper, same_law

from .behov import FLERE
from .models import Soegning


@register_efterspoergsel
def count_searches(afdelinger: Collection[int], fra: dt.date, til: dt.date) -> dict[int, int]:
    """Return, by primary key, the searches from one day up to another for the paragraphs and broad groups of each.

    Of its own area; a person who searches again and again on one day is one. Constant queries.
    """
    enheder = list(Afdeling.objects.filter(pk__in=afdelinger).values_list("pk", "tilbud", "tilbud__omraade"))
    love, grupper = _laws(afdelinger), _groups({tilbud for _, tilbud, _ in enheder})
    soegninger = Soegning.objects.filter(
        omraade__in={omraade for _, _, omraade in enheder},
        lovgrundlag__in=sorted({lov for egne in love.values() for lov in egne}),
        soegt_at__gte=tid.end_of_day(fra - dt.timedelta(days=1)),
        soegt_at__lt=tid.end_of_day(til - dt.timedelta(days=1)),
    ).order_by()
    gange: dict[tuple[int, str, str], set[tuple[int, dt.date]]] = defaultdict(set)
    felter = ("omraade", "lovgrundlag", "bred_gruppe", "soegt_by", "soegt_at")
    for omraade, lov, gruppe, by, at in soegninger.values_list(*felter):
        gange[omraade, lov, gruppe].add((by, tid.day_of(at)))
    return {
        pk: len(set().union(*(gange[omraade, lov, et] for lov in love[pk] for et in grupper[tilbud] | {FLERE})))
        for pk, tilbud, omraade in enheder
    }


def _laws(afdelinger: Collection[int]) -> dict[int, set[str]]:
    """The paragraphs of the places of each afdeling, by their old and new names."""
    love: dict[int, set[str]] = defaultdict(set)
    pladser = Pladsfakta.objects.gaeldende(tid.today()).filter(pladsgruppe__afdeling__in=afdelinger)
    for pk, lov in pladser.values_list("pladsgruppe__afdeling", "lovgrundlag"):
        love[pk] |= same_law(lov)
    return love


def _groups(tilbud: Collection[int]) -> dict[int, set[str]]:
    """The broad groups that the target groups of each tilbud lie in."""
    grupper: dict[int, set[str]] = defaultdict(set)
    for pk, koder in (
        Maalgruppefakta.objects.gaeldende(tid.today()).filter(tilbud__in=tilbud).values_list("tilbud", "maalgrupper")
    ):
        grupper[pk] = {all_maalgrupper()[kode].gruppe for kode in koder}
    return grupper
