"""The reply: the reporter's own workbook back, with every finding on its cell and all of them on one sheet."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from socialaftale.regler.kontrol.fund import Alvor, Fund
from socialaftale.takster.takstskema.felter import label
from socialaftale.takster.takstskema.kort import Celle
from socialaftale.takster.takstskema.laes import Laesning, read_takstskema
from socialaftale.takster.takstskema.layout import BEMAERKNINGER
from socialaftale.takster.takstskema.placering import cell_of
from socialaftale.takster.takstskema.sikker import set_text, xlsx_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORFATTER = "Socialaftale"
FARVER = {
    Alvor.FEJL: "F4B6AA",
    Alvor.KRAEVER_FORKLARING: "FBD9A5",
    Alvor.OPMAERKSOM: "CFE2F3",
    Alvor.KAN_IKKE_AFGOERES: "E1E5E8",
}
KOLONNER = (("Nr.", 7), ("Alvor", 20), ("Celle", 24), ("Tilbud", 26), ("Bemærkning", 70), ("Hvad skal du gøre?", 60))
_HOEJST_I_KOMMENTAR = 1500


class Bemaerkning(NamedTuple):
    """One thing to look at: how grave, in which cell (None for the whole file), what, what to do, on which tilbud."""

    alvor: Alvor
    celle: Celle | None
    tekst: str
    goer: str
    tilbud: str = ""

    @property
    def kommentar(self) -> str:
        return f"{label(self.alvor).capitalize()}: {self.tekst} {self.goer}".strip()


def write_svar(raw: bytes, fund: Iterable[Fund], laesning: Laesning | None = None) -> bytes:
    """The workbook `raw` with its findings, and with the faults that keep it from being read, coloured and explained.

    `laesning` is how it was read, where that was done with released cells or an expected driftsherre. Raises ValueError
    where `raw` cannot be opened as a workbook at all; then there is nothing to answer in.
    """
    from openpyxl import load_workbook

    laesning = laesning or read_takstskema(raw, "")
    bemaerkninger = gather(laesning, fund)
    if any(not fejl.ark for fejl in laesning.fejl):
        raise ValueError(str(laesning.fejl[0]))
    bog = load_workbook(BytesIO(raw))
    _clean(bog)
    for bemaerkning in bemaerkninger:
        _mark(bog, bemaerkning)
    _write_list(bog, bemaerkninger)
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def gather(laesning: Laesning, fund: Iterable[Fund]) -> list[Bemaerkning]:
    """Every fault and finding with its cell, the gravest first."""
    alle = [Bemaerkning(Alvor.FEJL, fejl.place, fejl.besked, "") for fejl in laesning.fejl]
    navne = {tilbud.id: tilbud.navn for tilbud in laesning.laest.tilbud} if laesning.laest else {}
    for et_fund in fund:
        celle = cell_of(et_fund, laesning.laest, laesning.kort) if laesning.laest else None
        alle.append(Bemaerkning(et_fund.alvor, celle, et_fund.besked, et_fund.goer, navne.get(et_fund.tilbud, "")))
    orden = list(Alvor)
    return sorted(alle, key=lambda bemaerkning: orden.index(bemaerkning.alvor))


def _clean(bog: "Workbook") -> None:
    """A reply that is filled in and sent again carries the last reply's marks; they are taken off first."""
    from socialaftale.takster.takstskema import stil

    if BEMAERKNINGER in bog.sheetnames:
        del bog[BEMAERKNINGER]
    for ark in bog.worksheets:
        for raekke in ark.iter_rows():
            for celle in raekke:
                if celle.comment is not None and celle.comment.author == FORFATTER:
                    celle.comment = None
                    celle.fill = stil.STILE["laast" if celle.protection.locked else "felt"]["fill"]


def _mark(bog: "Workbook", bemaerkning: Bemaerkning) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if bemaerkning.celle is None or bemaerkning.celle.ark not in bog.sheetnames:
        return
    celle = bog[bemaerkning.celle.ark].cell(bemaerkning.celle.raekke, bemaerkning.celle.kolonne)
    if type(celle).__name__ == "MergedCell":
        return
    if celle.comment is None:
        celle.fill = PatternFill("solid", fgColor=FARVER[bemaerkning.alvor])
    elif celle.comment.author != FORFATTER:
        return
    foer = f"{celle.comment.text}\n\n" if celle.comment else ""
    tekst = xlsx_text(foer + bemaerkning.kommentar)[:_HOEJST_I_KOMMENTAR]
    celle.comment = Comment(tekst, FORFATTER, width=380, height=60 + 18 * (len(tekst) // 50))


def _write_list(bog: "Workbook", bemaerkninger: list[Bemaerkning]) -> None:
    from socialaftale.takster.takstskema import stil

    ws = bog.create_sheet(BEMAERKNINGER, 0)
    bog.active = 0
    for ark in bog.worksheets[1:]:
        ark.sheet_view.tabSelected = False
    set_text(stil.paint(ws["A1"], "titel"), BEMAERKNINGER)
    set_text(stil.paint(ws["A2"], "undertitel"), _summary(bemaerkninger))
    ws.row_dimensions[1].height = 28
    for kolonne, (titel, bredde) in enumerate(KOLONNER, 1):
        set_text(stil.paint(ws.cell(4, kolonne), "overskrift"), titel)
        ws.column_dimensions["ABCDEF"[kolonne - 1]].width = bredde
    for nr, bemaerkning in enumerate(bemaerkninger, 1):
        _write_row(ws, nr, bemaerkning)
    stil.set_up_sheet(ws, "B3261E", "A5", "4:4")


def _write_row(ws: "Worksheet", nr: int, bemaerkning: Bemaerkning) -> None:
    from openpyxl.styles import PatternFill

    from socialaftale.takster.takstskema import stil

    raekke, maal = nr + 4, bemaerkning.celle
    sted = f"{maal.ark} {maal.navn}" if maal else "hele filen"
    tekster = (
        str(nr),
        label(bemaerkning.alvor).capitalize(),
        sted,
        bemaerkning.tilbud,
        bemaerkning.tekst,
        bemaerkning.goer,
    )
    for kolonne, tekst in enumerate(tekster, 1):
        set_text(stil.paint(ws.cell(raekke, kolonne), "tekst"), tekst)
    ws.cell(raekke, 2).fill = PatternFill("solid", fgColor=FARVER[bemaerkning.alvor])
    if maal:
        stil.link_to(ws.cell(raekke, 3), maal)
    bredder = (bredde for _, bredde in KOLONNER)
    stil.fit_height(ws, raekke, zip(bredder, tekster, strict=True))


def _summary(bemaerkninger: list[Bemaerkning]) -> str:
    if not bemaerkninger:
        return "Der er ingen bemærkninger. Skemaet er klar."
    antal: dict[Any, int] = {}
    for bemaerkning in bemaerkninger:
        antal[bemaerkning.alvor] = antal.get(bemaerkning.alvor, 0) + 1
    return ", ".join(f"{n} {label(alvor)}" for alvor, n in antal.items()) + ". Klik på cellen for at komme derhen."
