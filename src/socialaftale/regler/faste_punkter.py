"""Which points stand on every agenda of a body, first or last: dated data of the area, or common to all."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from socialaftale.regler.dateret import Data, Kildet, own_or_common, read_rules

Noegle = Literal["dagsorden", "referat", "eventuelt", "naeste-moede"]
Plads = Literal["foerst", "sidst"]


class Fastpunkt(Kildet):
    """One standing point, of the bodies named by their short names; of all where none is named."""

    noegle: Noegle
    titel: str
    plads: Plads
    udvalg: tuple[str, ...] = ()


class FastePunkter(Data):
    """The standing points of an area (`omraade` empty: of all) from a day on, in order."""

    id: str
    omraade: str
    gaelder_fra: dt.date
    punkter: tuple[Fastpunkt, ...]


def all_rules() -> tuple[FastePunkter, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(FastePunkter, "faste-punkter-*.toml")


def standing_points(
    omraade: str, udvalg: str, dag: dt.date, alle: Iterable[FastePunkter] | None = None
) -> tuple[Fastpunkt, ...]:
    """Return what stands on the agenda of a body's meeting on a day, in order; nothing before the first rule.

    In words: the newest rule in force on the day of the meeting, the area's own before the common one. Source: the
    rule's own (assumed for other bodies than DAS). Raises nothing.
    """
    regel = own_or_common(alle or all_rules(), omraade, dag)
    return tuple(punkt for punkt in (regel.punkter if regel else ()) if not punkt.udvalg or udvalg in punkt.udvalg)
