"""Where a report of a takst round is taken up next: late is a mark, not a wall."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Led(StrEnum):
    """The bodies in the order a takst passes them; `SENERE` is whatever meets after the round."""

    GENNEMGANG = "gennemgang"
    INDSTILLING = "indstilling"
    AFGOERELSE = "afgoerelse"
    SENERE = "senere"


class Rundedage(NamedTuple):
    """The days of a round; None where a body has no meeting yet. `frist` runs to its end."""

    frist: dt.date
    gennemgang: dt.date | None = None
    indstilling: dt.date | None = None
    afgoerelse: dt.date | None = None

    def of(self, led: Led) -> dt.date | None:
        """The day of the body's meeting."""
        return getattr(self, led) if led is not Led.SENERE else None


class Stop(NamedTuple):
    """Where a report is taken up first, on which day (None: no meeting yet), and how many days after the deadline."""

    led: Led
    dato: dt.date | None
    dage_for_sent: int


def next_stop(indsendt: dt.date, dage: Rundedage) -> Stop:
    """Return the first body that can still take a report sent on a day.

    In words: a body takes what came before the day it meets. What comes too late for the review goes to FU, and only
    what misses FU goes past the round, for DAS decides upon FU's recommendation. A body without a meeting day is still
    to come. Source: DAS 17.11.2025, point 5: what came after the review of 27.10 was approved on 17.11; what missed FU
    was to be taken in December. Raises nothing.
    """
    sent = max((indsendt - dage.frist).days, 0)
    for led in (Led.GENNEMGANG, Led.INDSTILLING):
        dag = dage.of(led)
        if dag is None or indsendt < dag:
            return Stop(led, dag, sent)
    return Stop(Led.SENERE, None, sent)
