"""The answers of `takst beregn` and `takst kontroller` as tables for a person to read."""

from collections import Counter
from collections.abc import Callable, Iterator

from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.takst.beregn import Takstresultat
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.regler.tal import tal

ALVORSORD = {
    Alvor.FEJL: "fejl",
    Alvor.KRAEVER_FORKLARING: "kræver forklaring",
    Alvor.OPMAERKSOM: "opmærksom",
    Alvor.KAN_IKKE_AFGOERES: "kan ikke afgøres",
}
Raekke = tuple[str, str, str, str]


def takst_table(indberetning: Indberetning, resultat: Takstresultat) -> Iterator[str]:
    """A row per takst: tilbud, house and line, takst, unit."""
    raekker = [("Tilbud", "Takst", "Kr.", "Enhed"), *_rows(_names(indberetning), resultat)]
    bredder = [max(len(raekke[nr]) for raekke in raekker) for nr in range(3)]
    for tilbud, takst, kr, enhed in raekker:
        yield f"{tilbud:<{bredder[0]}}  {takst:<{bredder[1]}}  {kr:>{bredder[2]}}  {enhed}"
    if not resultat.beregninger:
        yield "Ingen beregninger: indberetningen har intet fuldt grundlag."


def _rows(navne: dict[object, str], resultat: Takstresultat) -> Iterator[Raekke]:
    for beregning in resultat.beregninger:
        tilbud, hus = navne[beregning.tilbud], navne[beregning.tilbud, beregning.beregning]
        if beregning.kan_ikke:
            yield tilbud, hus, "–", beregning.kan_ikke
        for linje in beregning.linjer:
            navn = navne[beregning.tilbud, beregning.beregning, linje.linje]
            yield tilbud, f"{hus}: {navn}", tal(linje.takst_kr), linje.takst.enhed


def _names(indberetning: Indberetning) -> dict[object, str]:
    """What each tilbud, calculation and line is called, by its id and those above it."""
    navne: dict[object, str] = {}
    for tilbud in indberetning.tilbud:
        navne[tilbud.id] = tilbud.navn
        for beregning in tilbud.beregninger:
            navne[tilbud.id, beregning.id] = beregning.navn
            navne |= {(tilbud.id, beregning.id, linje.id): linje.navn for linje in beregning.linjer}
    return navne


def fund_table(indberetning: Indberetning, fund: list[Fund], sted: Callable[[Fund], str]) -> Iterator[str]:
    """The findings of the whole report, then tilbud by tilbud, the gravest first; at last how many of each."""
    orden = list(Alvor)
    for id_, navn in (("", "Hele indberetningen"), *((et.id, et.navn) for et in indberetning.tilbud)):
        egne = sorted((et for et in fund if et.tilbud == id_), key=lambda et: orden.index(et.alvor))
        if egne:
            yield navn
        for et in egne:
            yield f"  {ALVORSORD[et.alvor]:<18} {et.kontrol:<3} {sted(et)}\n    {et.besked} {et.goer}"
    yield f"{count(fund)}." if fund else "Kontrollerne fandt ikke noget."


def count(fund: list[Fund]) -> str:
    """`2 fejl, 1 kræver forklaring`: how many there are of each severity, the gravest first."""
    antal = Counter(et.alvor for et in fund)
    return ", ".join(f"{antal[alvor]} {ord_}" for alvor, ord_ in ALVORSORD.items() if antal[alvor])


def path_of(fund: Fund) -> str:
    """Where in a JSON report a finding stands: `T1 / B1 / L / takst_kr`."""
    return " / ".join(filter(None, (fund.tilbud, fund.beregning, fund.linje, fund.felt)))
