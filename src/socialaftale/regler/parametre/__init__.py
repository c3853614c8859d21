"""Rule sets: what the agreement or the law fixes, as dated data with source and certainty.

A rule set is one TOML file below `national/` or `<omraade>/`. It holds numbers and choices, never formulas. Once
something is published by a file, the file stays as it is: a correction is a new file that names in `erstatter` the one
it replaces, and in `erstatter_grund` why.
"""

import hashlib
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from socialaftale.regler.dateret import MAPPE, Data, Kildet
from socialaftale.regler.forklaring import Art, Led


class Parameter(Kildet):
    """One number fixed by a rule: value, unit, where it stands, and whether we have seen it there."""

    vaerdi: Decimal
    enhed: str

    def led(self, navn: str) -> Led:
        """The parameter as a leaf of an explanation."""
        return Led(navn, self.vaerdi, self.enhed, Art.REGEL, kilde=self.kilde, sikkerhed=self.sikkerhed)


class Valg(Kildet):
    """One choice fixed by a rule, e.g. which day count a takst is computed with."""

    vaerdi: str


class Belaegningsregler(Data):
    """The corridor for budgeted occupancy; per cent, and years counted back from the takst year."""

    gulv: Parameter
    gulv_kort: Parameter
    anbefalet_loft: Parameter
    loft: Parameter
    regnskabsaar_antal: Parameter
    seneste_regnskabsaar: Parameter


class Dageregler(Data):
    """`takstdage`: `kalender` (365/366) or `faste` (always `faste_dage`); the same for settlement."""

    takstdage: Valg
    afregningsdage: Valg
    faste_dage: Parameter


class Afrundingsregler(Data):
    """The step a published takst is rounded to, in kroner, half up."""

    takst: Parameter
    timetakst: Parameter


class Kapitalregler(Data):
    """Interest on book value where an asset names no rate of its own, per cent a year."""

    rente: Parameter


class Overskudsregler(Data):
    """Set-aside of surplus (per cent of the takst basis, years to use it), and when the rest is carried in."""

    hensaettelse_loft: Parameter
    hensaettelse_aar: Parameter
    indregning_forskydning: Parameter


class Taerskler(Data):
    """When a check speaks: changes in per cent, unexplained change in percentage points."""

    aendring_opmaerksom: Parameter
    aendring_forklares: Parameter
    uforklaret: Parameter
    overhead_laveste: Parameter
    overhead_hoejeste: Parameter


class Pakkeregler(Data):
    """Service packages: where in its hour band a package is priced, and how many packages a model has (0 = free)."""

    midtpunkt: Parameter
    antal: Parameter


class Strukturvalg(Kildet):
    """The codes of the rate structures that may be used in the year."""

    koder: tuple[str, ...]


class Regelsaet(Data):
    """Everything fixed for one takst year in one agreement area."""

    id: str
    navn: str
    omraade: str
    takstaar: tuple[int, ...]
    udkast: bool = False
    erstatter: str = ""
    erstatter_grund: str = ""
    basistakst_navn: Valg
    strukturer: Strukturvalg
    pl_procent: dict[str, Parameter] = Field(default_factory=dict)
    belaegning: Belaegningsregler
    dage: Dageregler
    afrunding: Afrundingsregler
    kapital: Kapitalregler
    overskud: Overskudsregler
    taerskler: Taerskler
    pakker: Pakkeregler


class Udgave(NamedTuple):
    """A rule set and the SHA-256 of the file it was read from; a result stores both."""

    regelsaet: Regelsaet
    sha256: str


class UkendtRegelsaet(LookupError):
    """No rule set covers the year asked for; the message is Danish and lists what there is."""


def read_regelsaet(path: Path) -> Udgave:
    """Read one TOML file. Raises pydantic.ValidationError where it does not follow the schema."""
    raw = path.read_bytes()
    data = tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    return Udgave(Regelsaet.model_validate(data), hashlib.sha256(raw).hexdigest())


@cache
def path_of(id_: str) -> Path:
    """The file of a rule set that ships with the program. Raises UkendtRegelsaet."""
    for path in MAPPE.glob("*/takst-*.toml"):
        if read_regelsaet(path).regelsaet.id == id_:
            return path
    raise UkendtRegelsaet(f"Der er intet regelsæt med navnet {id_}.")


@cache
def all_regelsaet() -> dict[str, Udgave]:
    """Every rule set that ships with the program, by id."""
    udgaver = [read_regelsaet(path) for path in sorted(MAPPE.glob("*/takst-*.toml"))]
    return {udgave.regelsaet.id: udgave for udgave in udgaver}


def regelsaet_for(aar: int, omraade: str = "nordjylland") -> Udgave:
    """The rule set of a takst year: the one no other replaces. Raises UkendtRegelsaet where there is none."""
    kendte = [udgave for udgave in all_regelsaet().values() if udgave.regelsaet.omraade == omraade]
    erstattede = {udgave.regelsaet.erstatter for udgave in kendte}
    for udgave in kendte:
        if aar in udgave.regelsaet.takstaar and udgave.regelsaet.id not in erstattede:
            return udgave
    aarene = sorted({aar_ for udgave in kendte for aar_ in udgave.regelsaet.takstaar})
    liste = ", ".join(map(str, aarene)) or "ingen"
    raise UkendtRegelsaet(f"Der er intet regelsæt for takstår {aar} i {omraade}. Kendte takstår: {liste}.")
