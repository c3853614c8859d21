"""Which units a search judges. It judges a bounded number, so that it takes the same time among few and many.

Where more come in question, those that say yes and seem to meet what is asked for are looked at first.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from socialaftale.faelles.soegning import blandt  # noqa: F401 - the lookup `__blandt`
from socialaftale.faelles.soegning.find import FLEST_FULGT
from socialaftale.kapacitet.undergruppe.queries import says_yes
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Plads
from socialaftale.regler.rejsetid import all_nets, distance, matrix
from socialaftale.tilbud.koder import holds
from socialaftale.tilbud.reference import all_lovgrundlag

from .behov import Kriterier, need_of
from .gemt.models import Gemtplads, Soegenoegle
from .gemt.udled import MAASKE, due, read_kept
from .omrids import read_outlines, searchable
from .steder import Blik, Listeplads

FLEST_SETE = 200
FLEST_AENDREDE = 1_000
FLEST_FUNDNE = 2_000
FLEST_HUSKEDE = 8_000
Point = dict[int, int]
Slags = Soegenoegle.Slags


class Udvalg(NamedTuple):
    """The units to judge, how a list shows those that were kept (by code) and their primary keys, and how many are
    private suppliers'.
    """

    pladser: list[Plads]
    gemte: dict[str, Listeplads]
    pks: dict[str, int]
    private: int
    flere: bool


def choose(kriterier: Kriterier, point: Point | None, blik: Blik) -> Udvalg:
    """Return the units with places after the paragraph, and that the words find: kept, or read anew."""
    lov = kriterier["lov"] if kriterier.get("lov") in all_lovgrundlag() else ""
    aendrede = list(due(blik.at).order_by("gyldig_til").values_list("pk", flat=True)[: FLEST_AENDREDE + 1])
    if len(aendrede) > FLEST_AENDREDE:
        return _all_changed(lov, kriterier, point, blik)
    laeste = read_outlines(_among(searchable(blik, lov).filter(pk__in=aendrede), point), blik) if aendrede else []
    noegler = Soegenoegle.objects.filter(lov=lov).exclude(afdeling__in=aendrede)
    kendte = _by_need(noegler, kriterier, blik) if point is None else _by_words(noegler, point, blik)
    flere = max(len(kendte.til_salg), len(laeste)) >= FLEST_SETE or len(point or ()) >= FLEST_FULGT
    return _together(laeste, _seen_by(blik, kendte.til_salg | kendte.kun_egne), kendte.private, flere)


def _all_changed(lov: str, kriterier: Kriterier, point: Point | None, blik: Blik) -> Udvalg:
    """So many have changed that what is kept only says which to look at first; they are read from the facts."""
    noegler = Soegenoegle.objects.filter(lov=lov)
    kendte = _by_need(noegler, kriterier, blik) if point is None else _by_words(noegler, point, blik)
    egnede, foerst = searchable(blik, lov), [*kendte.til_salg, *kendte.kun_egne]
    valgte = [*_among(egnede.filter(pk__in=foerst), point), *_among(egnede.exclude(pk__in=foerst), point)]
    laeste = read_outlines(valgte[:FLEST_SETE], blik)
    return Udvalg(laeste, {}, {}, kendte.private or _private(laeste), len(laeste) >= FLEST_SETE)


def _together(laeste: list[Plads], gemte: dict[int, tuple[Plads, Listeplads]], private: int, flere: bool) -> Udvalg:
    return Udvalg(
        pladser=laeste + [plads for plads, _ in gemte.values()],
        gemte={plads.id: raekke for plads, raekke in gemte.values()},
        pks={plads.id: pk for pk, (plads, _) in gemte.items()},
        private=_private(laeste) + private,
        flere=flere,
    )


def _private(pladser: Iterable[Plads]) -> int:
    return sum(not plads.offentlig for plads in pladser)


def _among(enheder: QuerySet, point: Point | None) -> list[int]:
    if point is None:
        return list(enheder.order_by("pk").values_list("pk", flat=True)[:FLEST_SETE])
    return _first(enheder.filter(pk__blandt=_best(point)).order_by("pk").values_list("pk", flat=True), point)


def _best(point: Point) -> list[int]:
    return nlargest(FLEST_FUNDNE, point, key=point.__getitem__)


def _first(fundne: Iterable[int], point: Point) -> list[int]:
    return sorted(fundne, key=lambda pk: (-point[pk], pk))[:FLEST_SETE]


class Kendte(NamedTuple):
    """What is kept, by primary key, of those for sale, and of those for the driftsherre's own alone: hers, and of
    others' those that say yes, for they are counted.
    """

    til_salg: dict[int, str]
    kun_egne: dict[int, str]
    private: int


def _by_words(noegler: QuerySet[Soegenoegle], point: Point, blik: Blik) -> Kendte:
    """Those that the words find best."""
    fundne = noegler.filter(afdeling__blandt=_best(point)).values_list(
        "afdeling", "slags", "driftsherre", _outlook(blik)
    )
    slags: dict[int, list[int]] = {kode: [] for kode in Slags}
    for pk, en_slags, driftsherre, udsigt in fundne:
        if en_slags != Slags.EGNE or udsigt <= MAASKE or driftsherre == blik.hjem:
            slags[en_slags].append(pk)
    til_salg, kun_egne = (_first(slags[kode], point) for kode in (Slags.TIL_SALG, Slags.EGNE))
    gemte = _read_kept([*til_salg, *kun_egne])
    return Kendte({pk: gemte[pk] for pk in til_salg}, {pk: gemte[pk] for pk in kun_egne}, len(slags[Slags.PRIVAT]))


def _by_need(noegler: QuerySet[Soegenoegle], kriterier: Kriterier, blik: Blik) -> Kendte:
    """Those that may fit, and then the others."""
    krav = _wishes(kriterier, blik)
    alle = noegler.filter(slags=Slags.TIL_SALG)
    til_salg = _promising(alle, kriterier, krav, blik)
    if krav and len(til_salg) < FLEST_SETE:
        til_salg |= dict(_likeliest(alle, blik)[:FLEST_SETE])
    andre = noegler.filter(slags__in=[Slags.EGNE, Slags.PRIVAT]).order_by().values_list("slags")
    antal = dict(andre.annotate(antal=Count("pk")))
    kun_egne = _promising(_own_only(noegler, blik), kriterier, krav, blik) if Slags.EGNE in antal else {}
    return Kendte(dict(islice(til_salg.items(), FLEST_SETE)), kun_egne, antal.get(Slags.PRIVAT, 0))


def _own_only(noegler: QuerySet[Soegenoegle], blik: Blik) -> QuerySet[Soegenoegle]:
    """Those for the driftsherre's own alone: all of hers, and of others' those that say yes."""
    siger_ja = Q(**{f"{_outlook(blik)}__lte": MAASKE})
    return noegler.filter(siger_ja | Q(driftsherre=blik.hjem) if blik.hjem else siger_ja, slags=Slags.EGNE)


def _promising(noegler: QuerySet[Soegenoegle], kriterier: Kriterier, krav: Q, blik: Blik) -> dict[int, str]:
    """What is kept of those that meet or almost meet what can be asked in the database, the likeliest first."""
    lovende = dict(_likeliest(noegler.filter(krav), blik)[:FLEST_SETE])
    behov = kriterier.get("behov")
    if not behov or len(lovende) < FLEST_SETE:
        return lovende
    kan = says_yes(behov, blik.den, blik.at).values("pladsgruppe__afdeling")
    foerst = dict(_likeliest(noegler.filter(krav, afdeling__in=kan), blik)[:FLEST_SETE])
    return dict(islice((foerst | lovende).items(), FLEST_SETE))


def _likeliest(noegler: QuerySet[Soegenoegle], blik: Blik) -> QuerySet:
    return noegler.order_by(_outlook(blik), "pk").values_list("afdeling", "afdeling__gemt__indhold")


def _outlook(blik: Blik) -> str:
    return "udsigt" if blik.omraader else "udsigt_alle"


def _wishes(kriterier: Kriterier, blik: Blik) -> Q:
    """What the rules ask of target group, age, travel and price, as far as "almost" goes; what is unknown passes."""
    behov, naesten, krav = need_of(kriterier), rules().naesten, Q()
    if behov.maalgrupper:
        navnt = Q(maalgrupper="")
        for kode in kriterier["maalgrupper"]:
            navnt |= holds("maalgrupper", kode)
        krav &= navnt
    if behov.alder_fra is not None and behov.alder_til is not None:
        passer = Q(
            alder_fra__lte=behov.alder_til + naesten.alder_aar, alder_til__gte=behov.alder_fra - naesten.alder_aar
        )
        krav &= passer | Q(alder_fra=None)
    if behov.hoejst_minutter is not None:
        krav &= ~Q(kommune__in=_too_far(blik.fra, behov.hoejst_minutter * (100 + naesten.rejse_procent) // 100))
    if behov.loft_kr is not None:
        krav &= Q(takst_kr=None) | Q(takst_kr__lte=behov.loft_kr * (100 + naesten.pris_procent) / 100)
    return krav


def _too_far(fra: str, minutter: int) -> list[str]:
    net = [matrix(omraade)[fra] for omraade, et in all_nets().items() if fra in et.steder]
    return [kommune for rejser in net for kommune, rejse in rejser.items() if rejse.minutter > minutter]


def read_at(afdelinger: Collection[int], blik: Blik) -> Udvalg:
    """Return the units as they were at the instant: what is kept, where it held then, else the facts."""
    holdt = Gemtplads.objects.filter(pk__blandt=afdelinger, udledt_at__lte=blik.at, gyldig_til__gt=blik.at)
    holdte = list(holdt.exclude(indhold="").order_by().values_list("pk", flat=True))
    resten = set(afdelinger).difference(holdte)
    laeste = read_outlines(list(resten), blik) if resten else []
    gemte = _seen_by(blik, _read_kept(holdte))
    return _together(laeste, gemte, 0, len(afdelinger) >= FLEST_SETE)


def _read_kept(afdelinger: Collection[int]) -> dict[int, str]:
    return dict(Gemtplads.objects.filter(pk__blandt=afdelinger).order_by().values_list("pk", "indhold"))


def _seen_by(blik: Blik, gemte: Mapping[int, str]) -> dict[int, tuple[Plads, Listeplads]]:
    return {pk: _as_seen(indhold, blik.omraader, blik.fra) for pk, indhold in gemte.items()}


@lru_cache(FLEST_HUSKEDE)
def _as_seen(indhold: str, omraader: frozenset[int], fra: str) -> tuple[Plads, Listeplads]:
    """What is kept, as it is for who looks. One search after another looks at the same units."""
    gemt = read_kept(indhold)
    sagt = gemt.hjemme if gemt.omraade in omraader else gemt.alle
    rejse = distance(gemt.omraade_kode, fra, gemt.plads.kommune) if fra else None
    return gemt.plads._replace(meldt=sagt.meldt, rejse=rejse), gemt.paa_liste._replace(oplyst=sagt.oplyst)
