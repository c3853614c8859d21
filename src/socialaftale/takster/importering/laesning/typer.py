"""What a file is read into: sheets of text cells, columns with a meaning, rows with an outcome, lines and groups.

Every cell is text as a Danish reader would write it, whatever kind of file it came from, so a figure has one reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from socialaftale.regler.takst.opgave import Enhed, Linjetype

T = TypeVar("T")


class Flet(NamedTuple):
    """A merged area: first and last row, first and last column, all included and counted from 0."""

    raekke_fra: int
    raekke_til: int
    kolonne_fra: int
    kolonne_til: int


class Ark(NamedTuple):
    """One sheet, or all tables of a PDF. `raekker[0]` is row `foerste_raekke` of the file."""

    navn: str
    raekker: tuple[tuple[str, ...], ...]
    flettet: tuple[Flet, ...] = ()
    foerste_raekke: int = 1

    def sted(self, indeks: int) -> str:
        return f"{self.navn}, række {indeks + self.foerste_raekke}"


class Fil(NamedTuple):
    """A file that could be opened; `noter` is what the reader should know about how it was read."""

    slags: str
    ark: tuple[Ark, ...]
    noter: tuple[str, ...] = ()


class Felt(StrEnum):
    """What a column can mean. Every other column is left out, and says so."""

    DRIFTSHERRE = "driftsherre"
    TILBUD = "tilbud"
    PORTAL_ID = "portal_id"
    AFDELING = "afdeling"
    LINJE = "linje"
    LOVGRUNDLAG = "lovgrundlag"
    ENHED = "enhed"
    TAKST = "takst"
    TAKST_FORRIGE = "takst_forrige"
    PLADSER = "pladser"
    PLADSER_FORRIGE = "pladser_forrige"
    TIMER = "timer"
    TIMER_FORRIGE = "timer_forrige"
    BELAEGNING = "belaegning"
    OVERHEAD = "overhead"
    INDHOLD = "indhold"
    BEMAERKNING = "bemaerkning"
    UDELADT = "udeladt"


class Sikkerhed(StrEnum):
    """How sure a guess is; what a person has chosen is always `valgt`."""

    VALGT = "valgt"
    SIKKER = "sikker"
    SANDSYNLIG = "sandsynlig"
    GAET = "gaet"


class Kolonne(NamedTuple):
    """One column. `noegle` is the header in plain form: what a choice is remembered by."""

    nr: int
    overskrift: str
    noegle: str
    felt: Felt
    sikkerhed: Sikkerhed
    aar: int | None = None


@dataclass(frozen=True)
class Tabel:
    """A sheet with its header found. `hoved` is the index of the header's last row."""

    ark: Ark
    hoved: int
    kolonner: tuple[Kolonne, ...]

    @cached_property
    def _efter_felt(self) -> dict[Felt, tuple[Kolonne, ...]]:
        return {felt: tuple(kolonne for kolonne in self.kolonner if kolonne.felt == felt) for felt in Felt}

    def of(self, felt: Felt) -> tuple[Kolonne, ...]:
        return self._efter_felt[felt]

    def data(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row after the header with its index."""
        return enumerate(self.ark.raekker[self.hoved + 1 :], self.hoved + 1)


class Gaet(NamedTuple, Generic[T]):
    """A guess with the reason a person can judge it by."""

    vaerdi: T
    sikkerhed: Sikkerhed
    grund: str


@dataclass(frozen=True)
class Laestlinje:
    """One takst of the file. Amounts in kroner; `sted` says where it stood."""

    sted: str
    navn: str
    type: Gaet[Linjetype]
    enhed: Gaet[Enhed]
    takst_kr: Decimal | None
    takst_forrige_kr: Decimal | None = None
    afdeling: str = ""
    lovgrundlag: str = ""
    pladser: Decimal | None = None
    pladser_forrige: Decimal | None = None
    timer: Decimal | None = None
    timer_forrige: Decimal | None = None
    belaegning: Decimal | None = None
    overhead: Decimal | None = None
    indhold: str = ""
    bemaerkning: str = ""


class Udfald(StrEnum):
    """What became of a row. Every row of the file has exactly one."""

    LINJE = "linje"
    OVERSKRIFT = "overskrift"
    TOTAL = "total"
    UPLACERET = "uplaceret"
    TOM = "tom"


class Raekke(NamedTuple):
    """One row of the file and what became of it; `grund` says why it could not be placed, `driftsherre` whose it is."""

    sted: str
    udfald: Udfald
    tekst: str
    grund: str = ""
    driftsherre: str = ""


@dataclass
class Gruppe:
    """The lines of one tilbud. `noegle` is stable for the same file."""

    noegle: str
    navn: str
    driftsherre: str = ""
    portal_id: str = ""
    pladser: Decimal | None = None
    linjer: list[Laestlinje] = field(default_factory=list)


class Kontroltal(NamedTuple):
    """A figure of the file beside our own; `ens` is None where there is nothing to hold it against."""

    navn: str
    filens: str
    vores: str
    ens: bool | None


@dataclass(frozen=True)
class Laesning:
    """Everything read from one file for one takst year."""

    aar: int
    tabeller: tuple[Tabel, ...]
    grupper: tuple[Gruppe, ...]
    raekker: tuple[Raekke, ...]
    kontroltal: tuple[Kontroltal, ...]
    noter: tuple[str, ...]

    def antal(self, udfald: Udfald) -> int:
        return sum(raekke.udfald == udfald for raekke in self.raekker)
