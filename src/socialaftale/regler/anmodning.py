"""A request for a place: when the tilbud is reminded of it, and when it ends without an answer."""

import datetime as dt
from typing import NamedTuple

from socialaftale.regler.dateret import Kildet, in_force, read_rules
from socialaftale.regler.fristkalender import add_workdays


class Anmodningsregel(Kildet):
    """The values of the rule, from a day on. `paamindelser` and `udloeber` are working days after the request."""

    id: str
    gaelder_fra: dt.date
    paamindelser: tuple[int, ...]
    udloeber: int
    opbevaring_dage: int
    samme_behov_dage: int


class Forloeb(NamedTuple):
    """The days of one request, frozen when it is sent: the reminders, and the last whole day for an answer."""

    paamindelser: tuple[dt.date, ...]
    udloeber: dt.date


def all_rules() -> tuple[Anmodningsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Anmodningsregel, "anmodning-*.toml")


def rule_for(dag: dt.date) -> Anmodningsregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


def days_of(sendt: dt.date) -> Forloeb:
    """Return the days of a request sent on the day: so many working days later, the day itself not counted.

    Source: `anmodning-*.toml` (assumed). Raises nothing.
    """
    regel = rule_for(sendt)
    return Forloeb(
        tuple(add_workdays(sendt, antal) for antal in regel.paamindelser), add_workdays(sendt, regel.udloeber)
    )
