"""One sheet as it was read: where its headings stand, which columns it has, and what is wrong with its shape."""

from collections.abc import Iterator
from typing import NamedTuple

from socialaftale.takster.takstskema.cellevaerdi import Raa, as_text
from socialaftale.takster.takstskema.felter import Felt
from socialaftale.takster.takstskema.kort import Celle
from socialaftale.takster.takstskema.layout import NOEGLEKOLONNER, OVERSKRIFTSRAEKKE, Ark, columns
from socialaftale.takster.takstskema.typer import Cellefejl

_SOEG_OVERSKRIFT = 20


class Tabel(NamedTuple):
    """A sheet: its rows from the very first, and its merged areas (from, to) counted from 0."""

    navn: str
    raekker: list[list[Raa]]
    flettet: list[tuple[tuple[int, int], tuple[int, int]]]


class Raekke(NamedTuple):
    """One row of a sheet; `nr` counts from 1, columns from 0."""

    ark: str
    nr: int
    vaerdier: list[Raa]

    def value(self, kolonne: int) -> Raa:
        """What stands in the column; empty beyond the row's end."""
        return self.vaerdier[kolonne] if kolonne < len(self.vaerdier) else ""

    def cell(self, kolonne: int) -> Celle:
        """The row's cell in the column."""
        return Celle(self.ark, self.nr, kolonne + 1)


class Hoved(NamedTuple):
    """A sheet's headings: row number, column by title, and the fields that have a column."""

    raekke: int
    kolonner: dict[str, int]
    felter: list[Felt]


def find_headings(ark: Ark, tabel: Tabel) -> Hoved:
    """The row with most of the expected titles, and what it holds."""
    ventede = set(_expected(ark))
    bedst, titler = OVERSKRIFTSRAEKKE, [""]
    for nr, raekke in enumerate(tabel.raekker[:_SOEG_OVERSKRIFT], 1):
        tekster = [as_text(celle).strip() for celle in raekke]
        if len(ventede & set(tekster)) > len(ventede & set(titler)):
            bedst, titler = nr, tekster
    kolonner = {titel: nr for nr, titel in reversed(list(enumerate(titler))) if titel}
    gentaget = tuple(_highest(titler, columns(ark), sti) for sti, _ in ark.gentag)
    return Hoved(bedst, kolonner, [felt for felt in columns(ark, gentaget) if felt.titel in kolonner])


def shape_faults(ark: Ark, tabel: Tabel, hoved: Hoved) -> Iterator[Cellefejl]:
    """Missing columns and merged cells."""
    for titel in _expected(ark):
        if titel not in hoved.kolonner:
            besked = f"Kolonnen ”{titel}” mangler i række {hoved.raekke}. Sæt den ind igen, eller hent et nyt skema."
            yield Cellefejl(ark.navn, hoved.raekke, "", "", besked)
    for (raekke, kolonne), til in tabel.flettet:
        if til[0] + 1 > hoved.raekke:
            fra, slut = Celle(ark.navn, raekke + 1, kolonne + 1), Celle(ark.navn, til[0] + 1, til[1] + 1)
            besked = f"Cellerne {fra.navn}:{slut.navn} er flettet. Ophæv fletningen, og skriv en værdi i hver celle."
            yield Cellefejl.at(fra, "", besked)


def data_rows(tabel: Tabel, hoved: Hoved) -> Iterator[Raekke]:
    """The rows below the headings."""
    for nr, vaerdier in enumerate(tabel.raekker[hoved.raekke :], hoved.raekke + 1):
        yield Raekke(tabel.navn, nr, vaerdier)


def _expected(ark: Ark) -> list[str]:
    return [*NOEGLEKOLONNER[ark.ejer], *(felt.titel for felt in columns(ark))]


def _highest(titler: list[str], felter: tuple[Felt, ...], sti: str) -> int:
    """How many times a repeated field stands: a wider workbook has more numbered columns than the smallest."""
    stamme = next(felt.titel for felt in felter if felt.sti.startswith(f"{sti}[0]")).partition(" 1")[0]
    numre = [titel.removeprefix(stamme).strip().partition(":")[0] for titel in titler if titel.startswith(stamme)]
    return max((int(nr) for nr in numre if nr.isdigit()), default=0)
