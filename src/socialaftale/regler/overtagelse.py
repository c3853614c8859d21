"""What came of a municipality's wish to take over a tilbud."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum


class Udfald(StrEnum):
    """What the register says."""

    VENTER = "venter"
    GENNEMFOERT = "gennemfoert"
    ANDEN = "anden"
    PASSERET = "passeret"


def outcome(
    kommune: str, fra: dt.date, overtaget: Iterable[tuple[dt.date, str]], den: dt.date
) -> tuple[Udfald, dt.date | None]:
    """Return what came of a wish to take over from a day, and the day on which it happened.

    In words: it is done once the register has the municipality as the one who runs the tilbud, whatever day that was;
    where another has it, that is said; else it waits until its day, and after it the day is past. `overtaget` are the
    days on which somebody other than the region began to run it, known on the day asked about. Source: agreement
    2025-26, declarations on taking over regional tilbud. Raises nothing.
    """
    skift = sorted(overtaget)
    egne = [dag for dag, hvem in skift if hvem == kommune and dag <= den]
    if egne:
        return Udfald.GENNEMFOERT, egne[0]
    andre = [dag for dag, _ in skift if dag <= den]
    if andre:
        return Udfald.ANDEN, andre[0]
    return (Udfald.VENTER if den <= fra else Udfald.PASSERET), None
