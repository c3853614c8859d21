"""How the values of a takst are written on its pages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse

from socialaftale.faelles.diagram import Chart, lines, waterfall
from socialaftale.faelles.visning import fortegn, kr, pct, tal
from socialaftale.regler.forklaring import Led
from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.indeks import Indekspunkt
from socialaftale.regler.takst.opgave import Aarsag, Belaegning, Enhed, Linje, Linjetype

from .queries import Aarsraekke
from .takstblad import Linjeblad
from .takstskema import Cellefejl, Laesning, cell_of
from .takstskema.layout import OVERBLIK
from .udvikling import AARSAGER, Takstbro

__all__ = ["ALVOR", "ENHEDER", "overhead_of"]

ENHEDER = {
    Enhed.DOEGN: "pr. døgn",
    Enhed.DAG: "pr. dag",
    Enhed.TIME: "pr. time",
    Enhed.MAANED: "pr. måned",
    Enhed.AAR: "pr. år",
    Enhed.FORLOEB: "pr. forløb",
}
ALVOR = {
    Alvor.FEJL: ("Fejl", "error", "Skal rettes."),
    Alvor.KRAEVER_FORKLARING: ("Kræver forklaring", "warning", "Ret tallet, eller skriv hvorfor det er sådan."),
    Alvor.OPMAERKSOM: ("Vær opmærksom", "info", "Se efter, om det er rigtigt."),
    Alvor.KAN_IKKE_AFGOERES: ("Kan ikke afgøres", "", "Der mangler oplysninger. Det er ikke en fejl."),
}
"""What each severity is called, how it is coloured, and what it asks for."""

FANER = {"takst": "Takster", "takst_hvad_hvis": "Hvad nu hvis", "takst_udvikling": "Udvikling"}
FOERSTE_KALENDERAAR = 1000  # a unit of `år` below this is how long something lasts
PERIODER = {"dag": "om dagen", "uge": "om ugen", "aar": "om året"}


def number(vaerdi: Decimal) -> str:
    """A number with no more decimals than it has, at most two."""
    decimaler = next(antal for antal in (0, 1, 2) if antal == 2 or vaerdi == round(vaerdi, antal))
    return tal(vaerdi, decimaler)


def write_led(led: Led) -> str:
    """The value of a node of an explanation with its unit: kroner with no øre or two, `%`, a calendar year bare."""
    if led.enhed == "år" and led.vaerdi >= FOERSTE_KALENDERAAR:
        return str(int(led.vaerdi))
    if led.enhed.startswith("kr."):
        return f"{tal(led.vaerdi, 0 if led.vaerdi == round(led.vaerdi) else 2)} {led.enhed}"
    return f"{number(led.vaerdi)} {'%' if led.enhed == 'procent' else led.enhed}"


def sider(raekke: Aarsraekke, denne: str) -> list[dict[str, object]]:
    """The tabs of a tilbud's takst year. What takes the basis to answer is offered to those who see the basis."""
    return [
        {"text": tekst, "href": reverse(side, args=[raekke.billede.kode, raekke.aar]), "current": side == denne}
        for side, tekst in FANER.items()
    ]


def write_timer(linje: Linje) -> str:
    """`7 ATA-timer om ugen`; an hour price is for hours of a kind and has no period."""
    if linje.timer is None:
        return ""
    if linje.type is Linjetype.TIME:
        return f"{linje.timer.art}-timer"
    return f"{number(linje.timer.antal)} {linje.timer.art}-timer {PERIODER[linje.timer.pr]}"


def write_takst(linje: Linjeblad) -> str:
    """`1.176 kr. pr. døgn`, or that it is not computed."""
    if linje.takst_kr is None:
        return "ikke beregnet"
    return f"{kr(linje.takst_kr, 0)} {ENHEDER[linje.linje.enhed]}"


def write_cause(aarsag: Aarsag) -> str:
    """`Overhead: +2 kr. Ny overheadprocent hos driftsherren.`"""
    stoerrelser = [
        f"{fortegn(aarsag.kroner, 0)} kr." if aarsag.kroner is not None else "",
        f"{fortegn(aarsag.procent, 1)} %" if aarsag.procent is not None else "",
    ]
    stoerrelse = " / ".join(tekst for tekst in stoerrelser if tekst) or "størrelsen er ikke oplyst."
    return f"{AARSAGER[aarsag.art]}: {stoerrelse} {aarsag.tekst}".strip()


def accounts(belaegning: Belaegning) -> str:
    """The actual occupancy that the budgeted one rests on: `2023: 96,0 %, 2024: 98,0 %`"""
    return ", ".join(f"{regnskab.aar}: {pct(regnskab.procent)}" for regnskab in belaegning.regnskab)


def waterfall_of(bro: Takstbro, aar: int) -> Chart:
    """The chart of a line's year bridge."""
    return waterfall((f"Takst {aar - 1}", bro.fra_kr), [(trin.navn, trin.kroner) for trin in bro.trin], f"Takst {aar}")


def index_chart(indeks: Sequence[Indekspunkt]) -> tuple[list[str], Chart]:
    """The years and the chart of a chained index."""
    aarene = [str(punkt.aar) for punkt in indeks]
    return aarene, lines(aarene, [("Indeks", [punkt.indeks for punkt in indeks])])


def faults_of_file(laesning: Laesning) -> list[Cellefejl]:
    """The faults that concern the file as a whole, also whose it is and for which year: it is then not kept."""
    return [fejl for fejl in laesning.fejl if fejl.ark in ("", OVERBLIK)]


def write_place(laesning: Laesning, fund: Fund) -> str:
    """The cell of the uploaded file that a finding is about: `Linjer G7`; empty where it concerns the whole file."""
    celle = cell_of(fund, laesning.laest, laesning.kort) if laesning.laest else None
    return f"{celle.ark} {celle.navn}" if celle else ""


class Fundgruppe(NamedTuple):
    """The findings on one tilbud of an uploaded file, the gravest first."""

    id: str
    navn: str
    fund: list[Fund]


def findings_by_tilbud(laesning: Laesning, fund: Sequence[Fund]) -> list[Fundgruppe]:
    """Every tilbud of the file with its findings; those on the file as a whole stand first, under no name.

    Where something could not be read, a tilbud without findings is left out: nothing good can be said of it yet.
    """
    if laesning.laest is None:
        return []
    orden = list(Alvor)
    laeste = [tilbud for tilbud in laesning.laest.tilbud if tilbud.id not in laesning.ulaeste]
    navne = {"": ""} | {tilbud.id: tilbud.navn for tilbud in laeste}
    grupper = [
        Fundgruppe(id_, navn, sorted((et for et in fund if et.tilbud == id_), key=lambda et: orden.index(et.alvor)))
        for id_, navn in navne.items()
    ]
    return [gruppe for gruppe in grupper if gruppe.fund or (gruppe.id and not laesning.fejl)]
