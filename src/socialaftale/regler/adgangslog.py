"""How long the log of who has seen what is kept."""

import datetime as dt

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules


class Opbevaring(Kildet):
    dage: int


class Logregel(Data):
    """The values of the rule, from a day on."""

    id: str
    gaelder_fra: dt.date
    opbevaring: Opbevaring


def all_rules() -> tuple[Logregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Logregel, "adgangslog-*.toml")


def rule_for(dag: dt.date) -> Logregel:
    """Return the newest rule in force on the day, the first one before any is. Source: the file. Raises nothing."""
    return in_force(all_rules(), dag)
