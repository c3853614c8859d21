"""How the workbook looks: one calm palette, yellow where one writes, Danish number formats, ready to print."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema.felter import Felt, Slags
from socialaftale.takster.takstskema.hjaelp import unit

MOERK = "1B4B5A"
DAEMPET = "6B7780"
FANE_KORT, FANE_FULD, FANE_BEREGNING = MOERK, "A9B4BA", "3F7D58"
SKRIFT = "Calibri"

_KANT = Border(*(Side(style="thin", color="D5DBDE"),) * 4)
_OMBRYD = Alignment(wrap_text=True, vertical="top")
_LAAS_OP = Protection(locked=False)


def _fill(farve: str) -> PatternFill:
    return PatternFill("solid", fgColor=farve)


STILE: dict[str, dict[str, Any]] = {
    "titel": {"font": Font(SKRIFT, 16, bold=True, color=MOERK)},
    "undertitel": {"font": Font(SKRIFT, 11, color=DAEMPET), "alignment": Alignment(vertical="top")},
    "hjaelp": {
        "font": Font(SKRIFT, 9, italic=True, color=DAEMPET),
        "alignment": Alignment("left", "bottom", wrap_text=True),
    },
    "overskrift": {
        "font": Font(SKRIFT, 10, bold=True, color="FFFFFF"),
        "fill": _fill(MOERK),
        "alignment": Alignment("left", "center", wrap_text=True),
        "border": _KANT,
    },
    "felt": {
        "font": Font(SKRIFT, 11),
        "fill": _fill("FFF7DB"),
        "protection": _LAAS_OP,
        "alignment": _OMBRYD,
        "border": _KANT,
    },
    "laast": {
        "font": Font(SKRIFT, 11, color=DAEMPET),
        "fill": _fill("F1F3F4"),
        "alignment": Alignment(vertical="top"),
        "border": _KANT,
    },
    "beregnet": {
        "font": Font(SKRIFT, 11, color=MOERK),
        "fill": _fill("E6F0EC"),
        "alignment": Alignment(vertical="top"),
        "border": _KANT,
    },
    "afsnit": {"font": Font(SKRIFT, 12, bold=True, color="FFFFFF"), "fill": _fill(MOERK)},
    "tekst": {"font": Font(SKRIFT, 11), "alignment": _OMBRYD},
    "fed": {"font": Font(SKRIFT, 11, bold=True), "alignment": _OMBRYD},
    "link": {"font": Font(SKRIFT, 11, color="0B5FA5", underline="single"), "alignment": Alignment(vertical="top")},
    "fejl": {"font": Font(SKRIFT, 11, bold=True, color="8A1F11"), "alignment": _OMBRYD},
}

# The locale code makes LibreOffice show 1.234,56 on any machine; Excel follows the user's own settings.
KRONER = "[$-406]#,##0.00"
HELE_KRONER = "[$-406]#,##0"
TAL = "[$-406]#,##0.######"
PROCENTTAL = "[$-406]0.0%"
TEKST = "@"
HELTAL = "0"


def paint(celle: Any, stil: str, talformat: str = "") -> Any:
    """Give an openpyxl cell one of the styles, and a number format where one is named; returns the cell."""
    for navn, vaerdi in STILE[stil].items():
        setattr(celle, navn, vaerdi)
    if talformat:
        celle.number_format = talformat
    return celle


def number_format(felt: Felt) -> str:
    """The format of a field's cell."""
    if felt.slags is Slags.HELTAL:
        return HELTAL
    if felt.slags is not Slags.TAL:
        return TEKST
    return KRONER if unit(felt) == "kr." else TAL


def width(felt: Felt) -> float:
    """The width of a field's column, in characters."""
    if felt.slags is Slags.TEKST:
        return 46 if felt.laengde == 4000 else 28
    return {Slags.NOEGLE: 18, Slags.VALG: 15, Slags.TAL: 15, Slags.HELTAL: 11}[felt.slags]


def set_up_sheet(ark: Worksheet, fane: str, frys: str, gentag: str = "") -> None:
    """Tab colour, frozen panes, protection without password, and A4 across on one page's width."""
    ark.sheet_properties.tabColor = fane
    ark.freeze_panes = frys or None
    ark.sheet_view.showGridLines = False
    ark.protection.sheet = True
    ark.protection.formatColumns = ark.protection.formatRows = False
    ark.protection.sort = ark.protection.autoFilter = False
    ark.page_setup.orientation = "landscape"
    ark.page_setup.paperSize = ark.PAPERSIZE_A4
    ark.page_setup.fitToWidth, ark.page_setup.fitToHeight = 1, 0
    ark.sheet_properties.pageSetUpPr.fitToPage = True
    ark.page_margins.left = ark.page_margins.right = 0.4
    ark.oddFooter.left.text, ark.oddFooter.right.text = "&A", "Side &P af &N"
    if gentag:
        ark.print_title_rows = gentag
