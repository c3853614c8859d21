"""Find tilbud by words. The words are made in Python (`ord`); the database does equality and prefix only."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from .models import (
    Afdelingsfakta,
    Maalgruppefakta,
    Pladsfakta,
    Soegeord,
    Stamfakta,
    Tilbud,
    Ydelsesfakta,
)
from .ord import LAENGSTE_ORD, index_words, query_words
from .queries import protected_afdelinger
from .reference import Lovgrundlag, all_lovgrundlag, all_maalgrupper, all_ydelsestyper, same_law

NAVN, STED, FAG, REST = 8, 4, 3, 1
FLEST_ORD = 8
KORTESTE_FORSTAVELSE = 3

Ord = dict[int, dict[str, int]]  # tilbud -> word -> weight


def search(tekst: str) -> dict[int, int] | None:
    """Return the tilbud that every word finds: primary key -> how well. None where no word says anything.

    One query a word: what many subqueries in one would cost depends on the statistics of the day.
    """
    fundne: dict[int, int] | None = None
    for svar in query_words(tekst)[:FLEST_ORD]:
        vaegte = Soegeord.objects.filter(_matches(svar)).values_list("tilbud").annotate(vaegt=Max("vaegt"))
        point = dict(vaegte.order_by())
        fundne = point if fundne is None else {pk: fundne[pk] + point[pk] for pk in fundne.keys() & point.keys()}
    return fundne


def _matches(svar: frozenset[str]) -> Q:
    lighed = Q(ord__in=sorted(svar))
    for ord_ in svar:
        if len(ord_) >= KORTESTE_FORSTAVELSE and ord_.isalpha():
            lighed |= Q(ord__startswith=ord_)
    return lighed


@transaction.atomic
def reindex(pks: Iterable[int]) -> None:
    """Make the words of these tilbud anew from everything known about them, old names too. Constant queries."""
    pks = list(pks)
    ord_: Ord = defaultdict(lambda: defaultdict(int))
    _add_stam(ord_, pks)
    _add_afdelinger(ord_, pks)
    _add_fag(ord_, pks)
    Soegeord.objects.filter(tilbud__in=pks).delete()
    Soegeord.objects.bulk_create(
        [Soegeord(tilbud_id=pk, ord=et, vaegt=vaegt) for pk in sorted(ord_) for et, vaegt in sorted(ord_[pk].items())],
        batch_size=2000,
    )


def reindex_all() -> int:
    """Make every tilbud's words anew and return how many tilbud there are."""
    pks = list(Tilbud.objects.values_list("pk", flat=True))
    for start in range(0, len(pks), 500):
        reindex(pks[start : start + 500])
    return len(pks)


def _put(ord_: Ord, pk: int, vaegt: int, *tekster: str) -> None:
    for tekst in tekster:
        for et in index_words(tekst):
            ord_[pk][et[:LAENGSTE_ORD]] = max(ord_[pk][et[:LAENGSTE_ORD]], vaegt)


def _latest(raekker: QuerySet, noegle: str) -> list:
    """Return the newest row for each object and day: what was corrected is not found any more."""
    nyeste = {}
    for raekke in raekker.order_by("registreret_at"):
        nyeste[getattr(raekke, f"{noegle}_id"), raekke.gaelder_fra] = raekke
    return list(nyeste.values())


def _add_stam(ord_: Ord, pks: list[int]) -> None:
    fakta = Stamfakta.objects.filter(tilbud__in=pks).select_related("driftsherre")
    for raekke in _latest(fakta, "tilbud"):
        _put(ord_, raekke.tilbud_id, NAVN, raekke.navn)
        _put(ord_, raekke.tilbud_id, STED, raekke.driftsherre.navn)
        _put(ord_, raekke.tilbud_id, REST, raekke.tilbudsportal_id)


def _add_afdelinger(ord_: Ord, pks: list[int]) -> None:
    beskyttede = set(protected_afdelinger().filter(afdeling__tilbud__in=pks).values_list("afdeling", flat=True))
    fakta = Afdelingsfakta.objects.filter(afdeling__tilbud__in=pks).select_related("afdeling", "kommune")
    for raekke in _latest(fakta, "afdeling"):
        pk = raekke.afdeling.tilbud_id
        _put(ord_, pk, STED, raekke.kommune.navn)
        if not raekke.beskyttet and raekke.afdeling_id not in beskyttede:
            _put(ord_, pk, STED, raekke.postdistrikt)
            _put(ord_, pk, REST, raekke.navn, raekke.vej, raekke.postnummer)


def _add_fag(ord_: Ord, pks: list[int]) -> None:
    pladser = Pladsfakta.objects.filter(pladsgruppe__afdeling__tilbud__in=pks).select_related("pladsgruppe__afdeling")
    for plads in _latest(pladser, "pladsgruppe"):
        _put_law(ord_, plads.pladsgruppe.afdeling.tilbud_id, plads.lovgrundlag, plads.get_form_display())
    for maal in _latest(Maalgruppefakta.objects.filter(tilbud__in=pks), "tilbud"):
        for gruppe in (all_maalgrupper()[kode] for kode in maal.maalgrupper):
            _put(ord_, maal.tilbud_id, FAG, gruppe.navn, *gruppe.soegeord)
    for ydelse in _latest(Ydelsesfakta.objects.filter(ydelse__tilbud__in=pks).select_related("ydelse"), "ydelse"):
        _put(ord_, ydelse.ydelse.tilbud_id, FAG, ydelse.navn, all_ydelsestyper()[ydelse.ydelsestype])


def _put_law(ord_: Ord, pk: int, kode: str, form: str) -> None:
    for navn in same_law(kode):
        lov: Lovgrundlag = all_lovgrundlag()[navn]
        _put(
            ord_, pk, FAG, lov.paragraf, lov.paragraf.partition("§")[2] and f"§ {lov.paragraf.partition('§')[2]}", form
        )
        _put(ord_, pk, FAG, lov.navn if lov.gaelder else "", *lov.soegeord)
        _put(ord_, pk, REST, "børn og unge" if lov.aldersgruppe == "boern_og_unge" else "voksne")
