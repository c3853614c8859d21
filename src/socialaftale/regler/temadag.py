"""A temadag: who has a place, when too few have signed up, and how long names are kept."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from socialaftale.regler.dateret import Kildet, in_force, read_rules


class Temadagsregel(Kildet):
    """The values of the rule, from a day on; days are calendar days before and after the temadag."""

    id: str
    gaelder_fra: dt.date
    advar_dage: int
    mindst: int
    opbevaring_dage: int


class Tilmeldt(NamedTuple):
    """Someone who signed up and has not cancelled; `har_plads` tells whether a place was given."""

    id: int
    har_plads: bool


def all_rules() -> tuple[Temadagsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Temadagsregel, "temadag-*.toml")


def rule_for(dag: dt.date) -> Temadagsregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


def to_be_given(tilmeldte: Sequence[Tilmeldt], pladser: int | None) -> list[int]:
    """Return whose turn it is to be given a place.

    In words: in the order of signing up, as many as there are free places; without a limit everyone. A place that is
    given is never taken back by the rule. Source: fixed for the platform. Unit: places. Raises nothing.
    """
    venter = [en.id for en in tilmeldte if not en.har_plads]
    if pladser is None:
        return venter
    return venter[: max(0, pladser - (len(tilmeldte) - len(venter)))]


def too_few(tilmeldte: int, mindst: int, dato: dt.date, i_dag: dt.date) -> bool:
    """Tell whether the secretariat is warned: the day of warning has come, the temadag is not over, and fewer than
    `mindst` have a place. Source: `temadag-*.toml` (assumed). Raises nothing."""
    fra = dato - dt.timedelta(days=rule_for(dato).advar_dage)
    return fra <= i_dag <= dato and tilmeldte < mindst


def erased_from(dato: dt.date) -> dt.date:
    """Return the first day on which the names of a temadag are no longer here. Source: `temadag-*.toml` (assumed)."""
    return dato + dt.timedelta(days=rule_for(dato).opbevaring_dage + 1)
