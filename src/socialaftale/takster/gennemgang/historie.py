"""A line over the years: through the tilbud that it came of, and through the bridges where the structure changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.regler.takst.indeks import Indekspunkt
from socialaftale.regler.takst.opgave import Linje, TilbudIndberetning
from socialaftale.tilbud.models import Efterfoelger

from ..indhold import load
from ..models import Indberetningsversion, Indsendelse, Indsendtlinje
from ..queries import as_indberetning, register_day
from ..runde.frys import read_short
from ..synlighed import short_report
from ..takstblad import missing_takster
from ..udvikling import Aarsindhold, index

AAR_TILBAGE = 3


@dataclass(frozen=True)
class Aarstakst:
    """What a line cost in one year, under the name it had then; `linje` is its id."""

    aar: int
    takst_kr: Decimal | None
    navn: str
    linje: str


@dataclass(frozen=True)
class Historie:
    """The line year by year, the oldest first (several rows where it was several), and the index of the tilbud."""

    aarene: tuple[Aarstakst, ...]
    indeks: tuple[Indekspunkt, ...]


def read_history(linje: Indsendtlinje) -> Historie:
    """The line and its tilbud as far back as they hang together, at most `AAR_TILBAGE` years: a few reads a year."""
    indsendelse = linje.indsendelse
    aar = indsendelse.runde.aar
    nyeste = read_short(indsendelse.kort)
    aarene = [Aarstakst(aar, linje.takst_kr, linje.navn, linje.linje)]
    rapporter, ids, tilbud = [Aarsindhold(aar, [nyeste])], {linje.linje}, {indsendelse.indberetning.tilbud_id}
    for foer in range(aar - 1, aar - 1 - AAR_TILBAGE, -1):
        ids |= {bro.fra_linje for rapport in rapporter[0].tilbud for bro in rapport.bro if bro.til_linje in ids}
        try:
            tilbud, sete = _year_before(tilbud, foer, indsendelse)
        except UkendtRegelsaet:
            break
        if not sete:
            break
        rapporter.insert(0, Aarsindhold(foer, sete))
        aarene[:0] = [Aarstakst(foer, et.takst_kr, et.navn, et.id) for et in _lines(sete) if et.id in ids]
    return Historie(tuple(aarene), tuple(index(rapporter)))


def _year_before(tilbud: set[int], aar: int, nu: Indsendelse) -> tuple[set[int], list[TilbudIndberetning]]:
    """The tilbud that these were in the year, and what their driftsherrer stood by then, without the basis."""
    versioner = list(Indberetningsversion.objects.for_aar(tilbud, aar).newest_confirmed())
    if not versioner:
        i_kraft = Efterfoelger.objects.i_kraft(register_day(aar + 1))
        tilbud = set(i_kraft.filter(til__in=tilbud).values_list("fra", flat=True))
        versioner = list(Indberetningsversion.objects.for_aar(tilbud, aar).newest_confirmed())
    rapporter = [load(version.indhold) for version in versioner]
    samlet = as_indberetning(nu.driftsherre, nu.runde.omraade, aar, rapporter)
    takster = missing_takster(samlet)
    return tilbud, [short_report(rapport, takster) for rapport in rapporter]


def _lines(rapporter: Iterable[TilbudIndberetning]) -> Iterable[Linje]:
    return (linje for rapport in rapporter for et in rapport.beregninger for linje in et.linjer)
