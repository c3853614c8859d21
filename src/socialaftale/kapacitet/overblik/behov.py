"""What was looked for and not found, by legal basis: a floor above, where the searching is, registers its tallies."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from socialaftale.parter.models import Aftaleomraade

Reader = Callable[[Aftaleomraade, dt.date, dt.date], Mapping[str, int]]
_READERS: list[Reader] = []


def register_behov(read: Reader) -> Reader:
    """Let something tell of unmet demand: `read(omraade, fra, til)` by legal basis (its code); usable as a decorator.

    Whole months, `til` not included. The page writes each number as a band, so that what is small says nothing.
    """
    _READERS.append(read)
    return read


def read_behov(omraade: Aftaleomraade, fra: dt.date, til: dt.date) -> Counter[str] | None:
    """Return how many searches were closed with nothing that fitted; None where nothing counts."""
    if not _READERS:
        return None
    samlet: Counter[str] = Counter()
    for read in _READERS:
        samlet.update(read(omraade, fra, til))
    return samlet
