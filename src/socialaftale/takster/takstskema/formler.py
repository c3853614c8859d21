"""Live formulas out of an explanation tree: each number that explains itself becomes one row."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from socialaftale.regler.beloeb import exact_text
from socialaftale.regler.forklaring import Art, Led

OPERATORER = {Art.DIFFERENS: "-", Art.PRODUKT: "*", Art.KVOTIENT: "/"}


class Formelraekke(NamedTuple):
    """One number on the sheet: its row, how deep it lies, the number itself, and the rows it is made of."""

    raekke: int
    dybde: int
    led: Led
    af: tuple[int, ...]


class Formelark:
    """Hands out a row to every different number, once, however many takster it takes part in."""

    def __init__(self, foerste_raekke: int) -> None:
        self.naeste = foerste_raekke
        self._raekker: dict[int, int] = {}
        self._noegler: dict[int, int] = {}
        self._ens: dict[tuple[object, ...], int] = {}

    def rows(self, led: Led, dybde: int = 0) -> Iterator[Formelraekke]:
        """The rows of `led` and of every part that has none yet; a number stands above its parts."""
        if self._key(led) in self._raekker:
            return
        egen = self._raekker[self._key(led)] = self.naeste
        self.naeste += 1
        under = [raekke for del_ in led.dele for raekke in self.rows(del_, dybde + 1)]
        yield Formelraekke(egen, dybde, led, tuple(self.row(del_) for del_ in led.dele))
        yield from under

    def row(self, led: Led) -> int:
        """The row that `led` was given."""
        return self._raekker[self._key(led)]

    def _key(self, led: Led) -> int:
        """Equal for numbers made alike from the same parts; remembered per object, since trees share their parts."""
        if id(led) not in self._noegler:
            dele = tuple(self._key(del_) for del_ in led.dele)
            ens = (led.navn, led.vaerdi, led.art, led.felt, led.enhed, dele)
            self._noegler[id(led)] = self._ens.setdefault(ens, len(self._ens))
        return self._noegler[id(led)]


def formula(raekke: Formelraekke, kolonne: str, input_of: Callable[[Led], str]) -> str:
    """The row's formula: an input refers to its cell, a rule value stands as a number, the rest refers to rows."""
    led, dele = raekke.led, [f"{kolonne}{nr}" for nr in raekke.af]
    if led.art is Art.INDTASTET:
        return f"={input_of(led)}"
    if led.art is Art.REGEL:
        return f"={exact_text(led.vaerdi)}"
    if led.art is Art.SUM:
        return f"={_sum(raekke.af, kolonne)}"
    if led.art in OPERATORER:
        return "=" + OPERATORER[led.art].join(dele)
    return "=" + _FUNKTIONER[led.art].format(*dele, alle=",".join(dele))


_FUNKTIONER = {
    Art.PROCENT_AF: "{0}*{1}/100",
    Art.MIDDEL: "AVERAGE({alle})",
    Art.INDEN_FOR: "MEDIAN({alle})",
    # Like the core: an exact tie that a binary fraction missed is found again before it is rounded.
    Art.AFRUNDET: "ROUND(ROUND({0}/{1},8),0)*{1}",
}


def _sum(raekker: tuple[int, ...], kolonne: str) -> str:
    if not raekker:
        return "0"
    if len(raekker) > 2 and raekker == tuple(range(raekker[0], raekker[-1] + 1)):
        return f"SUM({kolonne}{raekker[0]}:{kolonne}{raekker[-1]})"
    return "+".join(f"{kolonne}{nr}" for nr in raekker)


def in_words(led: Led) -> str:
    """The formula in words, cut where a sum has very many parts."""
    return f"sum af {len(led.dele)} rækker" if led.art is Art.SUM and len(led.dele) > 8 else led.formel
