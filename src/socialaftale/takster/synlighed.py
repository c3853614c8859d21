"""What of a report leaves the driftsherre: the short report, the tree cut at the basis total, the public lines.

Cost lines and their texts stay with the driftsherre until it shares them. A price agreed for one place is seen by those
who review, never by everyone.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
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
ENKELTPLADSER = (Linjetype.FORHANDLET,)


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


def public_report(tilbud: TilbudIndberetning) -> Offentligt:
    """What everyone may see of a short report."""
    pladser = [beregning.pladser for beregning in tilbud.beregninger]
    belaegning = [beregning.belaegning.procent for beregning in tilbud.beregninger]
    overhead = [overhead_of(beregning) for beregning in tilbud.beregninger]
    return Offentligt(tuple(public_lines(tilbud)), _weighted(belaegning, pladser), _weighted(overhead, pladser))


def _weighted(procenter: list[Decimal | None], pladser: list[Decimal]) -> Decimal | None:
    """The mean of the percentages weighted by places, else the one they all are; None where it cannot be said."""
    kendte = [procent for procent in procenter if procent is not None]
    if len(kendte) < len(procenter) or not kendte:
        return None
    ialt = sum(pladser, Decimal(0))
    if ialt == 0:
        return kendte[0] if len(set(kendte)) == 1 else None
    led = zip(kendte, pladser, strict=True)
    return REGNING.divide(sum((procent * antal for procent, antal in led), Decimal(0)), ialt)


def public_lines(tilbud: TilbudIndberetning) -> Iterable[OffentligLinje]:
    """The lines of a short report that everyone may see. A price agreed for one place is never among them."""
    for beregning in tilbud.beregninger:
        for linje in beregning.linjer:
            if linje.type not in ENKELTPLADSER and linje.takst_kr is not None:
                yield OffentligLinje(
                    beregning.id, beregning.navn, linje.id, linje.navn, linje.type, linje.enhed,
                    linje.takst_kr, linje.pladser, linje.timer, linje.indhold,
                    None if beregning.dage.basis == "kalender" else beregning.dage.antal,
                )  # fmt: skip
