"""Holding a place for one: how long, who is next in the queue, and how many holds the last report bears."""

import datetime as dt
from typing import NamedTuple

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules
from socialaftale.regler.fristkalender import add_workdays


class Frist(Kildet):
    arbejdsdage: int
    hoejst_arbejdsdage: int


class Koe(Kildet):
    hoejst: int
    dage: int


class Opbevaring(Kildet):
    dage: int


class Reservationsregel(Data):
    """The values of the rule, from a day on."""

    id: str
    gaelder_fra: dt.date
    frist: Frist
    koe: Koe
    opbevaring: Opbevaring


class Stand(NamedTuple):
    """What an afdeling has: reported as fillable, held now, and taken since that report."""

    tilbudt: int
    reserveret: int
    taget: int


def all_rules() -> tuple[Reservationsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Reservationsregel, "reservation-*.toml")


def rule_for(dag: dt.date) -> Reservationsregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


def held_until(dag: dt.date, arbejdsdage: int | None = None) -> dt.date:
    """Return the last day of a hold made on `dag`: so many working days later, and that day counts whole.

    `arbejdsdage`: what the tilbud has chosen; None is the rule's own. Source: `reservation-*.toml`. Raises ValueError
    where the tilbud has chosen fewer than one or more than the rule lets it.
    """
    frist = rule_for(dag).frist
    valgt = frist.arbejdsdage if arbejdsdage is None else arbejdsdage
    if not 1 <= valgt <= frist.hoejst_arbejdsdage:
        raise ValueError(f"En plads kan holdes mellem 1 og {frist.hoejst_arbejdsdage} arbejdsdage.")
    return add_workdays(dag, valgt)


def can_be_held(stand: Stand) -> int:
    """Return how many more places can be held: `max(0, tilbudt - reserveret - taget)`.

    Also a place that is free from a later day can be held, so the day plays no part here. Unit: places. Raises nothing.
    """
    return max(0, stand.tilbudt - stand.reserveret - stand.taget)


def net_offered(stand: Stand) -> int:
    """Return what "unchanged" confirms: `max(0, tilbudt - taget)`. A place that is held is still offered.

    Unit: places. Raises nothing.
    """
    return max(0, stand.tilbudt - stand.taget)


def erased_on(slut: dt.date) -> dt.date:
    """Return the first day on which what points to one citizen is taken out of a hold that ended on `slut`."""
    return slut + dt.timedelta(days=rule_for(slut).opbevaring.dage)
