"""Does a decision still hold? What people wrote between decisions, read on a day; nothing is inferred."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Art(StrEnum):
    """What a later decision does to an earlier one."""

    ERSTATTER = "erstatter"
    AENDRER = "aendrer"
    OPHAEVER = "ophaever"
    FORLAENGER = "forlaenger"


class Stand(StrEnum):
    """How a decision stands on a day."""

    GAELDER = "gaelder"
    AENDRET = "aendret"
    ERSTATTET = "erstattet"
    OPHAEVET = "ophaevet"
    UDLOEBET = "udloebet"


SLUTTER = {Art.ERSTATTER: Stand.ERSTATTET, Art.OPHAEVER: Stand.OPHAEVET}
I_KRAFT = (Stand.GAELDER, Stand.AENDRET)


@dataclass(frozen=True)
class Forbindelse:
    """That the decision `af` does something to the decision `om` from a day; `til` ends a prolongation."""

    art: Art
    af: int
    om: int
    fra: dt.date
    til: dt.date | None = None


@dataclass(frozen=True)
class Dom:
    """How a decision stands, by which connections, since when it does not hold, and to which last day if any."""

    stand: Stand
    ved: tuple[Forbindelse, ...] = ()
    siden: dt.date | None = None
    til: dt.date | None = None

    @property
    def i_kraft(self) -> bool:
        return self.stand in I_KRAFT


def standing(om: int, forbindelser: Iterable[Forbindelse], den: dt.date) -> Dom:
    """Return how the decision `om` stands on the day `den`.

    In words: the first connection that replaces or repeals it ends it, from its day on; what is ended does not come
    back because that which ended it is itself ended later. Else the newest prolongation with a last day decides whether
    it has run out, from the day after. Else it holds, amended where a connection says so. Source: our own
    reading of what a later decision does to an earlier one; the minutes give no rule. Raises nothing.
    """
    virker = sorted((f for f in forbindelser if f.om == om and f.fra <= den), key=lambda f: (f.fra, f.af))
    for forbindelse in virker:
        if forbindelse.art in SLUTTER:
            return Dom(SLUTTER[forbindelse.art], (forbindelse,), forbindelse.fra)
    til = next((f.til for f in reversed(virker) if f.art is Art.FORLAENGER and f.til), None)
    if til and til < den:
        return Dom(Stand.UDLOEBET, tuple(virker), til + dt.timedelta(days=1), til)
    aendret = any(forbindelse.art is Art.AENDRER for forbindelse in virker)
    return Dom(Stand.AENDRET if aendret else Stand.GAELDER, tuple(virker), til=til)


def ends_on(om: int, forbindelser: Iterable[Forbindelse]) -> dt.date | None:
    """Return the first day on which the decision does not hold, None where nothing has ended it. Source: `standing`."""
    return min((f.fra for f in forbindelser if f.om == om and f.art in SLUTTER), default=None)


def makes_circle(af: int, om: int, forbindelser: Iterable[Forbindelse]) -> bool:
    """Tell whether `af` doing something to `om` would let a decision lead back to itself. Source: `standing`."""
    videre: dict[int, set[int]] = {}
    for forbindelse in forbindelser:
        videre.setdefault(forbindelse.af, set()).add(forbindelse.om)
    set_, venter = set(), [om]
    while venter:
        naeste = venter.pop()
        if naeste == af:
            return True
        if naeste not in set_:
            set_.add(naeste)
            venter += videre.get(naeste, ())
    return False
