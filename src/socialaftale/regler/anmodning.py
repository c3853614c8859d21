"""A request for a place: when the tilbud is reminded of it, and when it ends without an answer."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from socialaftale.regler.fristkalender import add_workdays

MAPPE = Path(__file__).parent / "parametre/national"


class Anmodningsregel(BaseModel):
    """The values of the rule, from a day on. `paamindelser` and `udloeber` are working days after the request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    gaelder_fra: dt.date
    paamindelser: tuple[int, ...]
    udloeber: int
    opbevaring_dage: int
    samme_behov_dage: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Forloeb(NamedTuple):
    """The days of one request, frozen when it is sent: the reminders, and the last whole day for an answer."""

    paamindelser: tuple[dt.date, ...]
    udloeber: dt.date


@cache
def all_rules() -> tuple[Anmodningsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    filer = sorted(MAPPE.glob("anmodning-*.toml"))
    return tuple(Anmodningsregel.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def rule_for(dag: dt.date) -> Anmodningsregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    gyldige = [regel for regel in all_rules() if regel.gaelder_fra <= dag] or all_rules()[:1]
    return max(gyldige, key=lambda regel: regel.gaelder_fra)


def days_of(sendt: dt.date) -> Forloeb:
    """Return the days of a request sent on the day: so many working days later, the day itself not counted.

    Source: `anmodning-*.toml` (assumed). Raises nothing.
    """
    regel = rule_for(sendt)
    return Forloeb(
        tuple(add_workdays(sendt, antal) for antal in regel.paamindelser), add_workdays(sendt, regel.udloeber)
    )
