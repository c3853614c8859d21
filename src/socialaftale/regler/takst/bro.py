"""The bridge between two years: the change of every line split by cause, one factor changed at a time.

The order is that of `Aarsagsart`, from PL to structure; the rounding to whole kroner comes last. The effects sum to the
change exactly. A line that is new by an explicit bridge is compared with the old lines it comes from; a line with
neither counterpart nor bridge has no bridge.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.beregn import Linjeresultat, compute_beregning
from socialaftale.regler.takst.faktorer import factors, freeze
from socialaftale.regler.takst.opgave import Aarsagsart, Bro, Takstberegning, TilbudIndberetning
from socialaftale.regler.takst.strukturer import STRUKTURER

Priser = Mapping[str, Decimal]


class Aargang(NamedTuple):
    """A tilbud's report for one year with the rules of that year."""

    tilbud: TilbudIndberetning
    aar: int
    regelsaet: Regelsaet


class Linjebro(NamedTuple):
    """One line's way from last year's published takst to this year's, kroner per unit of the line.

    `effekter` follow the order above; `afrunding` is what rounding to whole kroner did in the two years.
    """

    beregning: str
    linje: str
    fra_kr: Decimal
    til_kr: Decimal
    effekter: dict[Aarsagsart, Decimal]
    afrunding: Decimal

    @property
    def rest(self) -> Decimal:
        """What the effects and the rounding leave unexplained; 0 but for the fiftieth digit."""
        forklaret = sum(self.effekter.values(), self.afrunding)
        return REGNING.subtract(REGNING.subtract(self.til_kr, self.fra_kr), forklaret)


def bridge_tilbud(forrige: Aargang, ny: Aargang) -> list[Linjebro]:
    """The bridge of every line that has a full basis in both years, in the order of the report.

    Where a line's old lines lie in the calculation of the same id, its change is split by cause; where they come from
    other calculations (a merger, a line that moved), nothing but the structure can be said to have changed it.
    Raises KanIkkeBeregnes where one of the years cannot be computed.
    """
    gamle = _old_lines(forrige)
    broer = []
    for beregning in ny.tilbud.beregninger:
        if beregning.grundlag and beregning.struktur:
            broer += _bridge_beregning(beregning, gamle, forrige, ny)
    return broer


class _Gammel(NamedTuple):
    """An old line: the calculation it lies in, its result, and the places that weigh it."""

    beregning: Takstberegning
    resultat: Linjeresultat
    pladser: Decimal


def _old_lines(forrige: Aargang) -> dict[str, _Gammel]:
    return {
        resultat.linje: _Gammel(beregning, resultat, _places(beregning, resultat.linje))
        for beregning in forrige.tilbud.beregninger
        if beregning.grundlag and beregning.struktur
        for resultat in compute_beregning(beregning, forrige.regelsaet, forrige.aar)
    }


def _bridge_beregning(
    beregning: Takstberegning, gamle: Mapping[str, _Gammel], forrige: Aargang, ny: Aargang
) -> list[Linjebro]:
    egen = next((gammel.beregning for gammel in gamle.values() if gammel.beregning.id == beregning.id), None)
    trin = _steps(egen, beregning, forrige, ny) if egen else []
    broer = []
    for resultat in compute_beregning(beregning, ny.regelsaet, ny.aar):
        vaegte = _old_weights(resultat.linje, gamle, ny)
        if vaegte:
            samme = all(gamle[linje].beregning.id == beregning.id for linje in vaegte)
            broer.append(_bridge_line(beregning.id, resultat, vaegte, gamle, trin if samme else []))
    return broer


def _bridge_line(
    beregning: str, efter: Linjeresultat, vaegte: Priser, gamle: Mapping[str, _Gammel], trin: list[Priser]
) -> Linjebro:
    fra_kr = _mix({linje: gamle[linje].resultat.takst_kr for linje in vaegte}, vaegte)
    fra_uafrundet = _mix({linje: gamle[linje].resultat.uafrundet_kr for linje in vaegte}, vaegte)
    til_uafrundet = efter.uafrundet_kr
    vej = [_mix(priser, vaegte) for priser in trin] or [fra_uafrundet]
    spring = [REGNING.subtract(naeste, denne) for denne, naeste in pairwise(vej)]
    effekter = dict(zip(list(Aarsagsart)[: len(spring)], spring, strict=True))
    # What the year's rules themselves changed has no input behind it: it belongs to the structure.
    regler = REGNING.subtract(vej[0], fra_uafrundet)
    effekter[Aarsagsart.STRUKTUR] = REGNING.add(REGNING.subtract(til_uafrundet, vej[-1]), regler)
    afrunding = REGNING.subtract(efter.takst_kr - til_uafrundet, REGNING.subtract(fra_kr, fra_uafrundet))
    return Linjebro(beregning, efter.linje, fra_kr, efter.takst_kr, effekter, afrunding)


def _old_weights(linje: str, gamle: Mapping[str, _Gammel], ny: Aargang) -> dict[str, Decimal]:
    """Which old lines the line is compared with, and their weights (share × last year's places) summing to 1.

    Empty where one of them is unknown: then the line has no bridge.
    """
    led = [bro for bro in ny.tilbud.bro if bro.til_linje == linje] or [
        Bro(fra_linje=linje, til_linje=linje, andel=Decimal(1))
    ]
    if any(bro.fra_linje not in gamle for bro in led):
        return {}
    vaegte = {bro.fra_linje: REGNING.multiply(bro.andel, gamle[bro.fra_linje].pladser) for bro in led}
    ialt = sum(vaegte.values())
    return {fra: REGNING.divide(vaegt, ialt) for fra, vaegt in vaegte.items()} if ialt else {}


def _places(beregning: Takstberegning, linje: str) -> Decimal:
    for reported in beregning.linjer:
        if reported.id == linje and reported.pladser:
            return reported.pladser
    return beregning.pladser or Decimal(1)


def _mix(priser: Priser, vaegte: Priser) -> Decimal:
    ialt = Decimal(0)
    for linje, vaegt in vaegte.items():
        ialt = REGNING.add(ialt, REGNING.multiply(priser[linje], vaegt))
    return ialt


def _unrounded(resultater: tuple[Linjeresultat, ...]) -> Priser:
    return {resultat.linje: resultat.uafrundet_kr for resultat in resultater}


def _steps(gammel: Takstberegning, ny: Takstberegning, forrige: Aargang, i_aar: Aargang) -> list[Priser]:
    """Unrounded prices of the old structure: as it was, then after each factor, all under this year's rules."""
    alle = i_aar.regelsaet.strukturer.model_copy(update={"koder": tuple(STRUKTURER)})
    regelsaet = i_aar.regelsaet.model_copy(update={"strukturer": alle})
    maal = freeze(ny, i_aar.regelsaet, i_aar.aar)
    beregning = freeze(gammel, forrige.regelsaet, forrige.aar)
    trin = [_unrounded(compute_beregning(beregning, regelsaet, i_aar.aar))]
    for change in factors(ny, regelsaet, i_aar.aar):
        beregning = change(beregning, maal)
        trin.append(_unrounded(compute_beregning(beregning, regelsaet, i_aar.aar)))
    return trin
