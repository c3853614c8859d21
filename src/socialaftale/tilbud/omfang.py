"""Ask the agreement's scope rule about a tilbud in the register."""

from dataclasses import dataclass

from socialaftale.regler.omfang import Forhold, Omfang, UkendtOmfangsregel, decide, rule_for

from .billede import Tilbudsbillede
from .models import TilSalg


@dataclass(frozen=True)
class Omfangslinje:
    """The answer for one year. `udkast` marks a rule that is not agreed yet."""

    aar: int
    svar: Omfang
    udkast: bool


def scope_in(billede: Tilbudsbillede, omraade_kode: str, *aar: int) -> list[Omfangslinje]:
    """Return the answer for each year that has a rule."""
    linjer = []
    for et in aar:
        try:
            regel = rule_for(omraade_kode, et)
        except UkendtOmfangsregel:
            continue
        linjer.append(Omfangslinje(et, decide(regel, _circumstances(billede)), regel.udkast))
    return linjer


def _circumstances(billede: Tilbudsbillede) -> Forhold:
    """Whether others use it is read from what is for sale: the register has no list of who lives where."""
    salg = {ydelse.til_salg for ydelse in billede.ydelser}
    return Forhold(
        driftsherre_art=billede.stam.driftsherre.art,
        lovgrundlag=frozenset(lov.kode for lov in billede.lovgrundlag),
        socialtilsyn=frozenset(lov.kode for lov in billede.lovgrundlag if lov.tilsyn == "socialtilsyn"),
        bruges_af_andre=bool(salg - {TilSalg.EGNE}) if salg else None,
    )
