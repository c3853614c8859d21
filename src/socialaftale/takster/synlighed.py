"""What of a report leaves the driftsherre: the short report, the tree cut at the basis total, the public lines.

Cost lines and their texts stay with the driftsherre until it shares them. A price that only one buyer pays is seen by
those who review, never by everyone.
"""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.forklaring import Led
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.opgave import (
    Linje,
    Linjetype,
    Takstberegning,
    TilbudIndberetning,
    Timer,
)

FORTROLIGE_FELTER = ("grundlag.", "tillaeg[", "struktur.aftaler[")
EN_KOEBER = Decimal(1)
"""A takst for so many places, or fewer, is what one buyer pays."""


class Tilbageholdt(StrEnum):
    """Why a line that stands approved is not public."""

    FORHANDLET = "forhandlet: aftalt for en enkelt plads"
    EN_KOEBER = "højst én plads: taksten er, hvad én køber betaler"
    IKKE_BEREGNET = "taksten er ikke beregnet"


class OffentligLinje(NamedTuple):
    """One line of the public takst list."""

    beregning: str
    afdeling: str
    linje: str
    navn: str
    type: Linjetype
    enhed: str
    takst_kr: Decimal
    pladser: Decimal | None
    timer: Timer | None
    indhold: str
    dage: int | None = None
    """Days a year the price is paid for, where the list says another number than the calendar."""
    forrige_kr: Decimal | None = None
    """Last year's public takst."""
    gaelder_fra: dt.date | None = None
    """Later than 1 January where the takst was changed within the year; `foer_kr` is what applied until then."""
    foer_kr: Decimal | None = None


class Offentligt(NamedTuple):
    """What everyone may see of a tilbud's report: the lines, occupancy in the takst and overhead level, per cent.

    The two percentages are those of all calculations, weighted by their places; None where one does not say.
    """

    linjer: tuple[OffentligLinje, ...]
    belaegning_procent: Decimal | None
    overhead_procent: Decimal | None


def short_report(tilbud: TilbudIndberetning, takster: dict[str, Decimal]) -> TilbudIndberetning:
    """The report without basis, structure and supplements; `takster` (kroner by line id) fills the computed lines."""
    beregninger = tuple(_short(beregning) for beregning in tilbud.beregninger)
    return fill_takster(tilbud.model_copy(update={"beregninger": beregninger}), takster)


def _short(beregning: Takstberegning) -> Takstberegning:
    uden = {"grundlag": None, "struktur": None, "tillaeg": (), "afledte": ()}
    return beregning.model_copy(update=uden | {"overhead_procent": overhead_of(beregning)})


def fill_takster(tilbud: TilbudIndberetning, takster: dict[str, Decimal]) -> TilbudIndberetning:
    """The report where `takster` (kroner by line id) stand on the lines that were left to be computed."""
    beregninger = tuple(
        et.model_copy(update={"linjer": tuple(_filled(linje, takster) for linje in et.linjer)})
        for et in tilbud.beregninger
    )
    return tilbud.model_copy(update={"beregninger": beregninger})


def _filled(linje: Linje, takster: dict[str, Decimal]) -> Linje:
    return linje if linje.takst_kr is not None else linje.model_copy(update={"takst_kr": takster.get(linje.id)})


def without_costs(led: Led) -> Led:
    """The tree where every amount that is made of cost lines alone stands as one total, without its parts."""
    if _confidential(led):
        return led._replace(dele=(), felt="")
    return led._replace(dele=tuple(without_costs(del_) for del_ in led.dele))


def _confidential(led: Led) -> bool:
    indtastet = [blad for blad in led.walk() if blad.felt]
    return bool(indtastet) and all(blad.felt.startswith(FORTROLIGE_FELTER) for blad in indtastet)


def why_not_public(linje: Linje, beregning: Takstberegning) -> Tilbageholdt | None:
    """Why a line of a short report is not for everyone; None where it is: what another buyer alone pays.

    Where the line does not say how many places it is for, those of its calculation count; hours are not places.
    """
    if linje.type == Linjetype.FORHANDLET:
        return Tilbageholdt.FORHANDLET
    pladser = linje.pladser
    if pladser is None and beregning.art != "ambulant":
        pladser = beregning.pladser
    if pladser is not None and pladser <= EN_KOEBER:
        return Tilbageholdt.EN_KOEBER
    return Tilbageholdt.IKKE_BEREGNET if linje.takst_kr is None else None
