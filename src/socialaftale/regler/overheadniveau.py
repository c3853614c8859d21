"""Overhead levels: what a driftsherre uses, how far its calculations lie apart, and the level weighted by places.

Source: DAS 17.11.2025, item 5, asked for an overview of the overhead levels in use. Only the per cent and the places of
the short report are read. Overhead divided by a key without a stated per cent has no level.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from socialaftale.regler.forklaring import Art, Led, add, divide, multiply, subtract
from socialaftale.regler.takst.opgave import OverheadProcent, Takstberegning

PROCENT = "procent"
KILDE = "Den korte indberetning: overhead i procent og normerede pladser"
VAEGTNING = "Vægtet med normerede pladser, så et stort tilbud tæller mere end et lille"
UDEN_PLADSER = "Der er ingen pladser at vægte med, så hver beregning tæller lige meget"
MINDST_TIL_EN_MIDTE = 3


class Niveau(NamedTuple):
    """The overhead of one calculation, per cent of the direct costs (None: not stated), and its places."""

    procent: Decimal | None
    pladser: Decimal


class Trin(NamedTuple):
    """One level in use: how many calculations use it, and their places together."""

    procent: Decimal
    beregninger: int
    pladser: Decimal


class Opgoerelse(NamedTuple):
    """The levels of a driftsherre or an area. `uden` are the calculations that state no per cent.

    `vaegtet` is the mean weighted by places, per cent with its tree; None where no level is stated.
    """

    antal: int
    uden: int
    trin: tuple[Trin, ...]
    vaegtet: Led | None

    @property
    def laveste(self) -> Decimal | None:
        return self.trin[0].procent if self.trin else None

    @property
    def hoejeste(self) -> Decimal | None:
        return self.trin[-1].procent if self.trin else None

    @property
    def spredning(self) -> Decimal | None:
        """From the lowest level to the highest, percentage points."""
        return self.trin[-1].procent - self.trin[0].procent if self.trin else None

    @property
    def pladser(self) -> Decimal:
        return sum((trin.pladser for trin in self.trin), Decimal(0))


def overhead_of(beregning: Takstberegning) -> Decimal | None:
    """Overhead in per cent as reported on the short level, else as the basis has it; None where a key divides it."""
    if beregning.overhead_procent is not None or beregning.grundlag is None:
        return beregning.overhead_procent
    overhead = beregning.grundlag.overhead
    return overhead.procent if isinstance(overhead, OverheadProcent) else None


def level_of(beregning: Takstberegning) -> Niveau:
    return Niveau(overhead_of(beregning), beregning.pladser)


def summarise(niveauer: Sequence[Niveau]) -> Opgoerelse:
    """The levels in use from the lowest up, and their mean weighted by places."""
    ved: dict[Decimal, list[Decimal]] = defaultdict(list)
    for procent, pladser in niveauer:
        if procent is not None:
            ved[procent].append(pladser)
    trin = tuple(Trin(procent, len(ved[procent]), sum(ved[procent], Decimal(0))) for procent in sorted(ved))
    uden = sum(niveau.procent is None for niveau in niveauer)
    return Opgoerelse(len(niveauer), uden, trin, _weighted(trin) if trin else None)


def _weighted(trin: Sequence[Trin]) -> Led:
    """Σ(level × places) ÷ Σ places; where there are no places (ambulant help), each calculation counts alike."""
    har_pladser = any(et.pladser for et in trin)
    navn, kilde = ("Pladser", VAEGTNING) if har_pladser else ("Beregninger", UDEN_PLADSER)
    vaegte = [_leaf(navn, et.pladser if har_pladser else Decimal(et.beregninger), navn.lower()) for et in trin]
    niveauer = [_leaf(f"Niveau {nr}", et.procent, PROCENT) for nr, et in enumerate(trin, start=1)]
    gange = [
        multiply(f"{niveau.navn} gange {navn.lower()}", [niveau, vaegt], vaegt.enhed)
        for niveau, vaegt in zip(niveauer, vaegte, strict=True)
    ]
    samlet = add(f"Niveauer gange {navn.lower()}", gange, navn.lower())
    return divide("Vægtet overhead", samlet, add(f"{navn} i alt", vaegte, navn.lower()), PROCENT, kilde)


def _leaf(navn: str, vaerdi: Decimal, enhed: str) -> Led:
    return Led(navn, vaerdi, enhed, Art.INDTASTET, kilde=KILDE)


def middle(niveauer: Iterable[Decimal]) -> Decimal | None:
    """The median, per cent; None of fewer than three, where no middle can be told from an outlier."""
    alle = list(niveauer)
    return Decimal(median(alle)) if len(alle) >= MINDST_TIL_EN_MIDTE else None


def far_from_middle(niveauer: Mapping[str, Decimal], graense: Decimal) -> dict[str, Decimal]:
    """By id: how far a level lies from the middle, percentage points, where that is more than `graense`."""
    midte = middle(niveauer.values())
    if midte is None:
        return {}
    return {id_: niveau - midte for id_, niveau in niveauer.items() if abs(niveau - midte) > graense}


def change(fra: Led | None, til: Led | None) -> Led | None:
    """The change of a weighted level from one year to the next, percentage points; None where a year has no level."""
    if fra is None or til is None:
        return None
    return subtract("Ændring i overhead", til, fra, "procentpoint")
