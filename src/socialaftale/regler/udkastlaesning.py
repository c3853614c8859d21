"""When those who read a draft of an agenda are reminded of it."""

import datetime as dt

from socialaftale.regler.dateret import Kildet, in_force, read_rules
from socialaftale.regler.fristkalender import add_workdays, day_off


class Udkastlaesning(Kildet):
    """The values of the rule, from a day on. `paamindelser` are days before the deadline."""

    id: str
    gaelder_fra: dt.date
    frist_arbejdsdage: int
    paamindelser: tuple[int, ...]


def all_rules() -> tuple[Udkastlaesning, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError."""
    return read_rules(Udkastlaesning, "udkastlaesning-*.toml")


def rule_for(dag: dt.date) -> Udkastlaesning:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


def proposed_deadline(dag: dt.date) -> dt.date:
    """Return the deadline that is proposed on a day: so many working days later. Source: the rule (assumed)."""
    return add_workdays(dag, rule_for(dag).frist_arbejdsdage)


def reminder_days(bedt: dt.date, frist: dt.date) -> tuple[dt.date, ...]:
    """Return the days of the reminders, the first one first.

    In words: so many days before the deadline, on the last working day before it where that is a day off, and never on
    the day they were asked or before. Source: `udkastlaesning-*.toml` (assumed). Raises nothing.
    """
    dage = {_working_day(frist - dt.timedelta(days=antal)) for antal in rule_for(bedt).paamindelser}
    return tuple(sorted(dag for dag in dage if dag > bedt))


def _working_day(dag: dt.date) -> dt.date:
    while day_off(dag):
        dag -= dt.timedelta(days=1)
    return dag
