"""A price index that survives breaks of structure: chained Laspeyres with last year's place-days as weights.

Source: standard index theory; only lines that can be compared, by own id or by an explicit bridge, take part, and the
share of last year's turnover that they cover is always shown beside the index.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.takst.opgave import Bro

HUNDREDE = Decimal(100)


class Prislinje(NamedTuple):
    """Last year's line: its takst in kroner and the place-days (or hours) it was sold for."""

    linje: str
    takst_kr: Decimal
    maengde: Decimal


class Indeksled(NamedTuple):
    """One year's link: the price ratio (1,03 is 3 % up) and the covered share of last year's turnover, 0 to 1."""

    forhold: Decimal
    daekning: Decimal


class Indekspunkt(NamedTuple):
    """One year of a chained index; the first year is 100. `daekning` is that of the link into the year."""

    aar: int
    indeks: Decimal
    daekning: Decimal


def year_link(forrige: Sequence[Prislinje], ny: Mapping[str, Decimal], broer: Sequence[Bro]) -> Indeksled | None:
    """Compare last year's basket with this year's takster; None where no line can be compared."""
    omsaetning = daekket = ny_vaerdi = Decimal(0)
    for linje in forrige:
        vaerdi = REGNING.multiply(linje.takst_kr, linje.maengde)
        omsaetning = REGNING.add(omsaetning, vaerdi)
        pris = _price_now(linje.linje, ny, broer)
        if pris is not None:
            daekket = REGNING.add(daekket, vaerdi)
            ny_vaerdi = REGNING.add(ny_vaerdi, REGNING.multiply(pris, linje.maengde))
    if daekket == 0:
        return None
    return Indeksled(REGNING.divide(ny_vaerdi, daekket), REGNING.divide(daekket, omsaetning))


def _price_now(linje: str, ny: Mapping[str, Decimal], broer: Sequence[Bro]) -> Decimal | None:
    led = [bro for bro in broer if bro.fra_linje == linje]
    if not led:
        return ny.get(linje)
    if sum(bro.andel for bro in led) != 1 or any(bro.til_linje not in ny for bro in led):
        return None
    pris = Decimal(0)
    for bro in led:
        pris = REGNING.add(pris, REGNING.multiply(ny[bro.til_linje], bro.andel))
    return pris


def chain(foerste_aar: int, led: Sequence[Indeksled | None]) -> list[Indekspunkt]:
    """The links chained from 100; the chain stops at the first year that cannot be compared."""
    punkter = [Indekspunkt(foerste_aar, HUNDREDE, Decimal(1))]
    for nr, et_led in enumerate(led, start=1):
        if et_led is None:
            break
        indeks = REGNING.multiply(punkter[-1].indeks, et_led.forhold)
        punkter.append(Indekspunkt(foerste_aar + nr, indeks, et_led.daekning))
    return punkter
