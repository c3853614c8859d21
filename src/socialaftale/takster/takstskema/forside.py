"""The two first sheets: how to fill the workbook in, and whose it is."""

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema import stil
from socialaftale.takster.takstskema.arkskrivning import Side, fill
from socialaftale.takster.takstskema.felter import codes_of, label
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import (
    ARK,
    BEREGNING,
    FOERSTE_RAEKKE,
    OVERBLIK,
    SKEMAVERSION,
    STRUKTURER,
    UDSENDT,
    VEJLEDNING,
    VERSION,
    overview_fields,
)
from socialaftale.takster.takstskema.raekker import Post
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


def write_overview(ws: Worksheet, data: Post, kontroltal: str, kort: Kort) -> None:
    """Whose report this is, with form version and checksum in hidden rows."""
    for bogstav, bredde in zip("ABC", (34, 30, 90), strict=True):
        ws.column_dimensions[bogstav].width = bredde
    set_text(stil.paint(ws["A1"], "titel"), f"Takstskema {data['aar']}")
    ws.row_dimensions[1].height = 28
    raekke = 3
    for felt in overview_fields():
        set_text(stil.paint(ws.cell(raekke, 1), "fed"), felt.titel)
        celle = stil.paint(ws.cell(raekke, 2), "laast", stil.number_format(felt))
        fill(celle, felt, data[felt.sti])
        kort.put(felt.sti, Celle(OVERBLIK, raekke, 2))
        raekke += 1
    for titel, vaerdi in ((SKEMAVERSION, VERSION), (UDSENDT, kontroltal)):
        set_text(ws.cell(raekke, 1), titel)
        set_text(ws.cell(raekke, 2), vaerdi)
        ws.row_dimensions[raekke].hidden = True
        raekke += 1


def write_contents(ws: Worksheet, sider: Mapping[str, Side]) -> None:
    """A table of the sheets with a link, what each is for, and how many rows are in use now."""
    raekke = ws.max_row + 2
    for kolonne, titel in enumerate(("Ark", "Udfyldte rækker", "Hvad skal stå her?"), 1):
        set_text(stil.paint(ws.cell(raekke, kolonne), "overskrift"), titel)
    for nr, ark in enumerate(ARK, raekke + 1):
        side = sider[ark.navn]
        _link(ws, nr, ark.navn)
        stil.paint(ws.cell(nr, 2), "beregnet").value = f'=SUMPRODUCT(--({_counted(side)}<>""))'
        set_text(stil.paint(ws.cell(nr, 3), "tekst"), ark.formaal)
    nr = raekke + len(ARK) + 1
    _link(ws, nr, BEREGNING)
    set_text(stil.paint(ws.cell(nr, 3), "tekst"), "Formlerne bag hver beregnet takst. Her skal du ikke skrive noget.")
    _link(ws, nr + 1, VEJLEDNING)
    stil.set_up_sheet(ws, stil.MOERK, "")


def _counted(side: Side) -> str:
    felt = next(felt for felt in side.felter if felt.sti != "id")
    return side.column_range(felt.titel)


def _link(ws: Worksheet, raekke: int, ark: str) -> None:
    celle = stil.paint(ws.cell(raekke, 1), "link")
    celle.value = ark
    celle.hyperlink = f"#'{ark}'!A{1 if ark == VEJLEDNING else FOERSTE_RAEKKE}"
    stil.paint(celle, "link")
