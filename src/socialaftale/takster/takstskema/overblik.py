"""The overview: whose report it is, what is still missing, and the way to every sheet."""

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema import stil
from socialaftale.takster.takstskema.arkskrivning import Side, fill
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import (
    AENDRING,
    ARK,
    BEREGNET,
    BEREGNING,
    FOERSTE_RAEKKE,
    OVERBLIK,
    SKEMAVERSION,
    UDGANGSPUNKT,
    UDSENDT,
    VEJLEDNING,
    VERSION,
    overview_fields,
)
from socialaftale.takster.takstskema.raekker import Post
from socialaftale.takster.takstskema.sikker import set_text

_MANGLER = (
    ("Uden takst", '({takst}="")*({beregnet}="")', "Skriv taksten, eller fyld de grå faner ud, så beregnes den."),
    ("Uden indhold", '({indhold}="")', "Skriv på arket Linjer, hvad taksten dækker."),
    (
        "Ændret over {graense} %",
        "IF(ISNUMBER({aendring}),ABS({aendring})*100>{graense},FALSE)",
        "Skriv årsagerne med kroner eller procent på arket Årsager.",
    ),
)


def write_overview(ws: Worksheet, data: Post, kontroltal: str, kort: Kort, udgangspunkt: str) -> None:
    """Whose report this is; what only the program needs (form, checksum, versions) stands in hidden rows."""
    for bogstav, bredde in zip("ABC", (32, 34, 96), strict=True):
        ws.column_dimensions[bogstav].width = bredde
    set_text(stil.paint(ws["A1"], "titel"), f"Takstskema {data['aar']} · {data['driftsherre_navn']}")
    ws.row_dimensions[1].height = 28
    raekke = 3
    for felt in overview_fields():
        set_text(stil.paint(ws.cell(raekke, 1), "fed"), felt.titel)
        celle = stil.paint(ws.cell(raekke, 2), "oplysning", stil.number_format(felt))
        fill(celle, felt, data[felt.sti])
        kort.put(felt.sti, Celle(OVERBLIK, raekke, 2))
        ws.row_dimensions[raekke].hidden = felt.sti == "skema" or data[felt.sti] is None
        raekke += 1
    for titel, vaerdi in ((SKEMAVERSION, VERSION), (UDSENDT, kontroltal), (UDGANGSPUNKT, udgangspunkt)):
        set_text(ws.cell(raekke, 1), titel)
        set_text(ws.cell(raekke, 2), vaerdi)
        ws.row_dimensions[raekke].hidden = True
        raekke += 1


def write_progress(ws: Worksheet, linjer: Side, graense: Decimal) -> None:
    """What is still missing, counted by live formulas on the lines; `graense` is the change in per cent to explain."""
    titler = {"takst": "Takst", "beregnet": BEREGNET, "aendring": AENDRING, "indhold": "Hvad dækker taksten?"}
    kendte = {navn: linjer.column_range(titel) for navn, titel in titler.items()} | {"graense": f"{graense:f}"}
    raekke = ws.max_row + 2
    _heading(ws, raekke, ("Status", "Linjer", "Hvad skal du gøre?"))
    for nr, (titel, betingelse, raad) in enumerate(_MANGLER, raekke + 1):
        set_text(stil.paint(ws.cell(nr, 1), "fed"), titel.format(**kendte))
        formel = f'=SUMPRODUCT(({linjer.column_range("Takstlinje")}<>"")*{betingelse.format(**kendte)})'
        stil.paint(ws.cell(nr, 2), "antal").value = formel
        set_text(stil.paint(ws.cell(nr, 3), "tekst"), raad)


def write_contents(ws: Worksheet, sider: Mapping[str, Side]) -> None:
    """A table of the sheets with a link, what each is for, and how many rows are in use now."""
    raekke = ws.max_row + 2
    _heading(ws, raekke, ("Ark", "Udfyldte rækker", "Hvad skal stå her?"))
    for nr, ark in enumerate(ARK, raekke + 1):
        side = sider[ark.navn]
        _link(ws, nr, ark.navn)
        stil.paint(ws.cell(nr, 2), "antal").value = f'=SUMPRODUCT(--({side.first_column()}<>""))'
        set_text(stil.paint(ws.cell(nr, 3), "tekst"), ark.formaal)
    nr = raekke + len(ARK) + 1
    _link(ws, nr, BEREGNING)
    set_text(stil.paint(ws.cell(nr, 3), "tekst"), "Formlerne bag hver beregnet takst. Her skal du ikke skrive noget.")
    _link(ws, nr + 1, VEJLEDNING)
    stil.set_up_sheet(ws, stil.MOERK, "")


def _heading(ws: Worksheet, raekke: int, titler: tuple[str, str, str]) -> None:
    ws.row_dimensions[raekke].height = 22
    for kolonne, titel in enumerate(titler, 1):
        set_text(stil.paint(ws.cell(raekke, kolonne), "overskrift"), titel)


def _link(ws: Worksheet, raekke: int, ark: str) -> None:
    celle = ws.cell(raekke, 1)
    set_text(celle, ark)
    stil.link_to(celle, Celle(ark, 1 if ark == VEJLEDNING else FOERSTE_RAEKKE, 1))
