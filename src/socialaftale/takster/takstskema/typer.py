"""Small records of the takstskema's public face."""

from typing import NamedTuple

from socialaftale.takster.takstskema.kort import Celle


class Forventet(NamedTuple):
    """Whose takstskema is being uploaded, and for which takst year."""

    aar: int
    driftsherre: str


class Cellefejl(NamedTuple):
    """One fault: sheet, row (from 1; 0 for the whole sheet or file), cell as D12, field, and what to do in Danish."""

    ark: str
    raekke: int
    celle: str
    felt: str
    besked: str

    @classmethod
    def of_file(cls, besked: str) -> "Cellefejl":
        """A fault of the whole file."""
        return cls("", 0, "", "", besked)

    @classmethod
    def at(cls, celle: Celle, felt: str, besked: str) -> "Cellefejl":
        """A fault in one cell."""
        return cls(celle.ark, celle.raekke, celle.navn, felt, besked)

    def __str__(self) -> str:
        sted = f"{self.ark} {self.celle}".strip()
        return f"{sted}: {self.besked}" if sted else self.besked
