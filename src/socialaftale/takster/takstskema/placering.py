"""Where in the workbook a finding belongs."""

from collections.abc import Iterator

from socialaftale.regler.kontrol.fund import Fund
from socialaftale.regler.takst.opgave import Indberetning, Takstberegning, TilbudIndberetning
from socialaftale.takster.takstskema.kort import Celle, Kort


def cell_of(fund: Fund, indberetning: Indberetning, kort: Kort) -> Celle | None:
    """The cell of the field that the finding names, else the name of the line, afdeling or tilbud it is about."""
    sti = next(_paths(fund, indberetning), "")
    return kort.nearest(f"{sti}.{fund.felt}" if fund.felt and sti else sti or fund.felt)


def _paths(fund: Fund, indberetning: Indberetning) -> Iterator[str]:
    """The paths of what the finding is about, the most exact first."""
    for nr, tilbud in enumerate(indberetning.tilbud):
        if tilbud.id == fund.tilbud:
            yield from _inside(fund, tilbud, f"tilbud[{nr}]")
            yield f"tilbud[{nr}]"


def _inside(fund: Fund, tilbud: TilbudIndberetning, sti: str) -> Iterator[str]:
    for nr, beregning in enumerate(tilbud.beregninger):
        if beregning.id == fund.beregning or (not fund.beregning and fund.linje):
            yield from _lines(fund, beregning, f"{sti}.beregninger[{nr}]")
    for nr, beregning in enumerate(tilbud.beregninger):
        if beregning.id == fund.beregning:
            yield f"{sti}.beregninger[{nr}]"


def _lines(fund: Fund, beregning: Takstberegning, sti: str) -> Iterator[str]:
    for nr, linje in enumerate(beregning.linjer):
        if linje.id == fund.linje:
            yield f"{sti}.linjer[{nr}]"
