"""One tilbud's takster for a year as one reader may see them: lines, explanations, findings. Reads no row."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.forklaring import Led
from socialaftale.regler.kontrol import Alvor, Fund, check_indberetning
from socialaftale.regler.parametre import Udgave
from socialaftale.regler.takst.beregn import Beregningsresultat, Takstresultat, compute_indberetning
from socialaftale.regler.takst.opgave import Indberetning, Linje, Takstberegning, TilbudIndberetning

from .synlighed import short_report, without_costs

Takster = Mapping[str, Decimal]
KAN_IKKE = "Taksten kan ikke beregnes af grundlaget. Driftsherren kan se hvorfor."


@dataclass(frozen=True)
class Linjeblad:
    """One line: its takst this year and last, kroner per unit, and how it came about (None: not computed here)."""

    linje: Linje
    takst_kr: Decimal | None
    forrige_kr: Decimal | None
    forklaring: Led | None
    fund: tuple[Fund, ...]

    @property
    def aendring_kr(self) -> Decimal | None:
        if self.takst_kr is None or self.forrige_kr is None:
            return None
        return self.takst_kr - self.forrige_kr

    @property
    def aendring_procent(self) -> Decimal | None:
        """The change in per cent of last year's takst; None where there is no takst to compare with."""
        if self.aendring_kr is None or not self.forrige_kr:
            return None
        return REGNING.divide(self.aendring_kr * 100, self.forrige_kr)


@dataclass(frozen=True)
class Beregningsblad:
    beregning: Takstberegning
    linjer: tuple[Linjeblad, ...]
    kan_ikke: str
    fund: tuple[Fund, ...]


@dataclass(frozen=True)
class Takstblad:
    """`fund` are those on the tilbud as a whole; those on a calculation or a line stand there."""

    ny: TilbudIndberetning
    forrige: TilbudIndberetning | None
    beregninger: tuple[Beregningsblad, ...]
    fund: tuple[Fund, ...]

    @property
    def linjer(self) -> list[Linjeblad]:
        return [linje for beregning in self.beregninger for linje in beregning.linjer]

    @property
    def alle_fund(self) -> list[Fund]:
        """Every finding, the gravest first, else in the order of the report."""
        samlet = [*self.fund]
        for beregning in self.beregninger:
            samlet += [*beregning.fund, *(fund for linje in beregning.linjer for fund in linje.fund)]
        return sorted(samlet, key=lambda fund: list(Alvor).index(fund.alvor))

    @property
    def aabne(self) -> int:
        """How many findings somebody must mend or explain."""
        return sum(fund.er_aabent for fund in self.alle_fund)


@dataclass(frozen=True)
class Aarsrapport:
    """A driftsherre's full reports of a year and the year before. The sets name what the reader sees in full."""

    ny: Indberetning
    forrige: Indberetning | None
    udgave: Udgave
    fuldt_synlige: Collection[str]
    forrige_fuldt_synlige: Collection[str]


def build_blade(rapport: Aarsrapport) -> dict[str, Takstblad]:
    """The sheet of every tilbud by its id, computed in full and checked on what the reader sees."""
    resultat = compute_indberetning(rapport.ny)
    ny = _seen(rapport.ny, takster_of(resultat), rapport.fuldt_synlige)
    forrige = rapport.forrige and _seen(
        rapport.forrige, missing_takster(rapport.forrige), rapport.forrige_fuldt_synlige
    )
    synligt = resultat._replace(
        beregninger=tuple(et for et in resultat.beregninger if et.tilbud in rapport.fuldt_synlige)
    )
    fund = _by_place(ny, check_indberetning(ny, forrige, rapport.udgave.regelsaet, synligt))
    gamle = {tilbud.id: tilbud for tilbud in forrige.tilbud} if forrige else {}
    beregnede = {(et.tilbud, et.beregning): et for et in resultat.beregninger}
    return {
        tilbud.id: _blad(tilbud, gamle.get(tilbud.id), beregnede, fund, tilbud.id in rapport.fuldt_synlige)
        for tilbud in ny.tilbud
    }


def takster_of(resultat: Takstresultat) -> dict[str, Decimal]:
    """The computed takster, kroner by line id."""
    return {linje.linje: linje.takst_kr for et in resultat.beregninger for linje in et.linjer}


def missing_takster(indberetning: Indberetning) -> dict[str, Decimal]:
    """The computed takster of a report that leaves some to be computed, else nothing."""
    linjer = (linje for tilbud in indberetning.tilbud for et in tilbud.beregninger for linje in et.linjer)
    if all(linje.takst_kr is not None for linje in linjer):
        return {}
    return takster_of(compute_indberetning(indberetning))


def _seen(indberetning: Indberetning, takster: Takster, fuldt: Collection[str]) -> Indberetning:
    tilbud = tuple(et if et.id in fuldt else short_report(et, takster) for et in indberetning.tilbud)
    return indberetning.model_copy(update={"tilbud": tilbud})


_Fundsteder = Mapping[tuple[str, str, str], list[Fund]]


def _by_place(ny: Indberetning, fund: list[Fund]) -> _Fundsteder:
    """Where each finding is shown: one on a line that is no longer reported stands with its calculation."""
    kendte = {(t.id, linje.id) for t in ny.tilbud for beregning in t.beregninger for linje in beregning.linjer}
    beregninger = {(t.id, beregning.id) for t in ny.tilbud for beregning in t.beregninger}
    steder: dict[tuple[str, str, str], list[Fund]] = defaultdict(list)
    for et in fund:
        linje = et.linje if (et.tilbud, et.linje) in kendte else ""
        beregning = et.beregning if not linje and (et.tilbud, et.beregning) in beregninger else ""
        steder[et.tilbud, beregning, linje].append(et)
    return steder


def _blad(
    ny: TilbudIndberetning,
    forrige: TilbudIndberetning | None,
    beregnede: Mapping[tuple[str, str], Beregningsresultat],
    fund: _Fundsteder,
    fuldt: bool,
) -> Takstblad:
    gamle = {linje.id: linje for et in forrige.beregninger for linje in et.linjer} if forrige else {}
    beregninger = []
    for beregning in ny.beregninger:
        resultat = beregnede.get((ny.id, beregning.id))
        led = {linje.linje: linje.takst for linje in resultat.linjer} if resultat else {}
        linjer = tuple(
            _line(linje, gamle.get(linje.id), led.get(linje.id), fund.get((ny.id, "", linje.id), []), fuldt)
            for linje in beregning.linjer
        )
        egne = tuple(fund.get((ny.id, beregning.id, ""), []))
        kan_ikke = resultat.kan_ikke if resultat else ""
        # The reason may name what only the driftsherre sees.
        beregninger.append(Beregningsblad(beregning, linjer, kan_ikke if fuldt or not kan_ikke else KAN_IKKE, egne))
    return Takstblad(ny, forrige, tuple(beregninger), tuple(fund.get((ny.id, "", ""), [])))


def _line(linje: Linje, gammel: Linje | None, led: Led | None, fund: list[Fund], fuldt: bool) -> Linjeblad:
    takst = linje.takst_kr if linje.takst_kr is not None else led.vaerdi if led else None
    forrige = gammel.takst_kr if gammel and gammel.takst_kr is not None else linje.takst_forrige_kr
    forklaring = led if fuldt or led is None else without_costs(led)
    return Linjeblad(linje, takst, forrige, forklaring, tuple(fund))
