"""Writing one data sheet: headings made from the field table, rows of the report, and empty rows to write in."""

from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.takster.takstskema import stil
from socialaftale.takster.takstskema.felter import Felt, Slags, label
from socialaftale.takster.takstskema.hjaelp import long_help, short_help, span
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import (
    AFDELINGER,
    FOERSTE_RAEKKE,
    NOEGLEKOLONNER,
    OVERSKRIFTSRAEKKE,
    TILBUD,
    Ark,
    columns,
)
from socialaftale.takster.takstskema.raekker import Raekke, get, repetitions
from socialaftale.takster.takstskema.sikker import set_text

NOEGLE, STED = "Nøgle", "Tilbud og afdeling"
NOEGLEKILDER = {"Tilbud": ("Tilbud", "Id"), "Afdeling": ("Afdelinger", NOEGLE), "Linje": ("Linjer", "Linje-id")}
_TOMME_PAA_TRYK = 4
_MANGLER = PatternFill("solid", bgColor="F9D4CC")


class Side(NamedTuple):
    """A sheet as it will stand: its rows, its columns by title, its fields, and its last row (empty rows included)."""

    ark: Ark
    raekker: list[Raekke]
    felter: tuple[Felt, ...]
    kolonner: dict[str, int]
    sidste: int

    def letter(self, titel: str) -> str:
        return str(get_column_letter(self.kolonner[titel]))

    def column_range(self, titel: str) -> str:
        """All of a column's cells, as another sheet's formula names them."""
        bogstav = self.letter(titel)
        return f"'{self.ark.navn}'!${bogstav}${FOERSTE_RAEKKE}:${bogstav}${self.sidste}"

    def first_column(self) -> str:
        """The first field that is no id: filled in every row that is in use."""
        return self.column_range(next(felt.titel for felt in self.felter if felt.sti != "id"))


def lay_out(ark: Ark, raekker: list[Raekke], ekstra: dict[str, str]) -> Side:
    """Decide columns and size; `ekstra` names a computed column after each field title that it follows."""
    felter = columns(ark, repetitions(ark, raekker))
    titler = [NOEGLE, STED] if ark is AFDELINGER else []
    titler += NOEGLEKOLONNER[ark.ejer]
    titler += [STED] if ark.ejer and ark is not AFDELINGER else []
    for felt in felter:
        titler.append(felt.titel)
        titler += [ny for ny, efter in ekstra.items() if efter == felt.titel]
    sidste = FOERSTE_RAEKKE + len(raekker) + ark.tomme - 1
    return Side(ark, raekker, felter, {titel: nr for nr, titel in enumerate(titler, 1)}, sidste)


def write_sheet(ws: Worksheet, side: Side, sider: dict[str, Side], kort: Kort) -> None:
    """The whole sheet: headings, rows, cell checks, look. Every field written is put on the map."""
    _write_headings(ws, side)
    for nr in range(FOERSTE_RAEKKE, side.sidste + 1):
        post = side.raekker[nr - FOERSTE_RAEKKE] if nr < FOERSTE_RAEKKE + len(side.raekker) else None
        _write_keys(ws, side, sider, nr, post)
        _write_fields(ws, side, nr, post, kort)
    _add_checks(ws, side, sider)
    frosne = get_column_letter(len(side.kolonner) - len(side.felter) + 1) if side.ark.ejer else "C"
    fane = stil.FANE_KORT if side.ark.kort_niveau else stil.FANE_FULD
    sidste_kolonne, brugte = get_column_letter(len(side.kolonner)), FOERSTE_RAEKKE + len(side.raekker) + _TOMME_PAA_TRYK
    gentag = f"{OVERSKRIFTSRAEKKE}:{OVERSKRIFTSRAEKKE}"
    stil.set_up_sheet(ws, fane, f"{frosne}{FOERSTE_RAEKKE}", gentag, f"A1:{sidste_kolonne}{brugte}")
    ws.auto_filter.ref = f"A{OVERSKRIFTSRAEKKE}:{sidste_kolonne}{side.sidste}"


def _write_headings(ws: Worksheet, side: Side) -> None:
    set_text(stil.paint(ws["A1"], "titel"), side.ark.navn)
    set_text(stil.paint(ws["A2"], "undertitel"), side.ark.formaal)
    felter = {felt.titel: felt for felt in side.felter}
    for titel, kolonne in side.kolonner.items():
        felt = felter.get(titel)
        set_text(stil.paint(ws.cell(OVERSKRIFTSRAEKKE, kolonne), "overskrift"), titel)
        set_text(stil.paint(ws.cell(OVERSKRIFTSRAEKKE - 1, kolonne), "hjaelp"), short_help(felt) if felt else "")
        ws.column_dimensions[get_column_letter(kolonne)].width = stil.width(felt) if felt else 20
    if STED in side.kolonner:
        ws.column_dimensions[side.letter(STED)].width = 30
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 26, 20
    stil.fit_height(ws, OVERSKRIFTSRAEKKE - 1, ((stil.width(f) - 1, short_help(f)) for f in side.felter), mindst=2)
    stil.fit_height(ws, OVERSKRIFTSRAEKKE, ((stil.width(f) - 3, f.titel) for f in side.felter), mindst=3)


def _write_keys(ws: Worksheet, side: Side, sider: dict[str, Side], nr: int, raekke: Raekke | None) -> None:
    noegler = NOEGLEKOLONNER[side.ark.ejer]
    for titel, vaerdi in zip(noegler, raekke.noegler if raekke else ("",) * len(noegler), strict=True):
        celle = stil.paint(ws.cell(nr, side.kolonner[titel]), "laast" if raekke else "felt", stil.TEKST, 1)
        if raekke:
            set_text(celle, vaerdi)
    for titel in (NOEGLE, STED):
        if titel in side.kolonner:
            celle = stil.paint(ws.cell(nr, side.kolonner[titel]), "laast", indryk=1)
            celle.value = _key_formula(side, nr) if titel == NOEGLE else _place_formula(side, sider, nr)


def _key_formula(side: Side, nr: int) -> str:
    tilbud, id_ = side.letter("Tilbud"), side.letter("Id")
    return f'=IF({id_}{nr}="","",{tilbud}{nr}&":"&{id_}{nr})'


def _place_formula(side: Side, sider: dict[str, Side], nr: int) -> str:
    """Names of tilbud and afdeling beside the key, so that nobody has to know ids by heart."""
    egen = f"{side.letter(NOEGLEKOLONNER[side.ark.ejer][0])}{nr}"
    if side.ark.ejer != TILBUD.navn:
        oppe = sider[AFDELINGER.navn]
        return _look_up(egen, oppe.column_range(NOEGLE), oppe.column_range(STED))
    oppe = sider[TILBUD.navn]
    navn = _look_up(egen, oppe.column_range("Id"), oppe.column_range("Tilbud"))
    if side.ark is not AFDELINGER:
        return navn
    return f'=IF({egen}="","",{navn[1:]}&" · "&{side.letter("Afdeling")}{nr})'


def _look_up(noegle: str, kendte: str, svar: str) -> str:
    return f'=IF({noegle}="","",IFERROR(INDEX({svar},MATCH({noegle},{kendte},0)),"findes ikke"))'


def _write_fields(ws: Worksheet, side: Side, nr: int, raekke: Raekke | None, kort: Kort) -> None:
    for felt in side.felter:
        kolonne = side.kolonner[felt.titel]
        fast_id = raekke is not None and felt.sti == "id"
        indryk = 0 if felt.slags in (Slags.TAL, Slags.HELTAL) else 1
        celle = stil.paint(ws.cell(nr, kolonne), "laast" if fast_id else "felt", stil.number_format(felt), indryk)
        if raekke is None:
            continue
        fill(celle, felt, get(raekke.post, felt.sti))
        kort.put(f"{raekke.sti}.{felt.sti}", Celle(side.ark.navn, nr, kolonne))
    if raekke is not None:
        tekster = [(stil.width(f), get(raekke.post, f.sti) or "") for f in side.felter if f.slags is Slags.TEKST]
        stil.fit_height(ws, nr, tekster)


def fill(celle: Any, felt: Felt, vaerdi: Any) -> None:
    """Put a field's value in its cell: numbers as numbers, choices in their Danish words, text never as a formula."""
    if vaerdi is None or vaerdi == "":
        return
    if isinstance(vaerdi, Decimal | int):
        celle.value = vaerdi
    else:
        set_text(celle, label(vaerdi) if felt.slags is Slags.VALG else vaerdi)


def _add_checks(ws: Worksheet, side: Side, sider: dict[str, Side]) -> None:
    for felt in side.felter:
        _attach(ws, side, felt.titel, _check(felt, sider))
        if felt.paakraevet and not felt.kun:
            _mark_missing(ws, side, felt)
    for titel in NOEGLEKOLONNER[side.ark.ejer]:
        arknavn, kolonne = NOEGLEKILDER[titel]
        check = DataValidation("list", formula1=f"={sider[arknavn].column_range(kolonne)}")
        check.error = check.prompt = f"Vælg fra listen. Mangler den, så skriv den først på arket {arknavn}."
        _attach(ws, side, titel, check)


def _attach(ws: Worksheet, side: Side, titel: str, check: DataValidation) -> None:
    bogstav = side.letter(titel)
    check.add(f"{bogstav}{FOERSTE_RAEKKE}:{bogstav}{side.sidste}")
    check.allow_blank = True
    check.showErrorMessage = check.showInputMessage = True
    check.errorTitle = check.promptTitle = titel[:32]
    ws.add_data_validation(check)


def _check(felt: Felt, sider: dict[str, Side]) -> DataValidation:
    if felt.slags is Slags.VALG:
        check = DataValidation("list", formula1='"' + ",".join(map(label, felt.valg)) + '"')
    elif felt.slags in (Slags.TAL, Slags.HELTAL):
        mindst, hoejst = span(felt)
        slags = "whole" if felt.slags is Slags.HELTAL else "decimal"
        check = DataValidation(slags, operator="between", formula1=str(mindst), formula2=str(hoejst))
    elif felt.slags is Slags.NOEGLE and felt.sti not in ("id", "fra_linje"):
        check = DataValidation("list", formula1=f"={sider['Linjer'].column_range('Linje-id')}", errorStyle="warning")
    else:
        check = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(felt.laengde or 4000))
    check.prompt = check.error = long_help(felt)
    return check


def _mark_missing(ws: Worksheet, side: Side, felt: Felt) -> None:
    """A required cell that is empty in a row somebody has begun turns red."""
    if felt.sti == "id":
        return
    egne = [andet for andet in side.felter if andet.sti != "id"]
    foerste, sidste = side.letter(egne[0].titel), side.letter(egne[-1].titel)
    bogstav, r = side.letter(felt.titel), FOERSTE_RAEKKE
    formel = f'AND(SUMPRODUCT(--(${foerste}{r}:${sidste}{r}<>""))>0,ISBLANK({bogstav}{r}))'
    ws.conditional_formatting.add(
        f"{bogstav}{r}:{bogstav}{side.sidste}", FormulaRule(formula=[formel], fill=_MANGLER, stopIfTrue=False)
    )
