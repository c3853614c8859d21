"""Projects that add places: what is counted as coming, by target group and year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class Stand(StrEnum):
    """How far a project is."""

    IDE = "ide"
    BESLUTTET = "besluttet"
    BYGGES = "bygges"
    I_DRIFT = "i_drift"
    OPGIVET = "opgivet"


PAA_VEJ = (Stand.BESLUTTET, Stand.BYGGES)
"""What is decided and not in the register yet: only this is added to the register's places."""


class Projekt(NamedTuple):
    """A project as it stands: how many places for whom, in use from a year."""

    maalgruppe: str
    stand: Stand
    pladser: int
    aar: int


class Udsigt(NamedTuple):
    """What comes for one target group: decided places by year, and places that are only an idea."""

    efter_aar: Mapping[int, int]
    ideer: int

    @property
    def ialt(self) -> int:
        return sum(self.efter_aar.values())


def outlook(projekter: Sequence[Projekt]) -> dict[str, Udsigt]:
    """Return what comes for each target group, by its code.

    In words: decided places and places being built are summed by the year they come into use; ideas are told beside
    them and never added; what is in use stands in the register already, and what was given up is nothing. Unit: places.
    Source: fixed for the platform. Raises nothing.
    """
    kommer: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    ideer: dict[str, int] = defaultdict(int)
    for en in projekter:
        if en.stand in PAA_VEJ:
            kommer[en.maalgruppe][en.aar] += en.pladser
        elif en.stand == Stand.IDE:
            ideer[en.maalgruppe] += en.pladser
    koder = sorted({*kommer, *ideer})
    return {kode: Udsigt(dict(sorted(kommer[kode].items())), ideer[kode]) for kode in koder}


def years(udsigter: Mapping[str, Udsigt]) -> list[int]:
    """Return the years in which decided places come, in order. Raises nothing."""
    return sorted({aar for udsigt in udsigter.values() for aar in udsigt.efter_aar})
