"""What the checks are given: this year's figures beside last year's, found by id or by the bridge."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kontrol.aarsager import Opgoerelse, account_for
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.opgave import (
    Bro,
    Enhed,
    Indberetning,
    Linje,
    OverheadProcent,
    Takstberegning,
    TilbudIndberetning,
)


class Gammel(NamedTuple):
    """A line of last year: its calculation's id, the line, and its takst in kroner (reported, else computed)."""

    beregning: str
    linje: Linje
    takst_kr: Decimal | None


class Beregnet(NamedTuple):
    """Computed takster of one calculation by line id, kroner, or the reason why there are none."""

    takster: Mapping[str, Decimal]
    kan_ikke: str = ""


@dataclass(frozen=True)
class Ramme:
    """What every check of one tilbud may look at."""

    indberetning: Indberetning
    regelsaet: Regelsaet
    tilbud: TilbudIndberetning
    forrige: TilbudIndberetning | None
    forrige_indberetning: Indberetning | None
    gamle: Mapping[str, Gammel]
    broer_til: Mapping[str, tuple[Bro, ...]]
    broer_fra: Mapping[str, tuple[Bro, ...]]

    @cached_property
    def linje_ids(self) -> frozenset[str]:
        """Every line id of this year's tilbud."""
        return frozenset(linje.id for beregning in self.tilbud.beregninger for linje in beregning.linjer)


@dataclass(frozen=True)
class Beregningssag:
    """One calculation with its counterpart of last year."""

    ramme: Ramme
    ny: Takstberegning
    forrige: Takstberegning | None
    beregnet: Beregnet

    @property
    def sted(self) -> tuple[str, str, str]:
        return (self.ramme.tilbud.id, self.ny.id, "")

    @property
    def har_pladser(self) -> bool:
        """False for ambulant help, which sells hours and has neither places nor occupancy."""
        return self.ny.art != "ambulant"

    @property
    def overhead(self) -> Decimal | None:
        """This year's overhead in per cent of the direct costs; None where it is not known."""
        return overhead_percent(self.ny)

    @property
    def overhead_forrige(self) -> Decimal | None:
        """Last year's overhead in per cent; None where it is not known."""
        return overhead_percent(self.forrige) if self.forrige else None

    @property
    def pladser_forrige(self) -> Decimal | None:
        """Places last year: of last year's report, else as the reporter states them."""
        return self.forrige.pladser if self.forrige else self.ny.pladser_forrige

    @property
    def belaegning_forrige(self) -> Decimal | None:
        """Occupancy in last year's takst, per cent: of last year's report, else as the reporter states it."""
        gammel = self.forrige.belaegning.procent if self.forrige else None
        return gammel if gammel is not None else self.ny.belaegning.procent_forrige


@dataclass(frozen=True)
class Linjesag:
    """One line with its counterpart of last year; amounts are kroner per the line's unit."""

    beregning: Beregningssag
    ny: Linje

    @cached_property
    def ramme(self) -> Ramme:
        return self.beregning.ramme

    @cached_property
    def opgoerelse(self) -> Opgoerelse | None:
        """The change set against its causes; None where there is no change to compare with."""
        return account_for(self)

    @property
    def sted(self) -> tuple[str, str, str]:
        return (self.ramme.tilbud.id, self.beregning.ny.id, self.ny.id)

    @cached_property
    def gammel(self) -> Gammel | None:
        """Last year's line of the same id."""
        return self.ramme.gamle.get(self.ny.id)

    @property
    def forrige(self) -> Linje | None:
        return self.gammel.linje if self.gammel else None

    @property
    def broer(self) -> tuple[Bro, ...]:
        """The bridges that lead to this line from lines that last year's report knows."""
        return tuple(bro for bro in self.ramme.broer_til.get(self.ny.id, ()) if bro.fra_linje in self.ramme.gamle)

    @cached_property
    def takst_kr(self) -> Decimal | None:
        """This year's takst: reported, else computed."""
        return self.ny.takst_kr if self.ny.takst_kr is not None else self.beregning.beregnet.takster.get(self.ny.id)

    @cached_property
    def gammel_kr(self) -> Decimal | None:
        """Last year's takst to compare with: through the bridge, else of last year's report, else as stated."""
        if self.broer:
            return bridged_price(self.broer, self.ramme.gamle)
        if self.gammel and self.gammel.takst_kr is not None:
            return self.gammel.takst_kr
        return self.ny.takst_forrige_kr

    @property
    def enhed_forrige(self) -> Enhed | None:
        """The unit last year's takst was in; None where it is not known."""
        if self.broer:
            return self.ramme.gamle[self.broer[0].fra_linje].linje.enhed
        return self.forrige.enhed if self.forrige else None

    @cached_property
    def aendring_procent(self) -> Decimal | None:
        """The change from last year in per cent; None where a figure is missing, 0 or in another unit."""
        if self.takst_kr is None or not self.gammel_kr:
            return None
        if self.enhed_forrige not in (None, self.ny.enhed):
            return None
        return REGNING.divide((self.takst_kr - self.gammel_kr) * 100, self.gammel_kr)


@dataclass(frozen=True)
class Tilbudssag:
    """One tilbud with its calculations and lines."""

    ramme: Ramme
    beregninger: tuple[Beregningssag, ...]
    linjer: tuple[Linjesag, ...]

    @property
    def sted(self) -> tuple[str, str, str]:
        return (self.ramme.tilbud.id, "", "")


@dataclass(frozen=True)
class Indberetningssag:
    """The whole report beside last year's."""

    ny: Indberetning
    forrige: Indberetning | None
    regelsaet: Regelsaet
    tilbud: tuple[Tilbudssag, ...]

    @property
    def sted(self) -> tuple[str, str, str]:
        return ("", "", "")


def overhead_percent(beregning: Takstberegning) -> Decimal | None:
    """Overhead in per cent of the direct costs: as stated, of the full basis, or its key amount over the costs."""
    if beregning.overhead_procent is not None or beregning.grundlag is None:
        return beregning.overhead_procent
    overhead = beregning.grundlag.overhead
    if isinstance(overhead, OverheadProcent):
        return overhead.procent
    direkte = sum((post.beloeb_kr for post in beregning.grundlag.omkostninger), Decimal(0))
    return REGNING.divide(overhead.beloeb_kr * 100, direkte) if direkte > 0 else None


def bridged_price(broer: tuple[Bro, ...], gamle: Mapping[str, Gammel]) -> Decimal | None:
    """The old takst of a new line: old takster weighted by the places that moved; None where one is missing.

    Σ(andel × places × takst) ÷ Σ(andel × places), kroner; where an old line has no places, every line weighs 1.
    """
    fra = [(bro.andel, gamle[bro.fra_linje]) for bro in broer]
    har_pladser = all(gammel.linje.pladser for _, gammel in fra)
    taeller = naevner = Decimal(0)
    for andel, gammel in fra:
        if gammel.takst_kr is None:
            return None
        vaegt = andel * (gammel.linje.pladser or Decimal(1)) if har_pladser else andel
        taeller += vaegt * gammel.takst_kr
        naevner += vaegt
    return REGNING.divide(taeller, naevner) if naevner else None
