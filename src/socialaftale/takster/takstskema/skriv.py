"""The takstskema out: one workbook per driftsherre and year, filled, marked, checked and explained."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema.kort import Kort
from socialaftale.takster.takstskema.layout import (
    AENDRING,
    ARK,
    BEREGNET,
    BEREGNING,
    FOERSTE_RAEKKE,
    LINJER,
    OMKOSTNINGER,
    OVERBLIK,
    SIDST,
    VEJLEDNING,
    Ark,
)
from socialaftale.takster.takstskema.raekker import Ejer, as_data, fingerprint, get, owners, rows

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from socialaftale.takster.takstskema.arkskrivning import Side
    from socialaftale.takster.takstskema.beregningsark import Beregningsark

_SIDSTE_AAR = {LINJER: ("id", "takst_kr", "Takst sidste år"), OMKOSTNINGER: ("tekst", "beloeb_kr", "Beløb")}


def write_takstskema(
    ny: Indberetning, forrige: Indberetning | None, regelsaet: Regelsaet, udgangspunkt: str = ""
) -> bytes:
    """The workbook of the report `ny` as XLSX; figures of last year's report stand beside it where there is one.

    `udgangspunkt` comes back with the file: it says which versions the file was filled from.
    """
    from openpyxl import Workbook

    from socialaftale.takster.takstskema import arkskrivning, overblik, vejledning
    from socialaftale.takster.takstskema.beregningsark import Beregningsark, year_cell

    data, kort, bog = as_data(ny), Kort(), Workbook()
    bog.remove(bog.worksheets[0])
    ws = {navn: bog.create_sheet(navn) for navn in (VEJLEDNING, OVERBLIK, *(ark.navn for ark in ARK), BEREGNING)}
    ejere = owners(data)
    sider = {ark.navn: arkskrivning.lay_out(ark, list(rows(ark, ejere)), _extra(ark, forrige)) for ark in ARK}
    vejledning.write_guidance(ws[VEJLEDNING])
    overblik.write_overview(ws[OVERBLIK], data, fingerprint(data), kort, udgangspunkt)
    overblik.write_progress(ws[OVERBLIK], sider[LINJER.navn], regelsaet.taerskler.aendring_forklares.vaerdi)
    overblik.write_contents(ws[OVERBLIK], sider)
    for side in sider.values():
        arkskrivning.write_sheet(ws[side.ark.navn], side, sider, kort)
    beregning = Beregningsark(ws[BEREGNING], ny, regelsaet, kort, year_cell(kort))
    beregning.write(*_rows_in_use([sider[ark.navn] for ark in ARK if not ark.kort_niveau]))
    _compare(ws[LINJER.navn], sider[LINJER.navn], beregning)
    for ark in _SIDSTE_AAR if forrige else ():
        _show_last_year(ws[ark.navn], sider[ark.navn], owners(as_data(forrige)) if forrige else {})
    return _save(bog)


def _extra(ark: Ark, forrige: Indberetning | None) -> dict[str, str]:
    egne = {BEREGNET: "Takst", AENDRING: "Takst sidste år"} if ark is LINJER else {}
    sidst = {SIDST: _SIDSTE_AAR[ark][2]} if forrige and ark in _SIDSTE_AAR else {}
    return sidst | egne


def _rows_in_use(sider: list["Side"]) -> tuple[str, int]:
    """A formula that counts the rows a computed takst is made from, and how many they are now."""
    formel = "+".join(f'SUMPRODUCT(--({side.first_column()}<>""))' for side in sider)
    return formel, sum(get(raekke.post, side.felter[0].sti) is not None for side in sider for raekke in side.raekker)


def _compare(ws: "Worksheet", side: "Side", beregning: "Beregningsark") -> None:
    """On every line: the computed takst where there is one, and the change since last year."""
    from socialaftale.takster.takstskema import stil

    takst, foer = side.letter("Takst"), side.letter("Takst sidste år")
    for nr in range(FOERSTE_RAEKKE, side.sidste + 1):
        beregnet = stil.paint(ws.cell(nr, side.kolonner[BEREGNET]), "beregnet", stil.KRONER)
        if nr - FOERSTE_RAEKKE < len(side.raekker):
            raekke = side.raekker[nr - FOERSTE_RAEKKE]
            sted = raekke.sti.partition(".linjer")[0]
            reference = beregning.takster.get((sted, raekke.post["id"]))
            beregnet.value = f"={reference}" if reference else None
        gaeldende = f'IF({takst}{nr}<>"",{takst}{nr},{side.letter(BEREGNET)}{nr})'
        formel = f'=IF(AND(N({gaeldende})>0,N({foer}{nr})>0),{gaeldende}/{foer}{nr}-1,"")'
        stil.paint(ws.cell(nr, side.kolonner[AENDRING]), "beregnet", stil.PROCENTTAL).value = formel


def _show_last_year(ws: "Worksheet", side: "Side", forrige: dict[str, list[Ejer]]) -> None:
    from socialaftale.takster.takstskema import stil

    noegle, beloeb, _ = _SIDSTE_AAR[side.ark]
    kendte: dict[Any, Any] = {(r.noegler, r.post[noegle]): r.post[beloeb] for r in rows(side.ark, forrige)}
    for nr in range(FOERSTE_RAEKKE, side.sidste + 1):
        celle = stil.paint(ws.cell(nr, side.kolonner[SIDST]), "laast", stil.KRONER)
        if nr - FOERSTE_RAEKKE < len(side.raekker):
            raekke = side.raekker[nr - FOERSTE_RAEKKE]
            celle.value = kendte.get((raekke.noegler, raekke.post[noegle]))


def _save(bog: Any) -> bytes:
    bog.active = 1
    bog.calculation.fullCalcOnLoad = True
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()
