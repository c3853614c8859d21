"""Small records of the takstskema's public face."""

from typing import NamedTuple

from socialaftale.takster.takstskema.kort import Celle


class Forventet(NamedTuple):
    """Whose takstskema is being uploaded, and for which takst year."""

    aar: int
    driftsherre: str


class Cellefejl(NamedTuple):
    """One fault: sheet, row (from 1; 0 for the whole sheet or file), cell as D12, field, and what to do in Danish.

    `kan_frigives` is True where it may be a false alarm that the writer can release (ten digits, no CPR number).
    """

    ark: str
    raekke: int
    celle: str
    felt: str
    besked: str
    kan_frigives: bool = False

    @classmethod
    def of_file(cls, besked: str) -> "Cellefejl":
        """A fault of the whole file."""
        return cls("", 0, "", "", besked)

    @classmethod
    def at(cls, celle: Celle, felt: str, besked: str, kan_frigives: bool = False) -> "Cellefejl":
        """A fault in one cell."""
        return cls(celle.ark, celle.raekke, celle.navn, felt, besked, kan_frigives)

    @property
    def place(self) -> Celle | None:
        """The cell, None where the fault is of a whole sheet or file."""
        if not self.celle:
            return None
        bogstaver = self.celle.rstrip("0123456789")
        kolonne = 0
        for bogstav in bogstaver:
            kolonne = kolonne * 26 + ord(bogstav) - 64
        return Celle(self.ark, self.raekke, kolonne)

    def __str__(self) -> str:
        sted = f"{self.ark} {self.celle}".strip()
        return f"{sted}: {self.besked}" if sted else self.besked
