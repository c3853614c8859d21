"""A document as DOCX, in Word's own styles, so that the secretariat can go on writing in it."""

import copy
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from .dokument import Afsnit, Del, Dokument, Liste, Tabel, Tekst

if TYPE_CHECKING:
    from docx.document import Document

SPROG = "da-DK"
SKRIFT = "Calibri"
IDENTIFIKATOR = 255  # Word has room for no more
SIDE_CM, MARGEN_CM, TAL_CM = 21, 2, 1.55


def as_docx(dokument: Dokument, lavet_at: dt.datetime, sagsnr: str = "") -> bytes:
    """The document with headings, lists and tables whose first row is repeated; Danish, with its title set.

    `sagsnr` stands in its properties as the identifier.
    """
    from docx import Document

    ud = Document()
    _set_up(ud, dokument, lavet_at)
    ud.core_properties.identifier = sagsnr[:IDENTIFIKATOR]
    ud.add_heading(dokument.titel, level=0)
    ud.add_paragraph(dokument.undertitel, style="Subtitle")
    for navn, vaerdi in dokument.oplysninger:
        _paragraph(ud, Tekst(vaerdi, navn))
    for afsnit in dokument.afsnit:
        _section(ud, afsnit, 1)
    raw = io.BytesIO()
    ud.save(raw)
    return raw.getvalue()


def _set_up(ud: "Document", dokument: Dokument, lavet_at: dt.datetime) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    om = ud.core_properties
    om.title, om.subject, om.author, om.language = dokument.titel, dokument.undertitel, "Socialaftale", SPROG
    om.keywords = "; ".join(vaerdi for _, vaerdi in dokument.oplysninger)
    om.comments, om.created, om.modified = "", lavet_at.replace(tzinfo=None), lavet_at.replace(tzinfo=None)
    for stil in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2"):
        skrift = ud.styles[stil].font
        skrift.name = SKRIFT
        skrift.element.rPr.rFonts.set(qn("w:ascii"), SKRIFT)
        skrift.element.rPr.rFonts.set(qn("w:hAnsi"), SKRIFT)
        for tema in ("w:asciiTheme", "w:hAnsiTheme"):
            skrift.element.rPr.rFonts.attrib.pop(qn(tema), None)
        skrift.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    ud.styles["Normal"].font.size = Pt(10.5)
    for sprog in ud.styles.element.iter(qn("w:lang")):
        sprog.set(qn("w:val"), SPROG)
    afsnit = ud.sections[0]
    afsnit.page_width, afsnit.page_height = Cm(SIDE_CM), Cm(29.7)
    afsnit.left_margin = afsnit.right_margin = afsnit.top_margin = afsnit.bottom_margin = Cm(MARGEN_CM)
    _page_number(afsnit.footer.paragraphs[0])


def _page_number(linje: Any) -> None:
    """`Side 2`, counted by Word."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    linje.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    linje.add_run("Side ")
    felt = OxmlElement("w:fldSimple")
    felt.set(qn("w:instr"), "PAGE")
    linje._p.append(felt)


def _section(ud: "Document", afsnit: Afsnit, niveau: int) -> None:
    ud.add_heading(afsnit.overskrift, level=niveau)
    for del_ in afsnit.dele:
        _part(ud, del_)
    for under in afsnit.under:
        _section(ud, under, niveau + 1)


def _part(ud: "Document", del_: Del) -> None:
    match del_:
        case Tekst():
            _paragraph(ud, del_)
        case Liste(punkter, True):
            _numbered(ud, punkter)
        case Liste(punkter):
            for punkt in punkter:
                ud.add_paragraph(punkt, style="List Bullet")
        case Tabel():
            _table(ud, del_)


def _numbered(ud: "Document", punkter: tuple[str, ...]) -> None:
    """Count from one: Word's own style goes on where the list before it ended."""
    stil = ud.styles["List Number"].element
    lister = ud.part.numbering_part.element
    liste = lister.add_num(lister.num_having_numId(stil.pPr.numPr.numId.val).abstractNumId.val)
    liste.add_lvlOverride(ilvl=0).add_startOverride(1)
    for punkt in punkter:
        linje = ud.add_paragraph(punkt, style="List Number")
        linje._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = liste.numId


def _paragraph(ud: "Document", tekst: Tekst) -> None:
    linje = ud.add_paragraph()
    if tekst.indledning:
        linje.add_run(f"{tekst.indledning}: ").bold = True
    linje.add_run(tekst.tekst)


def _table(ud: "Document", tabel: Tabel) -> None:
    """The rows are copies of one another: the library's own way takes time with the square of their number."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    ud.add_paragraph(tabel.titel, style="Caption").paragraph_format.keep_with_next = True
    ny = ud.add_table(rows=2, cols=len(tabel.kolonner), style="Table Grid")
    ny.autofit = False
    hoved, skabelon = ny.rows[0]._tr, ny.rows[1]._tr
    for nr, bredde in enumerate(_widths(tabel)):
        ny.columns[nr].width = bredde
        for raekke in ny.rows:
            raekke.cells[nr].width = bredde
            if tabel.kolonner[nr].tal:
                raekke.cells[nr].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _fill(hoved, [kolonne.navn for kolonne in tabel.kolonner], fed=True)
    gentag = OxmlElement("w:tblHeader")
    gentag.set(qn("w:val"), "true")
    hoved.get_or_add_trPr().append(gentag)
    for raekke in tabel.raekker:
        tr = copy.deepcopy(skabelon)
        _fill(tr, raekke.celler)
        ny._tbl.append(tr)
    ny._tbl.remove(skabelon)
    ud.add_paragraph()


def _widths(tabel: Tabel) -> list[Any]:
    """Figures get what they need; the text columns share the rest of the page by their weight."""
    from docx.shared import Cm

    tekst = [0 if kolonne.tal else kolonne.vaegt for kolonne in tabel.kolonner]
    rest = SIDE_CM - 2 * MARGEN_CM - TAL_CM * tekst.count(0)
    return [Cm(TAL_CM if not vaegt else rest * vaegt / sum(tekst)) for vaegt in tekst]


def _fill(tr: Any, celler: Any, fed: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.run import Run

    for tc, tekst in zip(tr.iterchildren(qn("w:tc")), celler, strict=True):
        linje = tc.find(qn("w:p"))
        run = Run(linje.add_r(), None)
        run.text, run.bold, run.font.size = tekst, fed or None, Pt(9)
