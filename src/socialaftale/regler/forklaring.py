"""A number that explains itself: every computed amount is a tree of `Led`.

The same tree is shown on a page, becomes formulas in a workbook, goes out through the API and lies in the
evidence pack. Each operation therefore exists once, here, as a small function that computes and remembers.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING, exact_text, round_half_up

HUNDREDE = Decimal(100)


class Art(StrEnum):
    """How a number came about. A workbook has one formula shape for each."""

    INDTASTET = "indtastet"
    REGEL = "regel"
    SUM = "sum"
    DIFFERENS = "differens"
    PRODUKT = "produkt"
    KVOTIENT = "kvotient"
    PROCENT_AF = "procent_af"
    MIDDEL = "middel"
    INDEN_FOR = "inden_for"
    AFRUNDET = "afrundet"


TEGN = {Art.SUM: " + ", Art.DIFFERENS: " − ", Art.PRODUKT: " × ", Art.KVOTIENT: " ÷ "}


class Led(NamedTuple):
    """One number: what it is, its value and unit, and the parts it was made of.

    `felt` is the path of the input field (for `indtastet`), `kilde` the source of a rule or a formula,
    `sikkerhed` is `verificeret` or `antaget` for a rule value and empty otherwise.
    """

    navn: str
    vaerdi: Decimal
    enhed: str
    art: Art
    dele: tuple["Led", ...] = ()
    felt: str = ""
    kilde: str = ""
    sikkerhed: str = ""

    @property
    def formel(self) -> str:
        """The formula in words, e.g. `Takstgrundlag ÷ Budgetdage`; empty for an input or a rule value."""
        navne = [del_.navn for del_ in self.dele]
        if self.art is Art.PROCENT_AF:
            return f"{navne[0]} × {navne[1]} ÷ 100"
        if self.art is Art.MIDDEL:
            return "gennemsnit af " + " og ".join(navne)
        if self.art is Art.INDEN_FOR:
            return f"{navne[0]}, mindst {navne[1].lower()} og højst {navne[2].lower()}"
        if self.art is Art.AFRUNDET:
            return f"{navne[0]} afrundet til nærmeste {navne[1].lower()}"
        return TEGN.get(self.art, "").join(navne)

    def walk(self) -> Iterator["Led"]:
        """This number and every number below it, depth first."""
        yield self
        for del_ in self.dele:
            yield from del_.walk()

    def sourced(self, kilder: Mapping[str, str]) -> "Led":
        """The tree where the inputs of these fields say where they come from: they were not reported."""
        if self.felt in kilder:
            return self._replace(felt="", kilde=kilder[self.felt])
        return self._replace(dele=tuple(del_.sourced(kilder) for del_ in self.dele))

    def as_dict(self) -> dict[str, object]:
        """The tree as plain JSON values; numbers as exact decimal text."""
        egne: dict[str, object] = {
            "navn": self.navn,
            "vaerdi": exact_text(self.vaerdi),
            "enhed": self.enhed,
            "art": str(self.art),
        }
        valgfri = {"formel": self.formel, "felt": self.felt, "kilde": self.kilde, "sikkerhed": self.sikkerhed}
        dele = {"dele": [del_.as_dict() for del_ in self.dele]} if self.dele else {}
        return egne | {navn: tekst for navn, tekst in valgfri.items() if tekst} | dele


class KanIkkeBeregnes(Exception):
    """A rule cannot give a number; the message is Danish, names the missing part and says what to do."""


def entered(navn: str, vaerdi: Decimal | int, enhed: str, felt: str) -> Led:
    """A number somebody typed; `felt` is the path where."""
    return Led(navn, Decimal(vaerdi), enhed, Art.INDTASTET, felt=felt)


def add(navn: str, dele: list[Led], enhed: str, kilde: str = "") -> Led:
    """The sum of the parts, all in `enhed`; 0 where there are none."""
    ialt = Decimal(0)
    for del_ in dele:
        ialt = REGNING.add(ialt, del_.vaerdi)
    return Led(navn, ialt, enhed, Art.SUM, tuple(dele), kilde=kilde)


def subtract(navn: str, fra: Led, led: Led, enhed: str, kilde: str = "") -> Led:
    """`fra` less `led`, both in `enhed`."""
    return Led(navn, REGNING.subtract(fra.vaerdi, led.vaerdi), enhed, Art.DIFFERENS, (fra, led), kilde=kilde)


def multiply(navn: str, dele: list[Led], enhed: str, kilde: str = "") -> Led:
    """The product of the parts; `enhed` is the unit of the result."""
    produkt = Decimal(1)
    for del_ in dele:
        produkt = REGNING.multiply(produkt, del_.vaerdi)
    return Led(navn, produkt, enhed, Art.PRODUKT, tuple(dele), kilde=kilde)


def divide(navn: str, taeller: Led, naevner: Led, enhed: str, kilde: str = "") -> Led:
    """`taeller` divided by `naevner`, unrounded. Raises KanIkkeBeregnes where the divisor is 0."""
    if naevner.vaerdi == 0:
        raise KanIkkeBeregnes(_why_zero(navn, naevner))
    vaerdi = REGNING.divide(taeller.vaerdi, naevner.vaerdi)
    return Led(navn, vaerdi, enhed, Art.KVOTIENT, (taeller, naevner), kilde=kilde)


def _why_zero(navn: str, naevner: Led) -> str:
    """Names the input that is 0, where it is another than the divisor itself."""
    skyld = next((led for led in naevner.walk() if led.art is Art.INDTASTET and led.vaerdi == 0), naevner)
    grund = "" if skyld == naevner else f", fordi {skyld.navn.lower()} er 0"
    return f"{navn} kan ikke beregnes: {naevner.navn.lower()} er 0{grund}. Udfyld {skyld.navn.lower()}."


def percent_of(navn: str, led: Led, procent: Led, enhed: str, kilde: str = "") -> Led:
    """`procent` per cent of `led`."""
    vaerdi = REGNING.divide(REGNING.multiply(led.vaerdi, procent.vaerdi), HUNDREDE)
    return Led(navn, vaerdi, enhed, Art.PROCENT_AF, (led, procent), kilde=kilde)


def average(navn: str, dele: list[Led], enhed: str, kilde: str = "") -> Led:
    """The plain mean. Raises KanIkkeBeregnes where there is nothing to average."""
    if not dele:
        raise KanIkkeBeregnes(f"{navn} kan ikke beregnes: der er ingen tal at tage gennemsnit af.")
    ialt = add(navn, dele, enhed).vaerdi
    return Led(navn, REGNING.divide(ialt, Decimal(len(dele))), enhed, Art.MIDDEL, tuple(dele), kilde=kilde)


def clamp(navn: str, led: Led, gulv: Led, loft: Led) -> Led:
    """`led` kept between the rule values `gulv` and `loft`, all in the same unit."""
    vaerdi = max(gulv.vaerdi, min(loft.vaerdi, led.vaerdi))
    return Led(navn, vaerdi, led.enhed, Art.INDEN_FOR, (led, gulv, loft), kilde=gulv.kilde, sikkerhed=gulv.sikkerhed)


def rounded(navn: str, led: Led, trin: Led) -> Led:
    """`led` rounded half up to the nearest multiple of the rule value `trin`."""
    vaerdi = round_half_up(led.vaerdi, trin.vaerdi)
    return Led(navn, vaerdi, led.enhed, Art.AFRUNDET, (led, trin), kilde=trin.kilde, sikkerhed=trin.sikkerhed)
