"""Minutes as they are read, for the pages and for what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from socialaftale.regler.referat.laes import read_minutes
from socialaftale.regler.referat.typer import Punkt, Referat

from .fil import read_text


@dataclass(frozen=True)
class Laest:
    """The text of minutes, and what it says. Made by `of` or `of_file`; both raise UlaeseligtReferat."""

    tekst: str
    referat: Referat

    @classmethod
    def of(cls, tekst: str) -> Self:
        return cls(tekst, read_minutes(tekst))

    @classmethod
    def of_file(cls, raw: bytes) -> Self:
        return cls.of(read_text(raw).replace("\x00", " "))

    def loose_texts(self) -> list[str]:
        """Return what has no place in the form; lines that stand together are one text."""
        grupper: list[list[tuple[int, int]]] = []
        for linje in self.referat.uplaceret:
            fra, til = linje.spaend[0]
            if grupper and not self.tekst[grupper[-1][-1][1] : fra].strip():
                grupper[-1].append((fra, til))
            else:
                grupper.append([(fra, til)])
        return [self.tekst[gruppe[0][0] : gruppe[-1][1]] for gruppe in grupper]

    def doubts(self) -> list[tuple[int, str]]:
        """Return what is to be cleared in the points: the point's place from 1, and what it is, in Danish."""
        return [
            (plads, tekst)
            for plads, punkt in enumerate(self.referat.punkter, 1)
            for tekst in (
                *(f"indstilling {led.nummer}: {led.resultat}" for led in punkt.unanswered()),
                *punkt.noter,
            )
        ]

    def unsaid(self) -> list[tuple[int, Punkt]]:
        """Return the points, with their places from 0, of which the minutes do not say whether they are open."""
        return [(plads, punkt) for plads, punkt in enumerate(self.referat.punkter) if punkt.aaben is None]


def as_points(referat: Referat) -> Iterator[tuple[int, Punkt]]:
    """Yield each point with its number; one whose number is taken gets the first free after the last."""
    brugt: set[int] = set()
    naeste = max((punkt.nummer for punkt in referat.punkter), default=0) + 1
    for punkt in referat.punkter:
        nummer = punkt.nummer
        if nummer in brugt:
            nummer, naeste = naeste, naeste + 1
        brugt.add(nummer)
        yield nummer, punkt
