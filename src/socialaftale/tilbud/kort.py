"""The map of places per municipality: outlines from a file, shades from the number of places."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from .reference import DATA

FARVER = ("#eef3f4", "#c9dfe0", "#8fbcc0", "#4a8f98", "#0b5563")  # none, and four shades of more


@dataclass(frozen=True)
class Felt:
    """One municipality on the map."""

    kode: str
    navn: str
    d: str
    x: int
    y: int
    kommunale: int
    regionale: int
    private: int
    farve: str

    @property
    def i_alt(self) -> int:
        return self.kommunale + self.regionale + self.private


@dataclass(frozen=True)
class Kort:
    bredde: int
    hoejde: int
    kilde: str
    felter: tuple[Felt, ...]
    graenser: tuple[tuple[int, int, str], ...]

    @property
    def i_alt(self) -> int:
        return sum(felt.i_alt for felt in self.felter)


@cache
def _outlines() -> dict[str, Any]:
    return json.loads((DATA / "kommunekort.json").read_text(encoding="utf-8"))


def draw(pladser: dict[str, dict[str, int]]) -> Kort:
    """Return the map: `pladser` is kommune code -> art of driftsherre -> normed places; left out is none."""
    omrids = _outlines()
    summer = {kommune["kode"]: sum(pladser.get(kommune["kode"], {}).values()) for kommune in omrids["kommuner"]}
    graenser = steps(max(summer.values()))
    felter = tuple(
        _field(kommune, pladser.get(kommune["kode"], {}), shade(summer[kommune["kode"]], graenser))
        for kommune in omrids["kommuner"]
    )
    return Kort(omrids["bredde"], omrids["hoejde"], omrids["kilde"], felter, graenser)


def steps(stoerst: int) -> tuple[tuple[int, int, str], ...]:
    """Return (from, to, colour) of the shades: round numbers, each step about half the next."""
    if stoerst <= 0:
        return ((0, 0, FARVER[0]),)
    top = -(-stoerst // 20) * 20
    skel = [0, max(1, top // 8), max(2, top // 4), max(3, top // 2), max(4, top)]
    trin = [(fra + 1, til, farve) for fra, til, farve in zip(skel, skel[1:], FARVER[1:], strict=False)]
    return ((0, 0, FARVER[0]), *trin)


def shade(antal: int, graenser: tuple[tuple[int, int, str], ...]) -> str:
    return next(farve for _, til, farve in graenser if antal <= til)


def _field(kommune: dict[str, Any], antal: dict[str, int], farve: str) -> Felt:
    x, y = kommune["etiket"]
    return Felt(
        kode=kommune["kode"],
        navn=kommune["navn"],
        d=kommune["d"],
        x=x,
        y=y,
        kommunale=antal.get("kommune", 0),
        regionale=antal.get("region", 0),
        private=antal.get("privat", 0),
        farve=farve,
    )
