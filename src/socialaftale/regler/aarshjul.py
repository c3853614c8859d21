"""The wheel of the year: what comes back each year, every second year, or in a month, from rules."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from socialaftale.regler.dateret import Data, Kildet, of_area, read_rules

Emne = Literal["aftalen", "takster", "moeder", "kapacitet", "udmeldinger", "forstaerket", "budget", "initiativer"]


class Fastdag(Kildet):
    """What comes back: from a day of the year to another, as (month, day); day 0 is the month's last."""

    kode: str
    navn: str
    emne: Emne
    fra: tuple[int, int]
    til: tuple[int, int]
    aar: Literal["hvert", "lige", "ulige"]
    roller: tuple[str, ...]


class Aarshjulsregler(Data):
    """What comes back in one agreement area, from a day on."""

    id: str
    omraade: str
    gaelder_fra: dt.date
    dag: tuple[Fastdag, ...]


@dataclass(frozen=True)
class Aarsdag:
    """Something on the wheel. `fra` and `til` are the same day where it has one; `side` is where it stands."""

    kode: str
    navn: str
    emne: Emne
    fra: dt.date
    til: dt.date
    roller: tuple[str, ...]
    kilde: str
    antaget: bool = False
    side: str = ""

    @property
    def er_en_dag(self) -> bool:
        return self.fra == self.til


def rules_for(omraade: str) -> tuple[Aarshjulsregler, ...]:
    """Return the area's rules, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return of_area(read_rules(Aarshjulsregler, "aarshjul-*.toml"), omraade)


def days_of(aar: int, regler: Aarshjulsregler) -> Iterator[Aarsdag]:
    """Yield what the rules put in a year.

    In words: each comes back in every year, in even years or in odd years, from its first day to its last; day 0 is the
    last of the month, so February ends right in leap years. Source: each rule's own. Unit: days. Raises ValueError on a
    day that no year has.
    """
    for fast in regler.dag:
        if fast.aar == "hvert" or (aar % 2 == 0) == (fast.aar == "lige"):
            fra, til = _day(aar, fast.fra), _day(aar, fast.til)
            kode = f"{fast.kode}-{aar}"
            yield Aarsdag(kode, fast.navn, fast.emne, fra, til, fast.roller, fast.kilde, fast.sikkerhed == "antaget")


def _day(aar: int, dag: tuple[int, int]) -> dt.date:
    maaned, nr = dag
    return dt.date(aar, maaned, nr or calendar.monthrange(aar, maaned)[1])


def for_role(dage: list[Aarsdag], rolle: str) -> list[Aarsdag]:
    """Return what comes to a role, in the order of time; all where no role is named. What is at one time by name."""
    egne = [dag for dag in dage if not rolle or rolle in dag.roller]
    return sorted(egne, key=lambda dag: (dag.fra, dag.til, dag.navn))


def share_of_year(dag: dt.date) -> tuple[int, int]:
    """Return how far into the year the day lies: how many days before it, of how many in the year."""
    return dag.timetuple().tm_yday - 1, 366 if calendar.isleap(dag.year) else 365
