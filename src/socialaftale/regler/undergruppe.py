"""Free places that are only for some of those a tilbud is for: which parts the places fall into.

A subgroup has criteria and no places of its own: it says how many of the places offered are for it. Subgroups may
overlap, so their numbers are never added up to a number of places; their sum is only asked for what it leaves for sure.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Undergruppe(NamedTuple):
    """Who some of the places offered are for, and how many. What is left out is as it is for the whole tilbud.

    `koen` is "kvinder", "maend", or empty for all; `kan` and `kan_ikke` are codes of special needs.
    `ophoert`: the subgroup has ended since its places were offered.
    """

    navn: str
    antal: int
    maalgrupper: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None
    koen: str = ""
    kan: frozenset[str] = frozenset()
    kan_ikke: frozenset[str] = frozenset()
    ophoert: bool = False


class Del(NamedTuple):
    """A part of the places: for a subgroup, or (None) for all of the target group; `sikker`: one is left for sure."""

    gruppe: Undergruppe | None
    sikker: bool


def parts(tilbudt: int, tilbage: int, grupper: Iterable[Undergruppe]) -> tuple[Del, ...]:
    """Return the parts that a free place may lie in, of `tilbudt` places offered and `tilbage` of them left.

    In words: nobody knows which of the places were taken, so a subgroup has one left for sure only where its number is
    above those taken. Where a subgroup has all the places, none is for everyone. Else at least `tilbudt - the numbers
    together` are, fewer by those taken; where that leaves none for sure, there may yet be one, for subgroups overlap.
    The places of a subgroup that has ended may be for everyone.
    Unit: places. Source: fixed for the platform. Raises nothing.
    """
    meldte = [gruppe for gruppe in grupper if gruppe.antal > 0]
    taget = tilbudt - tilbage
    dele = [Del(gruppe, gruppe.antal > taget) for gruppe in meldte if not gruppe.ophoert]
    if len(dele) == len(meldte) and any(gruppe.antal >= tilbudt for gruppe in meldte):
        return tuple(dele)
    rest = tilbudt - sum(gruppe.antal for gruppe in meldte)
    return (*dele, Del(None, not meldte or rest > taget))
