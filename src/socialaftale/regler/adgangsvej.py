"""The way a citizen comes to a place, by the legal basis of the place: what it lets the platform ask for."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules


class Vejnavn(StrEnum):
    """The ways, the one that lets least first: where places of an afdeling differ, the first of theirs counts."""

    SELVMOEDER = "selvmoeder"
    RETLIG_ANBRINGELSE = "retlig_anbringelse"
    FRIT_VALG = "frit_valg"
    VISITATION = "visitation"


class Vej(Kildet):
    """One way: which legal bases it is of, and whether a request, a hold and a number may be made on it."""

    navn: Vejnavn
    anmodning: bool
    reservation: bool
    antal: bool
    lovgrundlag: tuple[str, ...]


class Vejregel(Data):
    id: str
    gaelder_fra: dt.date
    vej: tuple[Vej, ...]


def all_rules() -> tuple[Vejregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Vejregel, "adgangsvej-*.toml")


def ways_on(dag: dt.date) -> tuple[Vej, ...]:
    """Return the ways of the newest rule in force on the day, of the first rule before any is. Raises nothing."""
    return in_force(all_rules(), dag).vej


def way_of(lovgrundlag: Collection[str], dag: dt.date) -> Vej:
    """Return the way to a place in an afdeling whose places have these legal bases, on the day.

    In words: of the ways of its legal bases the one that lets least, for a hold is of the whole afdeling. A basis that
    the rule does not know, and none at all, counts as one that people come to themselves: nothing is asked or held.
    Source: `adgangsvej-*.toml`. Raises nothing.
    """
    veje = ways_on(dag)
    fundne = [vej for vej in veje if set(vej.lovgrundlag) & set(lovgrundlag)]
    kendte = {lov for vej in veje for lov in vej.lovgrundlag}
    if not lovgrundlag or not set(lovgrundlag) <= kendte:
        fundne = list(veje)
    return min(fundne, key=lambda vej: list(Vejnavn).index(vej.navn))
