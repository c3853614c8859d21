"""How many times one visitor may ask without signing in, before a pause is asked for."""

import datetime as dt
from typing import Literal

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules

Navn = Literal["aaben", "soeg", "link", "api"]


class Graense(Data):
    """At most so many requests in each stretch of `sekunder`: from one address, and with one secret (None: no such)."""

    navn: Navn
    sekunder: int
    pr_adresse: int
    pr_noegle: int | None = None


class Trafikregel(Kildet):
    """The limits, from a day on."""

    id: str
    gaelder_fra: dt.date
    graense: tuple[Graense, ...]


def all_rules() -> tuple[Trafikregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Trafikregel, "trafik-*.toml")


def limit_for(navn: str, dag: dt.date) -> Graense:
    """Return the limit of that name in the newest rule in force on the day. Source: the file. Raises KeyError."""
    nyeste = in_force(all_rules(), dag)
    efter_navn: dict[str, Graense] = {graense.navn: graense for graense in nyeste.graense}
    return efter_navn[navn]
