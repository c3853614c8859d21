"""How takster move over the years: the bridge of each line, and the chained index of a tilbud or a driftsherre."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.bro import Aargang, Linjebro, bridge_tilbud
from socialaftale.regler.takst.indeks import Indeksled, Indekspunkt, Prislinje, chain, year_link
from socialaftale.regler.takst.maengde import volumes
from socialaftale.regler.takst.opgave import Aarsagsart, Linje, Takstberegning, TilbudIndberetning

from .takstblad import Takstblad

AARSAGER = {
    Aarsagsart.PL: "Pris- og lønfremskrivning",
    Aarsagsart.DIREKTE: "Direkte omkostninger ud over fremskrivning",
    Aarsagsart.KAPITAL_OG_RESULTAT: "Afskrivning, renter og tidligere års resultat",
    Aarsagsart.OVERHEAD: "Overhead",
    Aarsagsart.PLADSER: "Pladser og solgte timer",
    Aarsagsart.BELAEGNING: "Belægning",
    Aarsagsart.DAGE: "Antal dage",
    Aarsagsart.STRUKTUR: "Takststruktur",
}
AFRUNDING = "Afrunding til hele kroner"


class Brotrin(NamedTuple):
    """One cause of a line's change, kroner per unit of the line."""

    navn: str
    kroner: Decimal


class Takstbro(NamedTuple):
    """A line's way from last year to this: the causes that moved it, and the rounding, which sum to the change."""

    afdeling: str
    linje: Linje
    fra_kr: Decimal
    til_kr: Decimal
    trin: tuple[Brotrin, ...]


def bridges(blad: Takstblad, aar: int, omraade: str) -> list[Takstbro]:
    """The bridge of every line that the reader sees the full basis of in both years; none where it cannot be made."""
    if blad.forrige is None:
        return []
    forrige = Aargang(blad.forrige, aar - 1, regelsaet_for(aar - 1, omraade).regelsaet)
    try:
        broer = bridge_tilbud(forrige, Aargang(blad.ny, aar, regelsaet_for(aar, omraade).regelsaet))
    except KanIkkeBeregnes:
        return []
    linjer = {linje.id: (et.navn, linje) for et in blad.ny.beregninger for linje in et.linjer}
    return [_takstbro(*linjer[bro.linje], bro) for bro in broer if bro.linje in linjer]


def _takstbro(afdeling: str, linje: Linje, bro: Linjebro) -> Takstbro:
    trin = [Brotrin(AARSAGER[art], kroner) for art, kroner in bro.effekter.items() if kroner]
    if bro.afrunding:
        trin.append(Brotrin(AFRUNDING, bro.afrunding))
    return Takstbro(afdeling, linje, bro.fra_kr, bro.til_kr, tuple(trin))


class Aarsindhold(NamedTuple):
    """What the reader sees of a year: the reports of one tilbud, or of all of a driftsherre's."""

    aar: int
    tilbud: Sequence[TilbudIndberetning]


def index(aarene: Sequence[Aarsindhold]) -> list[Indekspunkt]:
    """The chained index over consecutive years, the first at 100; empty where there is only one year."""
    if len(aarene) < 2:
        return []
    return chain(aarene[0].aar, [_link(forrige, ny) for forrige, ny in pairwise(aarene)])


def _link(forrige: Aarsindhold, ny: Aarsindhold) -> Indeksled | None:
    if ny.aar != forrige.aar + 1:
        return None
    priser = {linje.id: linje.takst_kr for linje in _lines(ny.tilbud) if linje.takst_kr is not None}
    kurv = [pris for tilbud in forrige.tilbud for et in tilbud.beregninger for pris in _basket(et)]
    return year_link(kurv, priser, [bro for tilbud in ny.tilbud for bro in tilbud.bro])


def _lines(tilbud: Iterable[TilbudIndberetning]) -> Iterable[Linje]:
    return (linje for et in tilbud for beregning in et.beregninger for linje in beregning.linjer)


def _basket(beregning: Takstberegning) -> Iterable[Prislinje]:
    """The lines with what they were sold for; a line whose volume is not reported weighs 0."""
    dage, belaegning = Decimal(beregning.dage.antal or 365), beregning.belaegning.procent or Decimal(100)
    maengder = volumes(beregning, dage, belaegning)
    for linje in beregning.linjer:
        if linje.takst_kr is not None:
            maengde = maengder.get(linje.id)
            yield Prislinje(linje.id, linje.takst_kr, maengde.vaerdi if maengde else Decimal(0))
