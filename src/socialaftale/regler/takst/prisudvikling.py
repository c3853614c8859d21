"""Takster against price and wage regulation (PL): the chained index beside the PL index, and the change in real terms.

Source: the index of `indeks`; the PL rates of the rule sets. Above 0 the takster have risen more than PL.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import Art, Led, add, divide, multiply, percent_of, subtract
from socialaftale.regler.parametre import Parameter
from socialaftale.regler.takst.indeks import HUNDREDE, Indekspunkt

INDEKS = "indeks"
KAEDE = "Kædeindeks over de linjer, der kan sammenlignes, vægtet med sidste års pladsdage"
START = Led("Første år", HUNDREDE, INDEKS, Art.REGEL, kilde="Et indeks begynder ved 100", sikkerhed="verificeret")


class Prispunkt(NamedTuple):
    """One year: the takst index, the PL index and the change in real terms since the first year, per cent.

    `pl` and `realt` are None from the first year that has no PL rate. `daekning` is the share of last year's turnover
    that could be compared, 0 to 1.
    """

    aar: int
    takst: Led
    pl: Led | None
    realt: Led | None
    daekning: Decimal

    @property
    def daekning_procent(self) -> Decimal:
        return self.daekning * 100


def against_pl(indeks: Sequence[Indekspunkt], satser: Mapping[int, Parameter]) -> list[Prispunkt]:
    """Each year of the index beside PL chained from the same first year; `satser` are per cent by year."""
    punkter: list[Prispunkt] = []
    pl: Led | None = START
    for nr, punkt in enumerate(indeks):
        if nr:
            pl = _next(pl, punkt.aar, satser.get(punkt.aar))
        takst = Led(f"Takstindeks {punkt.aar}", punkt.indeks, INDEKS, Art.INDTASTET, kilde=KAEDE)
        punkter.append(Prispunkt(punkt.aar, takst, pl, real_change(takst, pl) if pl else None, punkt.daekning))
    return punkter


def _next(pl: Led | None, aar: int, sats: Parameter | None) -> Led | None:
    if pl is None or sats is None:
        return None
    fremskrivning = percent_of(f"Fremskrivning til {aar}", pl, sats.led(f"Pris- og lønfremskrivning {aar}"), INDEKS)
    return add(f"PL-indeks {aar}", [pl, fremskrivning], INDEKS)


def real_change(takst: Led, pl: Led) -> Led:
    """takst index ÷ PL index × 100 − 100, per cent."""
    i_faste_priser = divide(
        "Takstindeks i faste priser", multiply("Takstindeks gange 100", [takst, START], INDEKS), pl, INDEKS
    )
    return subtract("Ændring ud over PL", i_faste_priser, START, "procent")
