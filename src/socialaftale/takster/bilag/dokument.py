"""One edition as it is given out: what every file says about itself beside the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from socialaftale.faelles.visning import dato, kort_dato

from .forskelle import Forskel, compare
from .kilde import Grundlag
from .models import Takstbilag
from .queries import Udgave, read_edition

LICENS = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.da")
GRUNDLAG = {
    Grundlag.AFGJORT: "Taksterne er godkendt af udvalgene i takstrunden.",
    Grundlag.OVERTAGET: "Taksterne er overtaget fra et eksisterende takstbilag, som driftsherrerne har bekræftet.",
}
IKKE_MED = (
    "Forhandlede takster og takster for højst én plads er ikke med. "
    "Det, der ikke er afgjort, står med navn og uden tal."
)
OVERSTREGET = (
    "Noget er udeladt siden udgivelsen, fordi en adresse er blevet beskyttet. "
    "SHA-256 er af udgaven, som den blev udgivet."
)


@dataclass(frozen=True)
class Dokument:
    """An edition with its content as it may be shown today, and what has changed since edition 1."""

    bilag: Takstbilag
    indhold: Mapping[str, Any]
    rettelser: tuple[Forskel, ...]
    overstreget: bool

    licens = LICENS
    ikke_med = IKKE_MED
    udeladt = OVERSTREGET

    @property
    def titel(self) -> str:
        return f"Takstbilag {self.bilag.aar}, {self.bilag.omraade.navn}, udgave {self.bilag.nr}"

    @property
    def kreditering(self) -> str:
        """What who uses it writes."""
        return f"Kilde: {self.titel}, {kort_dato(self.bilag.udgivet_at)}"

    @property
    def filnavn(self) -> str:
        """Without its ending."""
        return f"takstbilag-{self.bilag.omraade.kode}-{self.bilag.aar}-udgave-{self.bilag.nr}"

    @property
    def om(self) -> list[tuple[str, str]]:
        """Label and text of what the files say about the edition."""
        alle = [
            ("Takstbilag", f"{self.bilag.aar}, {self.bilag.omraade.navn}"),
            ("Udgave", str(self.bilag.nr)),
            ("Udgivet", dato(self.bilag.udgivet_at)),
            ("Grund", self.bilag.grund),
            ("Grundlag", GRUNDLAG[Grundlag(self.indhold["grundlag"])]),
            ("Ikke med", IKKE_MED),
            ("Eksempeldata", "Tilbud, tal og navne er opfundne." if self.indhold["eksempeldata"] else ""),
            ("SHA-256 af indholdet", self.bilag.sha256),
            ("Udeladt", OVERSTREGET if self.overstreget else ""),
            ("Licens", " ".join(LICENS)),
            ("Kreditering", self.kreditering),
        ]
        return [(navn, tekst) for navn, tekst in alle if tekst]


def describe(udgave: Udgave) -> Dokument:
    """The edition without its list of corrections."""
    return Dokument(udgave.bilag, udgave.indhold, (), udgave.overstreget)


def read_document(udgave: Udgave) -> Dokument:
    """The edition with its list of corrections."""
    bilag = udgave.bilag
    foerste = read_edition(bilag.omraade.kode, bilag.aar, 1) if bilag.nr > 1 else None
    rettelser = tuple(compare(foerste.indhold, udgave.indhold)) if foerste else ()
    return Dokument(bilag, udgave.indhold, rettelser, udgave.overstreget)
