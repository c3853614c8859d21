"""Find tilbud by words. The words are made in Python (`ord`); the database does equality and prefix only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from socialaftale.faelles.soegning import blandt  # noqa: F401 - the lookup `__blandt`
from socialaftale.faelles.soegning.find import (
    FLEST_FULGT,
    FLEST_ORD,
    HELT_ORD,
    Ordtabel,
    Point,
    all_of,
    find_together,
    find_word,
    most_of,
    ranked,
    rarest_first,
)
from socialaftale.faelles.soegning.ord import (
    LAENGSTE_ORD,
    Spoergeord,
    index_words,
    is_wide_age,
    neighbours,
    opposite,
    query_words,
    region_words,
)

from . import fagord  # noqa: F401 - what the trade calls things
from .foelger import tell_changed
from .models import (
    Afdeling,
    Afdelingsfakta,
    Maalgruppefakta,
    Pladsfakta,
    Soegeord,
    Stamfakta,
    Tilbud,
    Ydelsesfakta,
)
from .queries import protected_afdelinger
from .reference import Lovgrundlag, all_lovgrundlag, all_maalgrupper, all_ydelsestyper, same_law

NAVN, STED, FAG, REST = 8, 4, 3, 1
UNGE_TIL, AELDRE_FRA = 40, 50  # whom an age band is for, in the words people search with

Noegle = tuple[int, int | None]  # tilbud, and the afdeling where the word is about that alone
Ord = dict[Noegle, dict[str, int]]  # -> word -> weight


def search(tekst: str) -> Point | None:
    """Return the tilbud that every word finds: primary key -> how well. None where no word says anything.

    One query a word: what many subqueries in one would cost depends on the statistics of the day.
    """
    fund = [find_word(ord_, _find_tilbud, Soegeord.objects.all()) for ord_ in query_words(tekst)[:FLEST_ORD]]
    return all_of(fund) if fund else None


class Ordsvar(NamedTuple):
    """The afdelinger that are found, and the words, as they were written, that each of them does not answer."""

    point: Point
    mangler: Mapping[int, tuple[str, ...]] = {}


def search_afdelinger(tekst: str) -> Point | None:
    svar = answer_words(tekst)
    return svar.point if svar else None


def answer_words(tekst: str) -> Ordsvar | None:
    """Return the afdelinger that every word finds, else those that most words find; None where no word says anything.

    What is written of a tilbud holds for all its afdelinger. Of very many those that the rarest word finds best, else
    those that most words find among what each of them finds best. A word of sex beside others only leaves out those
    that say the other.
    """
    ordene = query_words(tekst)[:FLEST_ORD]
    if not ordene:
        return None
    uden_koen = _without_sex(ordene)
    sammen = _together(uden_koen) or _together(_without_sex(_rejoined(tekst)))
    svar = Ordsvar(sammen) if sammen else _most(uden_koen)
    return svar._replace(point=_of_sex([ord_ for ord_ in ordene if ord_ not in uden_koen], svar.point))


def _without_sex(ordene: list[Spoergeord]) -> list[Spoergeord]:
    return [ord_ for ord_ in ordene if not opposite(ord_.stamme)] or ordene


def _together(ordene: list[Spoergeord]) -> Point:
    tabel = Ordtabel(Soegeord.objects.all(), partial(_find_afdelinger, hoejst=FLEST_FULGT), _among)
    return find_together(ordene, tabel) if ordene else {}


def _rejoined(tekst: str) -> list[Spoergeord]:
    """The words asked for where two of them are one that is stored: ørne reden. None where none are."""
    par = neighbours(tekst)
    kendte = Soegeord.objects.filter(ord__in=par).order_by("ord").values_list("ord", flat=True).distinct()
    samlet = frozenset(kendte if par else ())
    return query_words(tekst, samlet)[:FLEST_ORD] if samlet else []


def _most(ordene: list[Spoergeord]) -> Ordsvar:
    """What every word finds, also misspelt, else what most do of those that the trade knows, or that name a place."""
    hoejst = partial(_find_afdelinger, hoejst=FLEST_FULGT)
    fund = [find_word(ord_, hoejst, Soegeord.objects.all()) for ord_ in ordene]
    if len(ordene) > 1 and max(map(len, fund)) >= FLEST_FULGT:
        krav = _among(frozenset().union(*fund))
        fund = [
            find_word(ord_, lambda ogsaa: _find_afdelinger(ogsaa & krav), Soegeord.objects.all()) for ord_ in ordene
        ]
    sigende = [
        point
        for ord_, point in zip(ordene, fund, strict=True)
        if point and (ord_.kendt or (max(point.values()) > FAG * HELT_ORD and not is_wide_age(ord_.stamme)))
    ]
    if helt := all_of(fund):
        return Ordsvar(helt)
    valgte = rarest_first(ranked(most_of(sigende or fund), fund), sigende)
    spurgt = [(ord_.skrevet, p) for ord_, p in zip(ordene, fund, strict=True) if not is_wide_age(ord_.stamme)]
    return Ordsvar(valgte, {pk: tuple(skrevet for skrevet, point in spurgt if pk not in point) for pk in valgte})


def _of_sex(ordene: list[Spoergeord], point: Point) -> Point:
    """Those that say the sex first, and none that says only the other: one that says nothing is for all."""
    if not ordene or not point:
        return point
    krav = _among(point)
    egne = _find_afdelinger(Q(ord__in=_stored(ord_.svar for ord_ in ordene)) & krav)
    andre = _find_afdelinger(Q(ord__in=_stored(opposite(ord_.stamme) for ord_ in ordene)) & krav)
    return {pk: vaegt + egne.get(pk, 0) for pk, vaegt in point.items() if pk in egne or pk not in andre}


def _stored(svar: Iterable[frozenset[str]]) -> list[str]:
    return sorted(frozenset().union(*svar))


def _among(fundne: Iterable[int]) -> Q:
    return Q(tilbud__blandt=list(_tilbud_of(fundne)))


def _find_tilbud(krav: Q) -> Point:
    return dict(Soegeord.objects.filter(krav).values_list("tilbud").annotate(vaegt=Max("vaegt")).order_by())


def _find_afdelinger(krav: Q, hoejst: int | None = None) -> Point:
    """Of each afdeling the heaviest word, its own or its tilbud's; `hoejst`: only the heaviest rows are followed."""
    fund = Soegeord.objects.filter(krav).order_by("-vaegt", "tilbud_id").values_list("tilbud", "afdeling", "vaegt")
    hele: Point = {}
    point: Point = {}
    for tilbud, afdeling, vaegt in fund if hoejst is None else fund[:hoejst]:
        if afdeling is None:
            hele.setdefault(tilbud, vaegt)
        else:
            point.setdefault(afdeling, vaegt)
    for pk, tilbud in _afdelinger_of(hele) if hele else ():
        point[pk] = max(hele[tilbud], point.get(pk, 0))
    return point


def _tilbud_of(afdelinger: Iterable[int]) -> QuerySet:
    return Afdeling.objects.filter(pk__blandt=afdelinger).values_list("tilbud", flat=True).distinct().order_by("tilbud")


def _afdelinger_of(tilbud: Iterable[int]) -> QuerySet:
    return Afdeling.objects.filter(tilbud__blandt=tilbud).values_list("pk", "tilbud")


@transaction.atomic
def reindex(pks: Iterable[int]) -> None:
    """Make the words of these tilbud anew from everything known about them, old names too. Constant queries.

    It is done after every change of the register, so those who keep something derived are told here.
    """
    pks = list(pks)
    ord_: Ord = defaultdict(lambda: defaultdict(int))
    _add_stam(ord_, pks)
    _add_afdelinger(ord_, pks)
    _add_fag(ord_, pks)
    Soegeord.objects.filter(tilbud__in=pks).delete()
    raekker = [(tilbud, afdeling, et, vaegt) for (tilbud, afdeling), alle in ord_.items() for et, vaegt in alle.items()]
    Soegeord.objects.bulk_create(
        [Soegeord(tilbud_id=t, afdeling_id=a, ord=et, vaegt=vaegt) for t, a, et, vaegt in raekker], batch_size=2000
    )
    tell_changed(Tilbud.objects.filter(pk__in=pks))


def reindex_all() -> int:
    """Make every tilbud's words anew and return how many tilbud there are."""
    pks = list(Tilbud.objects.values_list("pk", flat=True))
    for start in range(0, len(pks), 500):
        reindex(pks[start : start + 500])
    return len(pks)


def _put(ord_: Ord, om: Noegle, vaegt: int, *tekster: str) -> None:
    for tekst in tekster:
        for et in index_words(tekst):
            ord_[om][et[:LAENGSTE_ORD]] = max(ord_[om][et[:LAENGSTE_ORD]], vaegt)


def _latest(raekker: QuerySet, noegle: str) -> list:
    """Return the newest row for each object and day: what was corrected is not found any more."""
    nyeste = {}
    for raekke in raekker.order_by("registreret_at"):
        nyeste[getattr(raekke, f"{noegle}_id"), raekke.gaelder_fra] = raekke
    return list(nyeste.values())


def _add_stam(ord_: Ord, pks: list[int]) -> None:
    fakta = Stamfakta.objects.filter(tilbud__in=pks).select_related("driftsherre")
    for raekke in _latest(fakta, "tilbud"):
        om = (raekke.tilbud_id, None)
        _put(ord_, om, NAVN, raekke.navn)
        _put(ord_, om, REST, raekke.driftsherre.navn, raekke.driftsherre.get_art_display(), raekke.tilbudsportal_id)


def _add_afdelinger(ord_: Ord, pks: list[int]) -> None:
    beskyttede = set(protected_afdelinger().filter(afdeling__tilbud__in=pks).values_list("afdeling", flat=True))
    fakta = Afdelingsfakta.objects.filter(afdeling__tilbud__in=pks).select_related("afdeling", "kommune")
    for raekke in _latest(fakta, "afdeling"):
        om = (raekke.afdeling.tilbud_id, raekke.afdeling_id)
        _put(ord_, om, STED, raekke.kommune.navn, *region_words(raekke.kommune.navn))
        if not raekke.beskyttet and raekke.afdeling_id not in beskyttede:
            _put(ord_, om, STED, raekke.postdistrikt)
            _put(ord_, om, REST, raekke.navn, raekke.vej, raekke.postnummer)


def _add_fag(ord_: Ord, pks: list[int]) -> None:
    pladser = Pladsfakta.objects.filter(pladsgruppe__afdeling__tilbud__in=pks).select_related("pladsgruppe__afdeling")
    for plads in _latest(pladser, "pladsgruppe"):
        afdeling = plads.pladsgruppe.afdeling
        _put_law(ord_, (afdeling.tilbud_id, afdeling.pk), plads.lovgrundlag, plads.get_form_display())
    for maal in _latest(Maalgruppefakta.objects.filter(tilbud__in=pks), "tilbud"):
        om = (maal.tilbud_id, None)
        for gruppe in (all_maalgrupper()[kode] for kode in maal.maalgrupper):
            _put(ord_, om, FAG, gruppe.navn, *gruppe.soegeord)
        _put(ord_, om, REST, *_age_words(maal.alder_fra, maal.alder_til))
    ydelser = Ydelsesfakta.objects.filter(ydelse__tilbud__in=pks).select_related("ydelse__pladsgruppe")
    for ydelse in _latest(ydelser, "ydelse"):
        gruppe = ydelse.ydelse.pladsgruppe
        om = (ydelse.ydelse.tilbud_id, gruppe.afdeling_id if gruppe else None)
        _put(ord_, om, FAG, ydelse.navn, all_ydelsestyper()[ydelse.ydelsestype])


def _age_words(fra: int, til: int) -> list[str]:
    ordene = {"børn": fra < 13, "unge": fra < 30 and til <= UNGE_TIL and til > 13, "voksne": til >= 30}
    return [et for et, gaelder in (ordene | {"ældre": fra >= AELDRE_FRA}).items() if gaelder]


def _put_law(ord_: Ord, om: Noegle, kode: str, form: str) -> None:
    for navn in same_law(kode):
        lov: Lovgrundlag = all_lovgrundlag()[navn]
        bar = lov.paragraf.partition("§")[2].lstrip("§")
        _put(ord_, om, FAG, lov.paragraf, f"§ {bar}" if bar else "", form)
        _put(ord_, om, FAG, lov.navn if lov.gaelder else "", *lov.soegeord)
        if lov.aldersgruppe == "boern_og_unge":
            _put(ord_, om, REST, "børn og unge")
