"""What has been promised away of the places reported: holds, and places taken since. A floor above registers it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Optaget:
    """Of one afdeling: active holds, and places taken since its report."""

    reserveret: int = 0
    taget: int = 0


INTET = Optaget()
Reader = Callable[[Mapping[int, dt.datetime], dt.datetime], Mapping[int, Optaget]]
_READERS: list[Reader] = []


def register_optaget(read: Reader) -> Reader:
    """Let something take of the places; usable as a decorator.

    `read(observeret, kendt_at)`: primary key of the afdeling -> when its report was true; it answers per afdeling, in a
    constant number of queries, and nothing at all where its switch is off.
    """
    _READERS.append(read)
    return read


def read_optaget(observeret: Mapping[int, dt.datetime], kendt_at: dt.datetime) -> dict[int, Optaget]:
    """Return what is taken of each afdeling's places, over every registered reader."""
    samlet: dict[int, Optaget] = {}
    for read in _READERS:
        for afdeling, del_ in read(observeret, kendt_at).items():
            foer = samlet.get(afdeling, INTET)
            samlet[afdeling] = Optaget(foer.reserveret + del_.reserveret, foer.taget + del_.taget)
    return samlet
