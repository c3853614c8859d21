"""What was looked for, by legal basis: a floor above, where the searching is, registers its tallies."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade


class Behov(NamedTuple):
    """How many found a place, and how many found nothing that fitted."""

    moedt: int = 0
    umoedt: int = 0


Reader = Callable[[Aftaleomraade, dt.date, dt.date], Mapping[str, Behov]]
_READERS: list[Reader] = []


def register_behov(read: Reader) -> Reader:
    """Let something tell of demand: `read(omraade, fra, til)` by legal basis (its code); usable as a decorator.

    Whole months, `til` not included. The page writes each number as a band, so that what is small says nothing.
    """
    _READERS.append(read)
    return read


def read_behov(omraade: Aftaleomraade, fra: dt.date, til: dt.date) -> dict[str, Behov] | None:
    """Return how many needs were met and not, by legal basis; None where nothing counts."""
    if not _READERS:
        return None
    samlet: dict[str, Behov] = {}
    for read in _READERS:
        for kode, behov in read(omraade, fra, til).items():
            foer = samlet.get(kode, Behov())
            samlet[kode] = Behov(foer.moedt + behov.moedt, foer.umoedt + behov.umoedt)
    return samlet
