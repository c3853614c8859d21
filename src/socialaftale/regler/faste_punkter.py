"""Which points stand on every agenda of a body, first or last: dated data of the area, or common to all."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from socialaftale.regler.dateret import Data, Kildet

MAPPE = Path(__file__).parent / "parametre"
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


@cache
def all_rules() -> tuple[FastePunkter, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    filer = sorted(MAPPE.glob("*/faste-punkter-*.toml"))
    return tuple(FastePunkter.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def standing_points(
    omraade: str, udvalg: str, dag: dt.date, alle: Iterable[FastePunkter] | None = None
) -> tuple[Fastpunkt, ...]:
    """Return what stands on the agenda of a body's meeting on a day, in order; nothing before the first rule.

    In words: the newest rule in force on the day of the meeting, the area's own before the common one. Source: the
    rule's own (assumed for other bodies than DAS). Raises nothing.
    """
    gyldige = [regel for regel in (alle or all_rules()) if regel.gaelder_fra <= dag and regel.omraade in (omraade, "")]
    if not gyldige:
        return ()
    regel = max(gyldige, key=lambda regel: (regel.omraade == omraade, regel.gaelder_fra))
    return tuple(punkt for punkt in regel.punkter if not punkt.udvalg or udvalg in punkt.udvalg)
