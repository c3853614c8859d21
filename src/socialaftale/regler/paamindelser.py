"""When someone is written to about a round: the ladder of reminders as dated data, and which of its steps are due."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from socialaftale.regler.dateret import Data, Kildet, own_or_common, read_rules
from socialaftale.regler.fristkalender import day_off

Om = Literal["indsend", "svar", "loefte", "budget"]
Anker = Literal["frist", "aabnet", "flyttet"]
Gruppe = Literal["ansvarlig", "stedfortraeder", "leder", "sekretariat"]


class Trin(Kildet):
    """One step: `dage` after the day it is reckoned from (before it where negative), and to whom."""

    om: Om
    fra: Anker = "frist"
    dage: int
    til: tuple[Gruppe, ...]


class Stige(Data):
    """The ladder of an area (`omraade` empty: of all) for the rounds opened from a day on; written from an hour on."""

    id: str
    omraade: str
    gaelder_fra: dt.date
    klokken: dt.time
    trin: tuple[Trin, ...]


Dage = Mapping[Anker, dt.date]
"""The days that steps are reckoned from; one that has not happened is left out."""


class Trindag(NamedTuple):
    """A step with the day on which it is taken."""

    dag: dt.date
    trin: Trin


def all_ladders() -> tuple[Stige, ...]:
    """Return every ladder, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Stige, "paamindelser-*.toml")


def ladder_for(omraade: str, aabnet: dt.date, alle: Iterable[Stige] | None = None) -> Stige:
    """Return the ladder of a round: the newest in force on the day it was opened, the area's own before the common one.

    So a ladder that comes later changes nothing in a round that is open. Raises LookupError where there is none.
    """
    stige = own_or_common(alle or all_ladders(), omraade, aabnet)
    if stige is None:
        raise LookupError(f"Der er ingen påmindelser for {omraade} den {aabnet:%d.%m.%Y}.")
    return stige


def step_day(trin: Trin, fra: dt.date) -> dt.date:
    """Return the day on which a step is taken.

    In words: the days are calendar days. Where that day is a day off, a step up to the deadline is taken on the last
    working day before it, for on a Sunday nobody can act in time, and every other step on the first working day after.
    Source: fixed for the platform (assumed). Raises nothing.
    """
    dag = fra + dt.timedelta(days=trin.dage)
    skridt = dt.timedelta(days=-1 if trin.fra == "frist" and trin.dage <= 0 else 1)
    while day_off(dag):
        dag += skridt
    return dag


def steps_for(stige: Stige, om: Om, dage: Dage, gruppe: Gruppe) -> list[Trindag]:
    """Return the steps about a thing that reach a group, by day."""
    trin = [et for et in stige.trin if et.om == om and gruppe in et.til and et.fra in dage]
    return sorted((Trindag(step_day(et, dage[et.fra]), et) for et in trin), key=lambda et: et.dag)


def last_due(stige: Stige, om: Om, dage: Dage, gruppe: Gruppe, idag: dt.date) -> Trindag | None:
    """Return the latest step that is due; those before it are passed over, for one mail says how it is now."""
    forfaldne = [et for et in steps_for(stige, om, dage, gruppe) if et.dag <= idag]
    return forfaldne[-1] if forfaldne else None
