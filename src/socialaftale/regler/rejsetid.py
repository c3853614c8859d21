"""How far it is between the municipalities' centres: direct ways as data, the rest of the matrix as the fastest way."""

import datetime as dt
import heapq
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import Field

from socialaftale.regler.dateret import Data, Kildet, read_rules


class Vej(Data):
    """A direct way, the same in both directions. `over` is the crossing that it stands and falls with."""

    fra: str
    til: str
    km: int = Field(gt=0)
    minutter: int = Field(gt=0)
    over: str = ""


class Rejsenet(Kildet):
    """The ways of one agreement area between the centres of its municipalities (by code)."""

    id: str
    omraade: str
    gaelder_fra: dt.date
    steder: dict[str, str]
    vej: tuple[Vej, ...]

    @property
    def antaget(self) -> bool:
        return self.sikkerhed == "antaget"


class Rejse(NamedTuple):
    """The fastest way: km, minutes, and what is crossed in the order of travel. An assumed one is shown with "ca."."""

    km: int
    minutter: int
    over: tuple[str, ...] = ()
    antaget: bool = True

    def __str__(self) -> str:
        if not self.km:
            return "i samme kommune"
        ca = "ca. " if self.antaget else ""
        ad = f", over {' og '.join(self.over)}" if self.over else ""
        return f"{ca}{self.km} km og {self.minutter} minutter{ad}"


HJEMME = Rejse(0, 0)


@cache
def all_nets() -> dict[str, Rejsenet]:
    """The net of each agreement area that has one, by the area's code; the newest file where there are several."""
    return {net.omraade: net for net in read_rules(Rejsenet, "rejsetid-*.toml")}


def distance(omraade: str, fra: str, til: str) -> Rejse | None:
    """The way between two municipalities (codes) of an area; None where the area does not say.

    Source: the parameter file of the area. Minutes decide, then km; a way is as long in both directions.
    """
    net = all_nets().get(omraade)
    if net is None or fra not in net.steder or til not in net.steder:
        return None
    return matrix(omraade)[fra].get(til)


@cache
def matrix(omraade: str) -> dict[str, dict[str, Rejse]]:
    """From each municipality to every other that can be reached. Raises KeyError for an area without a file."""
    net = all_nets()[omraade]
    return {fra: dict(_fastest(net, fra)) for fra in net.steder}


def _fastest(net: Rejsenet, fra: str) -> Iterator[tuple[str, Rejse]]:
    """Dijkstra's algorithm; ties go to fewer km, then to fewer crossings."""
    venter: list[tuple[int, int, tuple[str, ...], str]] = [(0, 0, (), fra)]
    naaet: set[str] = set()
    while venter:
        minutter, km, over, her = heapq.heappop(venter)
        if her in naaet:
            continue
        naaet.add(her)
        yield her, Rejse(km, minutter, over, net.antaget)
        for vej in net.vej:
            if her in (vej.fra, vej.til):
                der = vej.til if her == vej.fra else vej.fra
                ny = (*over, vej.over) if vej.over and vej.over not in over else over
                heapq.heappush(venter, (minutter + vej.minutter, km + vej.km, ny, der))
