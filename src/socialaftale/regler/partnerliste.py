"""Which of the register's tilbud a list for a partner holds."""

import datetime as dt

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules


class Partnerliste(Data):
    """One list: the afdelinger with places of this form after one of these paragraphs, and whom it is made for."""

    kode: str
    navn: str
    til_hvem: str
    lovgrundlag: tuple[str, ...]
    form: str


class Partnerlister(Kildet):
    """The lists from a day on."""

    id: str
    gaelder_fra: dt.date
    lister: tuple[Partnerliste, ...]


def all_rules() -> tuple[Partnerlister, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError."""
    return read_rules(Partnerlister, "partnerlister-*.toml")


def lists_on(dag: dt.date) -> Partnerlister:
    """Return the lists in force on the day. Source: the rule (assumed). Raises nothing."""
    return in_force(all_rules(), dag)
