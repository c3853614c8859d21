"""Which body a takst waits for, when no decision has settled it."""

from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.rundestop import Led


class Ord(StrEnum):
    """What a body said of a takst without settling it."""

    INDSTILLET = "indstillet"
    UDSAT = "udsat"


class Forelagt(NamedTuple):
    """The last body that had the takst as it is now, and what it said."""

    led: Led
    ord: Ord


def waits_for(stop: Led, sidste: Forelagt | None, fu_har_moedt: bool, delegeret: bool) -> Led:
    """Return the body that takes the takst up next.

    In words: what FU has recommended waits for DAS. What DAS put off waits for DAS, or for FU where DAS has let FU
    decide. What FU put off, and what FU has not had, waits for FU; before FU has met, a report that the review can
    still take (`stop`) waits for the review. Source: DAS decides upon FU's recommendation, and late takster go to FU by
    delegation (DAS 17.11.2025, point 5). Raises nothing.
    """
    if sidste is None:
        return stop if stop is Led.GENNEMGANG and not fu_har_moedt else Led.INDSTILLING
    if sidste.ord is Ord.INDSTILLET:
        return Led.AFGOERELSE
    if sidste.led is Led.AFGOERELSE and not delegeret:
        return Led.AFGOERELSE
    return Led.INDSTILLING
