"""What the pages of an import show, put together: no amount is computed in a view or a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from socialaftale.parter.models import Organisation

from .gennemsyn import Gennemsyn, Importtilbud, Tilstand, line_key
from .laesning.typer import Kolonne, Laesning, Laestlinje, Sikkerhed

EKSEMPLER = 3
_STYRKE = list(Sikkerhed)


class Linjevisning(NamedTuple):
    """A line on the confirmation page. `aendring` is per cent since last year, `sikkerhed` its weaker guess."""

    linje: Laestlinje
    noegle: str
    aendring: Decimal | None
    sikkerhed: Sikkerhed
    grund: str


@dataclass(frozen=True)
class Driftsherrevisning:
    """One driftsherre of the file: what stands, and what is missing."""

    driftsherre: Organisation
    tilbud: list[Importtilbud]
    mangler: int

    @property
    def linjer(self) -> int:
        return sum(len(et.linjer) for et in self.tilbud if et.tilstand != Tilstand.UDELADT)

    @property
    def medtaget(self) -> list[Importtilbud]:
        return [et for et in self.tilbud if et.tilstand not in (Tilstand.UDELADT, Tilstand.UPARRET)]

    @property
    def klar(self) -> list[Importtilbud]:
        return [et for et in self.tilbud if et.tilstand in (Tilstand.KLAR, Tilstand.ERSTATTER)]

    @property
    def erstatter(self) -> int:
        return sum(et.tilstand == Tilstand.ERSTATTER for et in self.tilbud)

    @property
    def pladser(self) -> Decimal:
        """Places by the file, of the tilbud for which it has any."""
        return sum((et.pladser for et in self.medtaget if et.pladser is not None), Decimal(0))

    @property
    def pladser_i_register(self) -> int:
        """Normed places by the register, of the same tilbud."""
        return sum(et.parring.tilbud.pladser for et in self.medtaget if et.pladser is not None and et.parring.tilbud)

    @property
    def sum_takst(self) -> Decimal:
        return sum((linje.takst_kr or Decimal(0) for et in self.medtaget for linje in et.linjer), Decimal(0))


def by_driftsherre(gennemsyn: Gennemsyn) -> list[Driftsherrevisning]:
    return [one_driftsherre(gennemsyn, driftsherre) for driftsherre in gennemsyn.driftsherrer()]


def one_driftsherre(gennemsyn: Gennemsyn, driftsherre: Organisation) -> Driftsherrevisning:
    return Driftsherrevisning(driftsherre, gennemsyn.of(driftsherre), gennemsyn.open_questions(driftsherre))


def show_lines(tilbud: Importtilbud) -> list[Linjevisning]:
    """The lines of a tilbud with their change since last year."""
    return [_show_line(linje) for linje in tilbud.linjer]


def _show_line(linje: Laestlinje) -> Linjevisning:
    gaet = ((linje.type.sikkerhed, linje.type.grund), (linje.enhed.sikkerhed, linje.enhed.grund))
    svageste = max((sikkerhed for sikkerhed, _ in gaet), key=_STYRKE.index)
    grunde = "; ".join(dict.fromkeys(grund for sikkerhed, grund in gaet if grund and sikkerhed != Sikkerhed.SIKKER))
    return Linjevisning(linje, line_key(linje), change(linje), svageste, grunde)


def change(linje: Laestlinje) -> Decimal | None:
    """Per cent since last year with one decimal, None where one of the takster is missing or last year's is 0."""
    if linje.takst_kr is None or not linje.takst_forrige_kr:
        return None
    return ((linje.takst_kr / linje.takst_forrige_kr - 1) * 100).quantize(Decimal("0.1"))


def show_columns(laesning: Laesning) -> list[tuple[Kolonne, list[str]]]:
    """Each header once, with the first values under it."""
    fundne: dict[str, tuple[Kolonne, list[str]]] = {}
    for tabel in laesning.tabeller:
        for kolonne in tabel.kolonner:
            vaerdier = (celler[kolonne.nr] for _, celler in tabel.data())
            fundne.setdefault(kolonne.noegle, (kolonne, _first_different(vaerdier)))
    return list(fundne.values())


def _first_different(vaerdier: Iterable[str]) -> list[str]:
    forskellige: dict[str, None] = {}
    for vaerdi in vaerdier:
        if vaerdi:
            forskellige[vaerdi[:40]] = None
        if len(forskellige) == EKSEMPLER:
            break
    return list(forskellige)
