"""The first sheet: how to fill the workbook in."""

from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema import stil
from socialaftale.takster.takstskema.felter import codes_of, label
from socialaftale.takster.takstskema.layout import STRUKTURER
from socialaftale.takster.takstskema.sikker import set_text

_TRIN = (
    "Skriv kun i de gule felter. Resten er låst uden adgangskode, så intet bliver ødelagt ved et uheld.",
    "Begynd på arket Linjer: ret taksten, pladserne og det, der er ændret. De mørkeblå faner er nok.",
    "Er en takst ændret, så skriv årsagerne på arket Årsager: én pr. række, med kroner eller procent.",
    "De grå faner er frivillige. Fylder du dem ud, beregnes taksterne, og arket Beregning viser hvordan.",
    "Gem filen som .xlsx, og læg den op. Du får svar på hver celle, der skal ses på.",
)
_GODT_AT_VIDE = (
    ("Tal", "Skriv 1.234,56: punktum ved tusinder, komma ved decimaler. Skriv 95 for 95 %."),
    ("Ny række", "Brug de tomme gule rækker nederst. Vælg afdelingen i første kolonne, og giv rækken et nyt id."),
    ("Slet en række", "Tøm de gule felter i rækken. En tom række tæller ikke med."),
    ("Id", "Et id er linjens faste navn fra år til år. Ret det ikke; skift i stedet navnet."),
    ("Nye omkostninger", "Tilføjede rækker kommer først med på arket Beregning, når skemaet er læst ind igen."),
    ("Fortroligt", "Omkostninger ses kun af driftsherren, til I selv deler dem. Skriv ingen oplysninger om borgere."),
    ("Rødt felt", "Feltet skal udfyldes, fordi resten af rækken er i brug."),
)


def write_guidance(ws: Worksheet) -> None:
    """The sheet Vejledning: five steps, good things to know, the sheets, and the structure codes."""
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 24, 100
    set_text(stil.paint(ws["A1"], "titel"), "Takstskema: sådan gør du")
    ws.row_dimensions[1].height = 28
    raekke = 3
    raekke = _section(ws, raekke, "Fem trin", [(str(nr), tekst) for nr, tekst in enumerate(_TRIN, 1)])
    raekke = _section(ws, raekke, "Godt at vide", _GODT_AT_VIDE)
    raekke = _section(ws, raekke, "Takststrukturer", _structures())
    stil.set_up_sheet(ws, stil.MOERK, "")


def _structures() -> list[tuple[str, str]]:
    return [(", ".join(codes_of(model)), label(_words(model.__name__)).capitalize()) for model in STRUKTURER]


def _words(klassenavn: str) -> str:
    """`BasisTimer` as `basis og timer`."""
    return "".join(f"_og_{tegn}" if tegn.isupper() else tegn for tegn in klassenavn).removeprefix("_og_").lower()


def _section(
    ws: Worksheet, raekke: int, titel: str, punkter: list[tuple[str, str]] | tuple[tuple[str, str], ...]
) -> int:
    for kolonne in (1, 2):
        stil.paint(ws.cell(raekke, kolonne), "afsnit")
    set_text(ws.cell(raekke, 1), titel)
    for navn, tekst in punkter:
        raekke += 1
        set_text(stil.paint(ws.cell(raekke, 1), "fed"), navn)
        set_text(stil.paint(ws.cell(raekke, 2), "tekst"), tekst)
    return raekke + 2
