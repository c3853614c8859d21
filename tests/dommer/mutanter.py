"""Mutation operators: what a careless or a cunning reporter does to a clean report.

`make_mutant(nummer)` takes a clean pair and one operator, and gives the pair with one thing wrong and the target
that a finding must point at. Operators are written from the minutes, the rules and the ways of town halls,
before any check was there. Those in `operatorer_*` register themselves here.
"""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from random import Random
from typing import Any, NamedTuple

from par import generate_par

Json = dict[str, Any]
MUTANTER_I_RAEKKEN = 100_000
FORKLARING = ("aarsager", "begrundelse")
"""Where a missing or insufficient explanation of a line is mended."""


class Par(NamedTuple):
    """Last year's and this year's report, free to be changed."""

    forrige: Json
    ny: Json


class Maal(NamedTuple):
    """Where a finding must stand: tilbud, one of `linjer` (else the calculation, unless empty), one of the fields."""

    tilbud: str
    beregning: str
    linjer: frozenset[str]
    felter: frozenset[str]


class Sted(NamedTuple):
    """A line of this year's report with what it lies in, and the same line last year."""

    tilbud: Json
    beregning: Json
    linje: Json
    gammel: Json | None

    @property
    def full(self) -> bool:
        return "grundlag" in self.beregning

    def target(self, *felter: str) -> Maal:
        """The line itself."""
        return self.target_lines((self.linje["id"],), *felter)

    def target_lines(self, linjer: tuple[str, ...], *felter: str) -> Maal:
        return Maal(self.tilbud["id"], self.beregning["id"], frozenset(linjer), frozenset(felter))

    def target_calculation(self, *felter: str) -> Maal:
        return Maal(self.tilbud["id"], self.beregning["id"], frozenset(), frozenset(felter))

    def target_tilbud(self, *felter: str) -> Maal:
        return Maal(self.tilbud["id"], "", frozenset(), frozenset(felter))


Operator = Callable[[Random, Par], Maal | None]
OPERATORER: dict[str, Operator] = {}


def operator(funktion: Operator) -> Operator:
    """Register an operator; it changes the pair and gives its target, or None where it has nothing to work on."""
    OPERATORER[funktion.__name__] = funktion
    return funktion


class Mutant(NamedTuple):
    """A clean pair and its mutant."""

    navn: str
    froe: int
    ren: Par
    par: Par
    maal: Maal


def make_mutant(nummer: int, rod: int = 0) -> Mutant:
    """Mutant number `nummer` of the series `rod`: the operators take turns, each on a pair where it applies."""
    load_operators()
    navn = sorted(OPERATORER)[nummer % len(OPERATORER)]
    for forsoeg in range(200):
        froe = (rod * MUTANTER_I_RAEKKEN + nummer) * 1000 + forsoeg
        ren = Par(*generate_par(froe))
        par = Par(*(json.loads(json.dumps(side)) for side in ren))
        maal = OPERATORER[navn](Random(froe), par)
        if maal is not None:
            return Mutant(navn, froe, ren, par, maal)
    raise LookupError(f"{navn} fandt intet at arbejde på")


def load_operators() -> None:
    """Bring in the modules that register operators."""
    for modul in ("operatorer_takst", "operatorer_grundlag", "operatorer_linjer", "operatorer_senere"):
        import_module(modul)


# Finding a place to work ---------------------------------------------------------------------------


def places(par: Par, *typer: str) -> list[Sted]:
    """Every line of this year's report of the given types (all, where none is given)."""
    return [sted for sted in _all_places(par) if not typer or sted.linje["type"] in typer]


def _all_places(par: Par) -> Iterator[Sted]:
    gamle = {
        (tilbud["id"], linje["id"]): linje
        for tilbud in par.forrige["tilbud"]
        for beregning in tilbud["beregninger"]
        for linje in beregning["linjer"]
    }
    for tilbud in par.ny["tilbud"]:
        for beregning in tilbud["beregninger"]:
            for linje in beregning["linjer"]:
                yield Sted(tilbud, beregning, linje, gamle.get((tilbud["id"], linje["id"])))


def compared(par: Par, *typer: str) -> list[Sted]:
    """Lines that also stood in last year's report."""
    return [sted for sted in places(par, *typer) if sted.gammel is not None]


def choose(r: Random, steder: list[Sted]) -> Sted | None:
    return r.choice(steder) if steder else None


def kroner(linje: Json, felt: str = "takst_kr") -> int:
    return int(linje[felt])


def change_percent(sted: Sted) -> float:
    """This year's takst against last year's, per cent."""
    return (kroner(sted.linje) / kroner(sted.linje, "takst_forrige_kr") - 1) * 100


def unexplained(linje: Json) -> float:
    """What the causes of a line leave open, percentage points."""
    forrige = kroner(linje, "takst_forrige_kr")
    aarsager = sum(int(aarsag["kroner"]) for aarsag in linje["aarsager"])
    return abs(kroner(linje) - forrige - aarsager) / forrige * 100


def old_calculation(par: Par, sted: Sted) -> Json:
    """Last year's report of the same calculation."""
    return next(
        beregning
        for tilbud in par.forrige["tilbud"]
        for beregning in tilbud["beregninger"]
        if tilbud["id"] == sted.tilbud["id"] and beregning["id"] == sted.beregning["id"]
    )


def silence(sted: Sted) -> None:
    """Take away the reasons that stand around a line, as one who gives none."""
    sted.tilbud["begrundelse"] = ""
    for linje in sted.beregning["linjer"]:
        linje["begrundelse"] = ""
