"""What a tilbud that was submitted again changed: line by line, against what the review saw before."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.faelles.visning import kr, pct
from socialaftale.regler.takst.opgave import Linje, Takstberegning, TilbudIndberetning

from ..models import Indsendelse, Indsendtlinje
from ..runde.frys import read_short
from ..synlighed import overhead_of
from ..visning import number, write_timer


@dataclass(frozen=True)
class Felt:
    """One thing about a line that is other than it was, as it is written: before and now."""

    navn: str
    foer: str
    nu: str


@dataclass(frozen=True)
class Linjeforskel:
    """A line that was there before, is there now, or both. `felter` are the differences of one that is in both."""

    foer: Indsendtlinje | None
    nu: Indsendtlinje | None
    felter: tuple[Felt, ...]

    @property
    def er_aendret(self) -> bool:
        return self.foer is None or self.nu is None or self.foer.indhold_sha256 != self.nu.indhold_sha256


Stykke = tuple[Takstberegning, Linje, Indsendtlinje]
FELTER: tuple[tuple[str, Callable[[Stykke], str]], ...] = (
    ("Takst", lambda et: kr(et[2].takst_kr)),
    ("Navn", lambda et: et[1].navn),
    ("Enhed og type", lambda et: f"{et[1].enhed} {et[1].type}"),
    ("Pladser på linjen", lambda et: _number(et[1].pladser)),
    ("Timer", lambda et: write_timer(et[1])),
    ("Hvad taksten dækker", lambda et: et[1].indhold),
    ("Normerede pladser", lambda et: number(et[0].pladser)),
    ("Belægning", lambda et: pct(et[0].belaegning.procent)),
    ("Overhead", lambda et: pct(overhead_of(et[0]))),
    ("Dage", lambda et: f"{et[0].dage.basis} {et[0].dage.antal or ''}".strip()),
    ("Art", lambda et: et[0].art),
)
"""What the hash of a line covers: see `frys.place_hashes`."""


def compare(foer: Indsendelse, nu: Indsendelse) -> list[Linjeforskel]:
    """Every line of both submissions in the order of the newer, then those that are gone."""
    gamle, nye = _pieces(foer), _pieces(nu)
    forskelle = [_difference(gamle.get(linje), stykke) for linje, stykke in nye.items()]
    return forskelle + [_difference(stykke, None) for linje, stykke in gamle.items() if linje not in nye]


def _pieces(indsendelse: Indsendelse) -> dict[str, Stykke]:
    kort: TilbudIndberetning = read_short(indsendelse.kort)
    raekker = {raekke.linje: raekke for raekke in indsendelse.linjer.all()}
    return {linje.id: (et, linje, raekker[linje.id]) for et in kort.beregninger for linje in et.linjer}


def _difference(foer: Stykke | None, nu: Stykke | None) -> Linjeforskel:
    felter = []
    if foer and nu:
        par = ((navn, skriv(foer), skriv(nu)) for navn, skriv in FELTER)
        felter = [Felt(navn, gammel or "ikke oplyst", ny or "ikke oplyst") for navn, gammel, ny in par if gammel != ny]
    return Linjeforskel(foer and foer[2], nu and nu[2], tuple(felter))


def _number(vaerdi: Decimal | None) -> str:
    return "" if vaerdi is None else number(vaerdi)
