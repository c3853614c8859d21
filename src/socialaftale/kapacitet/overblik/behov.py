"""Demand met and unmet, by legal basis: a floor above, where the searching is, registers what it has counted."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from socialaftale.parter.models import Aftaleomraade


@dataclass(frozen=True)
class Behov:
    """Of one legal basis (its code): how many found a place, and how many closed with nothing that fitted."""

    lovgrundlag: str
    daekket: int
    udaekket: int


Reader = Callable[[Aftaleomraade, dt.date, dt.date], Iterable[Behov]]
_READERS: list[Reader] = []


def register_behov(read: Reader) -> Reader:
    """Let something tell of demand: `read(omraade, fra, til)`, whole months, `til` not included; usable as a decorator.

    What is small is left out by whoever counts.
    """
    _READERS.append(read)
    return read


def read_behov(omraade: Aftaleomraade, fra: dt.date, til: dt.date) -> dict[str, Behov] | None:
    """Return the demand by legal basis over every reader; None where nothing counts yet."""
    if not _READERS:
        return None
    samlet: dict[str, Behov] = {}
    for et in (behov for read in _READERS for behov in read(omraade, fra, til)):
        foer = samlet.get(et.lovgrundlag, Behov(et.lovgrundlag, 0, 0))
        samlet[et.lovgrundlag] = Behov(et.lovgrundlag, foer.daekket + et.daekket, foer.udaekket + et.udaekket)
    return samlet
