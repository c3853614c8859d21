"""Recompute an explanation from its JSON alone: every number from its parts, in exact fractions."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import Any

from anden_takst import round_kroner

Json = Mapping[str, Any]
SIDSTE_DECIMAL = Fraction(1, 10**20)
"""An explanation shows at most 20 decimals."""


def faults(led: Json, beregning: Json) -> Iterator[str]:
    """Every number in the tree that does not follow from its parts, from the report or from a named source."""
    if abs(value(led) - Fraction(led["vaerdi"])) > SIDSTE_DECIMAL:
        yield f"{led['navn']}: står som {led['vaerdi']}, delene giver {float(value(led))}"
    if led["art"] == "indtastet" and read_field(beregning, led["felt"]) != Fraction(led["vaerdi"]):
        yield f"{led['navn']}: står som {led['vaerdi']}, men {led['felt']} er {read_field(beregning, led['felt'])}"
    if led["art"] == "regel" and not (led.get("kilde") and led.get("sikkerhed") in ("verificeret", "antaget")):
        yield f"{led['navn']}: en regel uden kilde eller sikkerhed"
    for del_ in led.get("dele", ()):
        yield from faults(del_, beregning)


def value(led: Json) -> Fraction:
    """The number from its parts, all the way down to what was typed and what a rule fixes."""
    dele = [value(del_) for del_ in led.get("dele", ())]
    if led["art"] in ("indtastet", "regel"):
        assert not dele, f"{led['navn']} er både indtastet og beregnet"
        return Fraction(led["vaerdi"])
    return REGNEARTER[led["art"]](*dele)


REGNEARTER: dict[str, Callable[..., Fraction]] = {
    "sum": lambda *dele: sum(dele, Fraction(0)),
    "produkt": lambda *dele: prod(dele, start=Fraction(1)),
    "middel": lambda *dele: sum(dele, Fraction(0)) / len(dele),
    "differens": lambda fra, led: fra - led,
    "kvotient": lambda taeller, naevner: taeller / naevner,
    "procent_af": lambda led, procent: led * procent / 100,
    "inden_for": lambda led, gulv, loft: max(gulv, min(loft, led)),
    "afrundet": round_kroner,
}


def read_field(beregning: Json, sti: str) -> Fraction | None:
    """The number that stands at a path such as `struktur.niveauer[2].pladser` of the calculation."""
    vaerdi: Any = beregning
    for led in re.findall(r"[^.\[\]]+", sti):
        vaerdi = vaerdi[int(led)] if led.isdigit() else vaerdi[led]
    return None if vaerdi is None else Fraction(str(vaerdi))
