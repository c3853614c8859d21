"""Which units a search judges. It judges a bounded number, so that it takes the same time among few and many.

Where more come in question, those that say yes and seem to meet what is asked for are looked at first.
"""

from collections.abc import Collection, Iterable
from heapq import nlargest
from typing import NamedTuple

from django.db.models import Q, QuerySet

from socialaftale.faelles.soegning.find import FLEST_FULGT
from socialaftale.kapacitet.undergruppe.queries import says_yes
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Behov, Plads
from socialaftale.regler.rejsetid import all_nets, distance, matrix
from socialaftale.tilbud.koder import holds
from socialaftale.tilbud.reference import all_lovgrundlag

from .behov import Kriterier, need_of
from .gemt.models import Gemtplads, Soegenoegle
from .gemt.udled import due, read_kept
from .omrids import read_outlines, searchable
from .steder import Blik, Listeplads

FLEST_SETE = 200
FLEST_FUNDNE = 2_000
Point = dict[int, int]


class Udvalg(NamedTuple):
    """The units to judge, how a list shows those that were kept (by code), and how many are private suppliers'."""

    pladser: list[Plads]
    gemte: dict[str, Listeplads]
    private: int
    flere: bool


def choose(kriterier: Kriterier, point: Point | None, blik: Blik) -> Udvalg:
    """Return the units with places after the paragraph, and that the words find: kept, or read anew."""
    lov = kriterier["lov"] if kriterier.get("lov") in all_lovgrundlag() else ""
    aendrede = list(due(blik.at).order_by("gyldig_til").values_list("pk", flat=True)[: FLEST_SETE + 1])
    if len(aendrede) > FLEST_SETE:
        laeste = read_outlines(_among(searchable(blik, lov), point), blik)
        return Udvalg(laeste, {}, _private(laeste), len(laeste) >= FLEST_SETE)
    laeste = read_outlines(_among(searchable(blik, lov).filter(pk__in=aendrede), point), blik) if aendrede else []
    noegler = Soegenoegle.objects.filter(lov=lov).exclude(afdeling__in=aendrede)
    if point is not None:
        noegler = noegler.filter(afdeling__in=_best(point))
    til_salg = _kept(noegler.filter(slags=Soegenoegle.Slags.TIL_SALG), kriterier, point, blik)
    egne = _kept(noegler.filter(slags=Soegenoegle.Slags.EGNE), kriterier, point, blik)
    gemte = _read_kept([*til_salg, *egne], blik)
    private = noegler.filter(slags=Soegenoegle.Slags.PRIVAT).count()
    flere = len(til_salg) >= FLEST_SETE or len(point or ()) >= FLEST_FULGT
    return _together(laeste, gemte, private, flere)


def _together(laeste: list[Plads], gemte: list[tuple[Plads, Listeplads]], private: int, flere: bool) -> Udvalg:
    pladser = laeste + [plads for plads, _ in gemte]
    return Udvalg(pladser, {plads.id: raekke for plads, raekke in gemte}, _private(laeste) + private, flere)


def _private(pladser: Iterable[Plads]) -> int:
    return sum(not plads.offentlig for plads in pladser)


def _among(enheder: QuerySet, point: Point | None) -> list[int]:
    if point is None:
        return list(enheder.order_by("pk").values_list("pk", flat=True)[:FLEST_SETE])
    return _by_words(enheder.filter(pk__in=_best(point)).order_by("pk").values_list("pk", flat=True), point)


def _best(point: Point) -> list[int]:
    return nlargest(FLEST_FUNDNE, point, key=point.__getitem__)


def _by_words(fundne: Iterable[int], point: Point) -> list[int]:
    return sorted(fundne, key=lambda pk: (-point[pk], pk))[:FLEST_SETE]


def _kept(noegler: QuerySet[Soegenoegle], kriterier: Kriterier, point: Point | None, blik: Blik) -> list[int]:
    if point is None:
        return _promising(noegler, kriterier, blik)
    return _by_words(noegler.values_list("afdeling", flat=True), point)


def _promising(noegler: QuerySet[Soegenoegle], kriterier: Kriterier, blik: Blik) -> list[int]:
    """Those that meet or almost meet what can be asked in the database, likeliest first, then the others."""
    udsigt = "udsigt" if blik.omraader else "udsigt_alle"
    efter_udsigt = noegler.order_by(udsigt, "pk").values_list("afdeling", flat=True)
    behov = need_of(kriterier)
    krav = _wishes(kriterier, behov, blik.fra)
    lovende = list(efter_udsigt.filter(krav)[:FLEST_SETE])
    if behov.behov and len(lovende) == FLEST_SETE:
        siger_ja = says_yes(behov.behov, blik.den, blik.at).values("pladsgruppe__afdeling")
        lovende = [*efter_udsigt.filter(krav, afdeling__in=siger_ja)[:FLEST_SETE], *lovende]
        return list(dict.fromkeys(lovende))[:FLEST_SETE]
    if not krav or len(lovende) == FLEST_SETE:
        return lovende
    return list(dict.fromkeys([*lovende, *efter_udsigt[:FLEST_SETE]]))[:FLEST_SETE]


def _wishes(kriterier: Kriterier, behov: Behov, fra: str) -> Q:
    """What the rules ask of target group, age, travel and price, as far as "almost" goes; what is unknown passes."""
    naesten, krav = rules().naesten, Q()
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
        krav &= ~Q(kommune__in=_too_far(fra, behov.hoejst_minutter * (100 + naesten.rejse_procent) // 100))
    if behov.loft_kr is not None:
        krav &= Q(takst_kr=None) | Q(takst_kr__lte=behov.loft_kr * (100 + naesten.pris_procent) / 100)
    return krav


def _too_far(fra: str, minutter: int) -> list[str]:
    net = [matrix(omraade)[fra] for omraade, et in all_nets().items() if fra in et.steder]
    return [kommune for rejser in net for kommune, rejse in rejser.items() if rejse.minutter > minutter]


def read_at(afdelinger: Collection[int], blik: Blik) -> Udvalg:
    """Return the units as they were at the instant: what is kept, where it held then, else the facts."""
    holdt = Gemtplads.objects.filter(pk__in=afdelinger, udledt_at__lte=blik.at, gyldig_til__gt=blik.at)
    holdte = list(holdt.exclude(indhold="").order_by().values_list("pk", flat=True))
    resten = set(afdelinger).difference(holdte)
    laeste = read_outlines(list(resten), blik) if resten else []
    gemte = _read_kept(holdte, blik)
    return _together(laeste, gemte, 0, len(afdelinger) >= FLEST_SETE)


def _read_kept(afdelinger: Collection[int], blik: Blik) -> list[tuple[Plads, Listeplads]]:
    indhold = Gemtplads.objects.filter(pk__in=afdelinger).order_by().values_list("indhold", flat=True)
    fundne = []
    for et in map(read_kept, indhold):
        sagt = et.hjemme if et.omraade in blik.omraader else et.alle
        rejse = distance(et.omraade_kode, blik.fra, et.plads.kommune) if blik.fra else None
        plads = et.plads._replace(meldt=sagt.meldt, rejse=rejse)
        fundne.append((plads, et.paa_liste._replace(oplyst=sagt.oplyst)))
    return fundne
