"""How a table of words is searched, whatever it finds: equality and prefix in the database, everything else here.

A caller gives the rows of its own table (`ord`), and how rows that meet a requirement become points (`Find`).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from .ord import Spoergeord, answers, near

FLEST_ORD = 8
FLEST_FULGT = 400  # of one word: so a word that is common among many costs no more than among few
KORTESTE_FORSTAVELSE = 4
KORTESTE_STAVEFEJL = 4
HELT_ORD, MENER, BEGYNDER = 4, 3, 2  # the word itself, what means the same, what only begins so

Point = dict[int, int]  # primary key -> how well
Find = Callable[[Q], Point]


class Ordtabel(NamedTuple):
    """The stored words, how they are read, and how a search is kept to what is found already."""

    ordene: QuerySet[Any]
    find: Find
    blandt: Callable[[Point], Q]
    nok: int = FLEST_FULGT


def find_together(ordene: Sequence[Spoergeord], tabel: Ordtabel) -> Point:
    """What every word finds: that of the word that fewest have, and of it that of each other word.

    So a common word is only looked for among those of a rare one. Empty where a word is not stored as it stands.
    """
    antal = {ord_: tabel.ordene.filter(as_it_stands(ord_))[:FLEST_FULGT].count() for ord_ in ordene}
    if not all(antal.values()):
        return {}
    sjaeldnest, *resten = sorted(antal, key=antal.__getitem__)
    fundne = find_stored(sjaeldnest, tabel.find, tabel.nok)
    for ord_ in resten:
        krav = tabel.blandt(fundne)
        fundne = all_of([fundne, find_stored(ord_, lambda ogsaa, krav=krav: tabel.find(ogsaa & krav))])
    return fundne


def as_it_stands(ord_: Spoergeord) -> Q:
    begynder = Q(ord__begynder=ord_.stamme) if _may_begin(ord_) else Q(ord=ord_.stamme)
    return begynder | Q(ord__in=sorted(ord_.svar))


def _may_begin(ord_: Spoergeord) -> bool:
    return len(ord_.stamme) >= KORTESTE_FORSTAVELSE and ord_.stamme.isalpha()


def all_of(fund: list[Point]) -> Point:
    """What is found by all."""
    faelles = set.intersection(*(set(point) for point in fund))
    return {pk: sum(point[pk] for point in fund) for pk in faelles}


def ranked(valgte: Point, fund: list[Point]) -> Point:
    """The chosen, with what all the words say of each."""
    return {pk: sum(point.get(pk, 0) for point in fund) for pk in valgte}


def rarest_first(valgte: Point, fund: list[Point]) -> Point:
    """The chosen; of those that as many words find, what the rarer word finds goes before, whatever the others say."""
    trin = 1 + sum(max(point.values(), default=0) for point in fund)
    sjaeldne = sorted(filter(None, fund), key=len, reverse=True)
    return {pk: sum(trin << nr for nr, point in enumerate(sjaeldne) if pk in point) + et for pk, et in valgte.items()}


def most_of(fund: list[Point]) -> Point:
    """What is found by most."""
    antal: dict[int, int] = defaultdict(int)
    for point in fund:
        for pk in point:
            antal[pk] += 1
    flest = max(antal.values(), default=0)
    return ranked({pk: et for pk, et in antal.items() if et == flest}, fund)


def find_word(ord_: Spoergeord, find: Find, kendte: QuerySet[Any], nok: int = FLEST_FULGT) -> Point:
    """What is found by the word as it is spelt; where nothing is, it may be misspelt."""
    return find_stored(ord_, find, nok) or _find_misspelt(ord_, find, kendte)


def find_stored(ord_: Spoergeord, find: Find, nok: int = FLEST_FULGT) -> Point:
    """The word itself, then what means the same or begins so, then a compound's parts, or at least its last.

    Where the word itself finds `nok`, it is enough.
    """
    fundne = _find_meaning(ord_, find)
    if len(fundne) >= nok:
        return fundne
    if _may_begin(ord_):
        fundne = _best(_times(BEGYNDER, find(Q(ord__begynder=ord_.stamme))), fundne)
    if ord_.dele:
        dele = [_find_meaning(del_, find) for del_ in ord_.dele]
        alle = {pk: point // len(dele) for pk, point in all_of(dele).items()}
        fundne = _best(alle or dele[-1], fundne)
    return fundne


def _find_meaning(ord_: Spoergeord, find: Find) -> Point:
    return _find_any(frozenset([ord_.stamme]), ord_.svar, find)


def _find_any(ordene: frozenset[str], svar: frozenset[str], find: Find) -> Point:
    """The words themselves, then what means the same (`svar`, the words among them)."""
    helt = _times(HELT_ORD, find(Q(ord__in=sorted(ordene))))
    return _best(_times(MENER, find(Q(ord__in=sorted(svar)))), helt) if len(svar) > len(ordene) else helt


def _times(gange: int, point: Point) -> Point:
    return {pk: gange * et for pk, et in point.items()}


def _best(a: Point, b: Point) -> Point:
    return {pk: max(a.get(pk, 0), b.get(pk, 0)) for pk in a.keys() | b.keys()}


def _find_misspelt(ord_: Spoergeord, find: Find, kendte: QuerySet[Any]) -> Point:
    if len(ord_.stamme) < KORTESTE_STAVEFEJL or not ord_.stamme.isalpha():
        return {}
    naboer = kendte.filter(ord__begynder=ord_.stamme[0]).order_by("ord").values_list("ord", flat=True)
    rettet = near(ord_.stamme, naboer.distinct().iterator())
    fund = (_find_any(lige_naer, frozenset().union(*map(answers, lige_naer)), find) for lige_naer in rettet)
    return next(filter(None, fund), {})
