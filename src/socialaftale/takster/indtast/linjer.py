"""Lines that are added to a calculation on the web, or taken out of it."""

import secrets
from collections.abc import Callable, Iterable, Mapping

from socialaftale.regler.takst.opgave import Linje, Takstberegning, TilbudIndberetning

LAENGDE = 50  # of the calculation's id in the id of a new line: both fit in 60


def with_line(indhold: TilbudIndberetning, beregning: str, ny: Mapping[str, str]) -> TilbudIndberetning:
    """The report with one more line in a calculation; `ny` holds its `navn`, `type` and `enhed`."""
    linje = Linje.model_validate(dict(ny) | {"id": f"{beregning[:LAENGDE]}-{secrets.token_hex(4)}"})
    return _changed(indhold, beregning, lambda linjer: (*linjer, linje))


def without_lines(indhold: TilbudIndberetning, beregning: str, vaek: Iterable[str]) -> TilbudIndberetning:
    """The report without some lines (ids) of a calculation."""
    ider = set(vaek)
    return _changed(indhold, beregning, lambda linjer: tuple(et for et in linjer if et.id not in ider))


def can_be_removed(beregning: Takstberegning, linje: Linje) -> bool:
    """A line that the basis computes, or computes from, is taken out in the takstskema."""
    return f'"{linje.id}"' not in beregning.model_dump_json(include={"struktur", "tillaeg", "afledte"})


Linjer = tuple[Linje, ...]


def _changed(indhold: TilbudIndberetning, kode: str, change: Callable[[Linjer], Linjer]) -> TilbudIndberetning:
    beregninger = tuple(
        et.model_copy(update={"linjer": change(et.linjer)}) if et.id == kode else et for et in indhold.beregninger
    )
    return indhold.model_copy(update={"beregninger": beregninger})
