"""What a check finds: how grave, where, what is wrong and what to do."""

from enum import StrEnum
from typing import NamedTuple


class Alvor(StrEnum):
    """`fejl` must be mended; `kraever_forklaring` mended or explained; `kan_ikke_afgoeres` lacks an input."""

    FEJL = "fejl"
    KRAEVER_FORKLARING = "kraever_forklaring"
    OPMAERKSOM = "opmaerksom"
    KAN_IKKE_AFGOERES = "kan_ikke_afgoeres"


def open_unless(forklaret: bool) -> Alvor:
    """Open where nothing explains it; with a reason it is only for the reader to see."""
    return Alvor.OPMAERKSOM if forklaret else Alvor.KRAEVER_FORKLARING


class Svar(NamedTuple):
    """What a check itself says; the place is that of the subject it was given, unless it names another."""

    alvor: Alvor
    felt: str
    besked: str
    linje: str = ""
    beregning: str = ""
    tilbud: str = ""


class Fund(NamedTuple):
    """One finding. `felt` is the path inside the line, else inside the calculation, else inside the tilbud."""

    kontrol: str
    alvor: Alvor
    tilbud: str
    beregning: str
    linje: str
    felt: str
    besked: str
    goer: str

    @property
    def er_aabent(self) -> bool:
        """True where somebody must mend or explain something."""
        return self.alvor in (Alvor.FEJL, Alvor.KRAEVER_FORKLARING)
