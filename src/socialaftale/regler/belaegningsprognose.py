"""How many places will be used: what is announced, what usually happens, and how far off that may be."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from socialaftale.regler.belaegningsdage import Prognoseregel
from socialaftale.regler.forklaring import KanIkkeBeregnes


class Historik(NamedTuple):
    """Whole months looked back on: how many, places taken into use in them, and places given up unannounced."""

    maaneder: int
    ind: int
    ud: int


class Prognose(NamedTuple):
    """Places used on a day to come: the most likely number, and what 8 of 10 should lie between, both included."""

    midt: int
    lav: int
    hoej: int

    def hits(self, faktisk: int) -> bool:
        return self.lav <= faktisk <= self.hoej


class Traefsikkerhed(NamedTuple):
    """How forecasts have come out: how many, how many within their span, and the mean distance from the middle."""

    antal: int
    ramte: int
    afstand: Decimal


def forecast(nu: int, varslet: int, normerede: int, frem: int, historik: Historik, regel: Prognoseregel) -> Prognose:
    """Return what to expect `frem` months ahead. Unit: places.

    In words: the middle is places used now, less those announced to stop by then, plus what usually comes, less what
    usually goes unannounced in so many months. Comings and goings are counted as rare and independent, so their spread
    is the root of how many there are: the span is the middle ± factor × root, outwards to whole places. None is below
    0, or above the normed places where no more than they are used now.

    Source: `belaegningsdage-*.toml` (assumed). Raises KanIkkeBeregnes where there are too few months to look back on.
    """
    if historik.maaneder < regel.mindst_maaneder:
        raise KanIkkeBeregnes(
            f"Prognosen kan ikke beregnes endnu: der er ført ophold i {historik.maaneder} hele måneder, "
            f"og der skal {regel.mindst_maaneder} til."
        )
    del_ = Decimal(frem) / historik.maaneder
    midt = nu - varslet + del_ * (historik.ind - historik.ud)
    halv = regel.faktor * (del_ * (historik.ind + historik.ud)).sqrt()
    loft = max(normerede, nu)
    lav, hoej = _whole(midt - halv, ROUND_FLOOR), _whole(midt + halv, ROUND_CEILING)
    return Prognose(*(max(0, min(loft, et)) for et in (_whole(midt, ROUND_HALF_UP), lav, hoej)))


def _whole(tal: Decimal, retning: str) -> int:
    return int(tal.to_integral_value(retning))


def score(udfald: Iterable[tuple[Prognose, int]]) -> Traefsikkerhed:
    """Return how forecasts came out against what became of them; 0 of everything where there are none.

    Unit of the distance: places, one decimal. Raises nothing.
    """
    alle = list(udfald)
    if not alle:
        return Traefsikkerhed(0, 0, Decimal(0))
    afstand = Decimal(sum(abs(prognose.midt - faktisk) for prognose, faktisk in alle)) / len(alle)
    ramte = sum(prognose.hits(faktisk) for prognose, faktisk in alle)
    return Traefsikkerhed(len(alle), ramte, afstand.quantize(Decimal("0.1"), ROUND_HALF_UP))
