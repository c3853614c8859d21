"""How the workbook looks: one calm palette, yellow where one writes, Danish number formats, ready to print."""

from collections.abc import Iterable
from copy import copy
from math import ceil
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema.felter import Felt, Slags
from socialaftale.takster.takstskema.hjaelp import unit
from socialaftale.takster.takstskema.kort import Celle

MOERK = "1B4B5A"
DAEMPET = "6B7780"
FANE_KORT, FANE_FULD, FANE_BEREGNING = MOERK, "A9B4BA", "3F7D58"
SKRIFT = "Calibri"

_KANT = Border(*(Side(style="thin", color="D5DBDE"),) * 4)
_OMBRYD = Alignment(wrap_text=True, vertical="top")
_RYK_IND = Alignment("left", "top", wrap_text=True, indent=1)
_LAAS_OP = Protection(locked=False)


def _fill(farve: str) -> PatternFill:
    return PatternFill("solid", fgColor=farve)


STILE: dict[str, dict[str, Any]] = {
    "titel": {"font": Font(SKRIFT, 16, bold=True, color=MOERK)},
    "undertitel": {"font": Font(SKRIFT, 11, color=DAEMPET), "alignment": Alignment(vertical="top")},
    "hjaelp": {
        "font": Font(SKRIFT, 9, italic=True, color=DAEMPET),
        "alignment": Alignment("left", "bottom", wrap_text=True, indent=1),
    },
    "overskrift": {
        "font": Font(SKRIFT, 10, bold=True, color="FFFFFF"),
        "fill": _fill(MOERK),
        "alignment": Alignment("left", "center", wrap_text=True, indent=1),
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
    "oplysning": {"font": Font(SKRIFT, 11, bold=True, color=MOERK), "alignment": _RYK_IND},
    "antal": {
        "font": Font(SKRIFT, 11, color=MOERK),
        "fill": _fill("E6F0EC"),
        "alignment": Alignment("center", "top"),
        "border": _KANT,
    },
    "takst": {"font": Font(SKRIFT, 11, bold=True, color=MOERK), "fill": _fill("E6F0EC"), "alignment": _RYK_IND},
    "takstkroner": {
        "font": Font(SKRIFT, 11, bold=True, color=MOERK),
        "fill": _fill("E6F0EC"),
        "alignment": Alignment("right", "top"),
    },
    "afsnit": {
        "font": Font(SKRIFT, 12, bold=True, color="FFFFFF"),
        "fill": _fill(MOERK),
        "alignment": Alignment("left", "center", indent=1),
    },
    "tekst": {"font": Font(SKRIFT, 11), "alignment": _RYK_IND},
    "tal": {"font": Font(SKRIFT, 11), "alignment": Alignment("right", "top")},
    "fed": {"font": Font(SKRIFT, 11, bold=True), "alignment": _RYK_IND},
    "link": {"font": Font(SKRIFT, 11, color="0B5FA5", underline="single"), "alignment": _RYK_IND},
    "fejl": {"font": Font(SKRIFT, 11, bold=True, color="8A1F11"), "alignment": Alignment("left", "top", indent=1)},
}

# The locale code makes LibreOffice show 1.234,56 on any machine; Excel follows the user's own settings.
KRONER = "[$-406]#,##0.00"
HELE_KRONER = "[$-406]#,##0"
TAL = "[$-406]#,##0.######"
PROCENTTAL = "[$-406]0.0%"
TEKST = "@"
HELTAL = "0"


_FAERDIGE: WeakKeyDictionary[Workbook, dict[tuple[str, str, int], StyleArray]] = WeakKeyDictionary()


def paint(celle: Any, stil: str, talformat: str = "", indryk: int = 0) -> Any:
    """Give an openpyxl cell one of the styles, a number format and an indent where they are named; returns the cell.

    A workbook looks each combination up once: the library's own look-up is most of the time it takes to write one.
    """
    faerdige = _FAERDIGE.setdefault(celle.parent.parent, {})
    noegle = (stil, talformat, indryk)
    if noegle not in faerdige:
        for navn, vaerdi in STILE[stil].items():
            setattr(celle, navn, vaerdi)
        celle.number_format = talformat or celle.number_format
        if indryk:
            celle.alignment = Alignment("left", "top", wrap_text=True, indent=indryk)
        faerdige[noegle] = copy(celle._style)
    celle._style = copy(faerdige[noegle])
    return celle


def number_format(felt: Felt) -> str:
    """The format of a field's cell."""
    if felt.slags is Slags.HELTAL:
        return HELTAL
    if felt.slags is not Slags.TAL:
        return TEKST
    return KRONER if unit(felt) == "kr." else TAL


def fit_height(ws: Worksheet, raekke: int, tekster: Iterable[tuple[float, str]], mindst: int = 1) -> None:
    """Make the row as high as its longest text needs; `tekster` are (column width, text)."""
    linjer = max((_lines(bredde, tekst) for bredde, tekst in tekster), default=1)
    linjer = max(linjer, mindst)
    if linjer > 1:
        ws.row_dimensions[raekke].height = 15 * min(linjer, 20)


def _lines(bredde: float, tekst: str) -> int:
    return sum(max(ceil(len(linje) / bredde), 1) for linje in tekst.split("\n"))


def link_to(celle: Any, maal: Celle) -> None:
    """Let a click on the cell go to `maal`."""
    celle.hyperlink = Hyperlink(ref=celle.coordinate, location=f"'{maal.ark}'!{maal.navn}")
    paint(celle, "link")


def width(felt: Felt) -> float:
    """The width of a field's column, in characters."""
    if felt.slags is Slags.TEKST:
        return 46 if felt.laengde == 4000 else 28
    return {Slags.NOEGLE: 18, Slags.VALG: 16, Slags.TAL: 16, Slags.HELTAL: 15}[felt.slags]


def set_up_sheet(ark: Worksheet, fane: str, frys: str, gentag: str = "", brugt: str = "") -> None:
    """Tab colour, frozen panes, protection without password; printed across, one page wide, only what is in use."""
    ark.sheet_properties.tabColor = fane
    ark.freeze_panes = frys or None
    ark.sheet_view.showGridLines = False
    ark.protection.sheet = True
    ark.protection.formatColumns = ark.protection.formatRows = False
    ark.protection.sort = ark.protection.autoFilter = False
    ark.page_setup.orientation = "landscape"
    ark.page_setup.paperSize = ark.PAPERSIZE_A3 if ark.max_column > 12 else ark.PAPERSIZE_A4
    ark.page_setup.fitToWidth, ark.page_setup.fitToHeight = 1, 0
    ark.sheet_properties.pageSetUpPr.fitToPage = True
    ark.page_margins.left = ark.page_margins.right = 0.4
    ark.oddFooter.left.text, ark.oddFooter.right.text = "&A", "Side &P af &N"
    if gentag:
        ark.print_title_rows = gentag
    if brugt:
        ark.print_area = brugt
