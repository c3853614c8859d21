"""The bridge between two years: the change of every line split by cause, one factor changed at a time.

Order: PL, direct costs beyond PL, capital and carried result, overhead, places (and hours sold), occupancy, days,
structure; last the rounding to whole kroner. The effects sum to the change exactly. A line that is new by an explicit
bridge is compared with the old lines it comes from; a line with neither counterpart nor bridge has no bridge.
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
    """The bridge of every line whose calculation has a full basis in both years, in the order of the report.

    Raises KanIkkeBeregnes where one of the years cannot be computed.
    """
    gamle = {beregning.id: beregning for beregning in forrige.tilbud.beregninger}
    broer: list[Linjebro] = []
    for beregning in ny.tilbud.beregninger:
        gammel = gamle.get(beregning.id)
        if gammel and gammel.grundlag and gammel.struktur and beregning.grundlag and beregning.struktur:
            broer += _bridge_beregning(_Par(gammel, beregning, forrige, ny))
    return broer


class _Par(NamedTuple):
    gammel: Takstberegning
    ny: Takstberegning
    forrige_aargang: Aargang
    ny_aargang: Aargang


def _bridge_beregning(par: _Par) -> list[Linjebro]:
    foer = compute_beregning(par.gammel, par.forrige_aargang.regelsaet, par.forrige_aargang.aar)
    efter = compute_beregning(par.ny, par.ny_aargang.regelsaet, par.ny_aargang.aar)
    trin = _steps(par)
    broer = []
    for resultat in efter:
        vaegte = _old_weights(resultat.linje, par)
        if vaegte and all(linje in _rounded(foer) for linje in vaegte):
            broer.append(_bridge_line(par, resultat, vaegte, foer, trin))
    return broer


def _bridge_line(
    par: _Par, efter: Linjeresultat, vaegte: Priser, foer: tuple[Linjeresultat, ...], trin: list[Priser]
) -> Linjebro:
    fra_kr = _mix(_rounded(foer), vaegte)
    fra_uafrundet = _mix(_unrounded(foer), vaegte)
    til_uafrundet = efter.uafrundet_kr
    vej = [_mix(priser, vaegte) for priser in trin]
    effekter = {
        aarsag: REGNING.subtract(naeste, denne)
        for aarsag, (denne, naeste) in zip(Aarsagsart, pairwise(vej), strict=False)
    }
    # What the year's rules themselves changed has no input behind it: it belongs to the structure.
    regler = REGNING.subtract(vej[0], fra_uafrundet)
    effekter[Aarsagsart.STRUKTUR] = REGNING.add(REGNING.subtract(til_uafrundet, vej[-1]), regler)
    afrunding = REGNING.subtract(efter.takst_kr - til_uafrundet, REGNING.subtract(fra_kr, fra_uafrundet))
    return Linjebro(par.ny.id, efter.linje, fra_kr, efter.takst_kr, effekter, afrunding)


def _old_weights(linje: str, par: _Par) -> dict[str, Decimal]:
    """Which old lines the line is compared with, and their weights (share × last year's places) summing to 1."""
    led = [bro for bro in par.ny_aargang.tilbud.bro if bro.til_linje == linje] or [
        Bro(fra_linje=linje, til_linje=linje, andel=Decimal(1))
    ]
    vaegte = {bro.fra_linje: REGNING.multiply(bro.andel, _places(par.gammel, bro.fra_linje)) for bro in led}
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


def _rounded(resultater: tuple[Linjeresultat, ...]) -> Priser:
    return {resultat.linje: resultat.takst_kr for resultat in resultater}


def _unrounded(resultater: tuple[Linjeresultat, ...]) -> Priser:
    return {resultat.linje: resultat.uafrundet_kr for resultat in resultater}


def _steps(par: _Par) -> list[Priser]:
    """Unrounded prices of the old structure: as it was, then after each factor, all under this year's rules."""
    regelsaet = par.ny_aargang.regelsaet.model_copy(update={"strukturer": tuple(STRUKTURER)})
    aar = par.ny_aargang.aar
    ny = freeze(par.ny, par.ny_aargang.regelsaet, aar)
    beregning = freeze(par.gammel, par.forrige_aargang.regelsaet, par.forrige_aargang.aar)
    trin = [_unrounded(compute_beregning(beregning, regelsaet, aar))]
    for change in factors(par.ny, regelsaet, aar):
        beregning = change(beregning, ny)
        trin.append(_unrounded(compute_beregning(beregning, regelsaet, aar)))
    return trin
