"""What waits for a person. Every floor says what it has; the front page puts it together."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum


class Slags(IntEnum):
    """What sort of thing it is: a person's own work, or upkeep that can wait a day."""

    ARBEJDE = 1
    VEDLIGEHOLD = 2


@dataclass(frozen=True)
class Opgave:
    """Something the person must do now, and where. `frist`: the last day for it, where it has one."""

    tekst: str
    hvorfor: str
    href: str
    frist: dt.date | None = None
    slags: Slags = Slags.ARBEJDE

    @property
    def orden(self) -> tuple[Slags, dt.date]:
        """What is sorted by: work before upkeep, and what has the nearest deadline first."""
        return self.slags, self.frist or dt.date.max
