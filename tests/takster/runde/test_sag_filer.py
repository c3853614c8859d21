"""The case as a document to go on writing in, as a PDF, and the whole case file for the case system."""

import datetime as dt
import io
import re

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pdfplumber import open as open_pdf

from socialaftale.faelles.dokument import Afsnit, Dokument, Kolonne, Raekke, Tabel, Tekst, as_text
from socialaftale.faelles.dokument_docx import as_docx
from socialaftale.faelles.dokument_pdf import as_pdf
from socialaftale.moeder.actions import Punkttekst, add_point, close_meeting, draw_up
from socialaftale.moeder.models import Moede
from socialaftale.takster.actions import share_basis
from socialaftale.takster.afgoerelse.moedesag import read_meeting
from socialaftale.takster.afgoerelse.sag import build_case
from socialaftale.takster.afgoerelse.sagsdata import read_case
from socialaftale.takster.runde.actions import Datovalg, move_dates
from tests.takster.conftest import KANARIE

from .afgoerelseshjaelp import HOEJ, answer, name_bodies, page, remark_on, visit
from .conftest import DAS, FU
from .gennemgangshjaelp import GRUND, submit_explained

NU = dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC)
SAG = "/takster/sag/nordjylland/2027/"
SAGSNR = "2026-072748"


@pytest.fixture
def das(rum):
    """A line with an explanation and an answered remark, recommended by FU; the point of DAS with its case number."""
    name_bodies(rum)
    linje = rum.line(submit_explained(rum, rum.hus.tilbud, takst_loen=HOEJ))
    answer(rum, remark_on(rum, linje.indsendelse))
    rum.go_to(FU)
    (fu,) = draw_up(moede=rum.moeder["fu"], by=rum.sekretaer)
    rum.decide(fu, "indstillet", tekst="Taksten er forklaret.")
    rum.go_to(DAS)
    tekst = Punkttekst("Takster for 2027", sagsnr=SAGSNR, emne="takster", emne_id="2027")
    return add_point(moede=rum.moeder["das"], tekst=tekst, by=rum.sekretaer)


def fetch(bruger, sti: str) -> bytes:
    svar = visit(bruger).get(sti)
    assert svar.status_code == 200, svar.status_code
    return b"".join(svar)


def words(tekst: str) -> list[str]:
    return re.sub(r"[\s\u00a0]+", " ", tekst).split(" ")


def pdf_text(raw: bytes) -> str:
    with open_pdf(io.BytesIO(raw)) as pdf:
        return "\n".join(side.extract_text() for side in pdf.pages)


def docx_text(raw: bytes) -> str:
    dokument = Document(io.BytesIO(raw))
    celler = [celle.text for tabel in dokument.tables for raekke in tabel.rows for celle in raekke.cells]
    return "\n".join([*(linje.text for linje in dokument.paragraphs), *celler])


def test_page_word_and_pdf_say_the_same(rum, das):
    side = page(rum.sekretaer, SAG)
    dokument = build_case(read_case(read_meeting(rum.runde, meeting(rum))))
    alt = as_text(et for et in dokument.afsnit if not et.bilag)
    ord_ = {et for et in words(alt) if len(et) > 3 and et.isalpha() and et.islower()}
    assert len(ord_) > 25
    for navn, tekst in (("siden", side), ("Word", docx_text(fetch(rum.sekretaer, f"{SAG}fil.docx")))):
        assert {et for et in ord_ if et not in tekst} == set(), navn
    pdf = pdf_text(fetch(rum.sekretaer, f"{SAG}fil.pdf"))
    uden_deling = re.sub(r"-\n", "", pdf)
    assert len({et for et in ord_ if et not in uden_deling}) <= len(ord_) // 20, "but for words that are hyphenated"
    for tal_ in ("1.371", "1.119", "22,5"):
        assert tal_ in side and tal_ in pdf and tal_ in docx_text(fetch(rum.sekretaer, f"{SAG}fil.docx"))


def meeting(rum):
    return Moede.objects.in_order().get(pk=rum.moeder["das"].pk)


def test_the_document_is_danish_has_its_title_and_repeats_the_tables_heads(rum, das):
    raw = fetch(rum.sekretaer, f"{SAG}fil.docx")
    dokument = Document(io.BytesIO(raw))
    assert dokument.core_properties.title == "Takster for 2027" and SAGSNR in dokument.core_properties.keywords
    sprog = {et.get(qn("w:val")) for et in dokument.styles.element.iter(qn("w:lang"))}
    assert sprog == {"da-DK"}
    assert dokument.paragraphs[0].style.name == "Title"
    assert next(et.text for et in dokument.paragraphs if et.style.name == "Heading 1") == "Resumé"
    for tabel in dokument.tables:
        assert tabel.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_the_pdf_is_archivable_and_accessible_and_carries_its_case_number(rum, das):
    with pikepdf.open(io.BytesIO(fetch(rum.sekretaer, f"{SAG}fil.pdf"))) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert meta["dc:title"] == "Takster for 2027" and meta["dc:identifier"] == SAGSNR
        assert str(pdf.Root.Lang) == "da" and pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Keywords"]) == meta["pdf:Keywords"] == f"Sagsnummer {SAGSNR}"
        assert str(pdf.docinfo["/Title"]) == "Takster for 2027"


def test_the_same_document_gives_the_same_bytes_and_no_row_is_cut_off():
    raekker = tuple(Raekke((f"Linje {nr}", str(nr))) for nr in range(400))
    tabel = Tabel("Mange", (Kolonne("Takst"), Kolonne("Kr.", True)), raekker)
    dokument = Dokument("Prøve", "Til prøve", (), (Afsnit("Takster", (Tekst("#set page() $x$ *fed*"), tabel)),))
    raw = as_pdf(dokument, NU, "S-1")
    assert raw == as_pdf(dokument, NU, "S-1")
    tekst = pdf_text(raw)
    assert all(f"Linje {nr}" in tekst for nr in range(400)) and "#set page() $x$ *fed*" in tekst
    assert len(Document(io.BytesIO(as_docx(dokument, NU))).tables[0].rows) == 401


def test_the_case_file_holds_all_that_was_said_and_decided(rum, das):
    rum.decide(das, "godkendt", tekst="DAS godkender.")
    raw = fetch(rum.sekretaer, f"{SAG}akter.pdf")
    tekst = re.sub(r"\s+", " ", pdf_text(raw))
    kvittering = rum.hus.tilbud.indberetninger.get(aar=2027).indsendelser.get().kvittering
    sagt = ("Hvad dækker taksten?", "Kost og bolig.", GRUND, "Taksten er forklaret.", "DAS godkender.", "1.371")
    for ord_ in (*sagt, kvittering, "Egen kompetence"):
        assert ord_ in tekst, ord_
    with pikepdf.open(io.BytesIO(raw)) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:identifier"] == SAGSNR and meta["pdfaid:part"] == "2"
    with (
        pikepdf.open(io.BytesIO(fetch(rum.sekretaer, f"{SAG}akter.pdf?sagsnr=EGEN-7"))) as pdf,
        pdf.open_metadata() as m,
    ):
        assert m["dc:identifier"] == "EGEN-7"


def test_cost_lines_are_in_the_case_file_only_where_they_are_shared(rum, das):
    sti = f"{SAG}akter.pdf"
    assert KANARIE not in re.sub(r"\s+", " ", pdf_text(fetch(rum.sekretaer, sti)))
    version = rum.hus.tilbud.indberetninger.get(aar=2027).versioner.newest().get()
    share_basis(version=version, delt=True, by=rum.hus.indberetter)
    assert KANARIE in re.sub(r"\s+", " ", pdf_text(fetch(rum.sekretaer, sti)))


def test_a_driftsherre_gets_its_own_part_without_what_was_not_sent_to_it(rum, das):
    remark_on(rum, rum.hus.tilbud.indberetninger.get(aar=2027).indsendelser.get(), "Kun til os", send=False)
    rum.decide(das, "godkendt", tekst="DAS godkender.")
    kode = rum.hus.register.hjoerring.kode
    tekst = re.sub(r"\s+", " ", pdf_text(fetch(rum.hus.indberetter, f"{SAG}akter/{kode}.pdf")))
    assert "Hvad dækker taksten?" in tekst and "Kun til os" not in tekst
    assert "DAS 17.11.2026: godkendt" in tekst and "DAS godkender." not in tekst, "the meeting is not over"
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    tekst = pdf_text(fetch(rum.hus.indberetter, f"{SAG}akter/{kode}.pdf"))
    assert "DAS godkender." in re.sub(r"\s+", " ", tekst)
    page(rum.hus.indberetter, f"{SAG}akter.pdf", 403)
    page(rum.hus.indberetter, f"{SAG}akter/{rum.hus.register.aalborg.kode}.pdf", 403)
    page(rum.member(rum.hus.register.aalborg), f"{SAG}akter.pdf", 403)
    page(None, f"{SAG}akter/{kode}.pdf", 302)


def test_a_file_that_is_not_made_is_not_found(rum, das):
    page(rum.sekretaer, f"{SAG}fil.odt", 404)
    page(rum.sekretaer, f"{SAG}?moede=abc", 200)
    page(rum.hus.indberetter, SAG, 403)


def test_before_the_meetings_are_called_the_page_says_what_to_do(rum):
    datoer = Datovalg(dt.date(2026, 10, 15), dt.date(2026, 10, 20))
    move_dates(runde=rum.runde, set_nr=1, datoer=datoer, grund="Møderne er ikke aftalt", by=rum.sekretaer)
    assert "Rundens møder er ikke indkaldt" in page(rum.sekretaer, SAG)


def test_the_driftsherre_finds_its_case_file_beside_its_receipts(rum, das):
    kode = rum.hus.register.hjoerring.kode
    sti = f"/takster/driftsherre/{kode}/2027/kvitteringer/"
    assert f"{SAG}akter/{kode}.pdf" in page(rum.hus.indberetter, sti)
    assert "akter.pdf" not in page(rum.member(rum.hus.register.aalborg), sti)
