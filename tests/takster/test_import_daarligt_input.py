"""Files that cannot be used are answered in Danish with where and what to do, and never with a crash."""

import random
import zipfile
from io import BytesIO

import pytest

from socialaftale.regler.takst.laes import UbrugeligtInput
from socialaftale.takster.importering.laesning import read_fil, read_takstbilag
from socialaftale.takster.importering.laesning.typer import Udfald

from . import importfiler

GOD = [["Tilbud", "Takst 2026"], ["Lærkehuset", 1800]]


def refused(raw: bytes, navn: str = "takster.xlsx", aar: int = 2026) -> str:
    with pytest.raises(UbrugeligtInput) as fejl:
        read_takstbilag(read_fil(raw, navn), aar)
    assert len(fejl.value.fejl) == 1
    return str(fejl.value)


def unplaced(raekker: list[list[object]], aar: int = 2026) -> list[tuple[str, str]]:
    laesning = read_takstbilag(read_fil(importfiler.xlsx(raekker), "takster.xlsx"), aar)
    return [(r.sted, r.grund) for r in laesning.raekker if r.udfald == Udfald.UPLACERET]


def with_entry(raw: bytes, navn: str, indhold: bytes) -> bytes:
    """The workbook with one more (or another) file inside."""
    ud = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as gammel, zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as ny:
        for post in gammel.infolist():
            if post.filename != navn:
                ny.writestr(post, gammel.read(post))
        ny.writestr(navn, indhold)
    return ud.getvalue()


def test_empty_file():
    assert refused(b"").startswith("Filen er tom.")


@pytest.mark.parametrize("andel", [0.3, 0.6, 0.95])
def test_half_a_workbook(andel):
    raw = importfiler.xlsx(GOD)
    assert "ikke hel" in refused(raw[: int(len(raw) * andel)])


@pytest.mark.parametrize("froe", range(25))
def test_a_damaged_file_gives_a_message_or_is_read_but_never_breaks(froe):
    """Bytes changed, cut out and put in at random: the reading answers with lines or with one message."""
    terning = random.Random(froe)
    for raw in (importfiler.en_raekke_pr_linje(), importfiler.pdf(importfiler.PDF_TABEL), importfiler.csv_cp1252()):
        skadet = bytearray(raw)
        for _ in range(terning.choice([1, 5, 40])):
            sted = terning.randrange(len(skadet))
            skadet[sted : sted + terning.choice([0, 1, 1, 1, 30])] = terning.randbytes(terning.choice([0, 1, 1, 8]))
        try:
            assert read_takstbilag(read_fil(bytes(skadet), "fil"), 2020).raekker
        except UbrugeligtInput as fejl:
            assert len(fejl.fejl) == 1


def test_half_a_pdf():
    raw = importfiler.pdf(importfiler.PDF_TABEL)
    assert "ikke hel" in refused(raw[: len(raw) // 2], "takster.pdf")


def test_broken_pdf_with_an_ending():
    assert "beskadiget" in refused(b"%PDF-1.7\nnoget helt andet\n%%EOF", "takster.pdf")


def test_half_a_csv():
    assert "citationstegn" in refused('Tilbud;Takst 2026\n"Lærkehuset;1800\n'.encode(), "takster.csv")


def test_encrypted_workbook():
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert "adgangskode" in refused(raw)


def test_encrypted_pdf():
    import pikepdf

    ud = BytesIO()
    with pikepdf.open(BytesIO(importfiler.pdf(importfiler.PDF_TABEL))) as pdf:
        pdf.save(ud, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "adgangskode" in refused(ud.getvalue(), "takster.pdf")


def test_macro_workbook():
    assert "makroer" in refused(with_entry(importfiler.xlsx(GOD), "xl/vbaProject.bin", b"x"), "takster.xlsm")


def test_zip_bomb_is_refused_before_it_is_unpacked():
    bombe = with_entry(importfiler.xlsx(GOD), "xl/worksheets/sheet2.xml", bytes(201 * 1024 * 1024))
    assert len(bombe) < 1024 * 1024
    assert "over 200 MB, når den pakkes ud" in refused(bombe)


def test_zip_that_is_no_workbook():
    ud = BytesIO()
    with zipfile.ZipFile(ud, "w") as pakke:
        pakke.writestr("brev.txt", "hej")
    assert "ikke et regneark" in refused(ud.getvalue())


def test_a_picture_or_program_is_no_workbook():
    assert "ikke et regneark, en CSV-fil eller en PDF" in refused(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png")


def test_web_page_saved_as_xls():
    assert "internetside" in refused(b"<html><table><tr><td>Takst</td></tr></table></html>", "takster.xls")


def test_100000_rows_in_a_workbook():
    raekker = "".join(f'<row r="{nr}"><c r="A{nr}"><v>{nr}</v></c></row>' for nr in range(1, 100_001))
    ark = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{raekker}</sheetData></worksheet>"
    )
    assert "over 20.000 rækker" in refused(with_entry(importfiler.xlsx(GOD), "xl/worksheets/sheet1.xml", ark.encode()))


def test_100000_rows_in_a_csv_file():
    assert "over 20.000 rækker" in refused(b"Tilbud;Takst 2026\n" + b"A;1800\n" * 100_000, "takster.csv")


def test_pdf_that_is_a_picture_says_what_to_do():
    besked = refused(importfiler.pdf("#rect(width: 4cm, height: 2cm, fill: gray)"), "skannet.pdf")
    assert "er et billede uden tekst" in besked
    assert "Bed om regnearket" in besked


def test_pdf_without_a_table():
    assert "men ingen tabel" in refused(importfiler.pdf("Taksterne sendes senere."), "brev.pdf")


def test_renamed_headers_say_which_headings_are_needed():
    assert "en overskrift med »Takst«" in refused(importfiler.xlsx([["Kolonne1", "Kolonne2"], ["Lærkehuset", 1800]]))


def test_another_years_header():
    besked = refused(importfiler.xlsx([["Tilbud", "Takst 2025", "Takst 2024"], ["Lærkehuset", 1800, 1750]]), aar=2027)
    assert besked == "Filens takster er for 2024 og 2025, men du har valgt 2027. Vælg det år, filen gælder."


def test_last_years_file_has_only_last_years_takst():
    besked = refused(importfiler.xlsx([["Tilbud", "Takst 2025"], ["Lærkehuset", 1800]]))
    assert "Filens takster er for 2025, men du har valgt 2026" in besked


def test_another_year_in_the_title():
    besked = refused(importfiler.xlsx([["Takstbilag 2024"], ["Tilbud", "Takst"], ["Lærkehuset", 1800]]))
    assert "Filens takster er for 2024" in besked


def test_something_like_a_cpr_number_is_refused_and_not_repeated():
    besked = refused(importfiler.xlsx([["Tilbud", "Takst 2026"], ["Lærkehuset (010203-1234)", 1800]]))
    assert besked.startswith("Takster, række 2, kolonne 1: Cellen ser ud til at indeholde et CPR-nummer.")
    assert "1234" not in besked.replace("Takster", "")


def test_ten_digits_are_allowed_in_a_column_of_p_numbers():
    raw = importfiler.xlsx([["Tilbud", "P-nummer", "Takst 2026"], ["Lærkehuset", 1012034567, 1800]])
    assert read_takstbilag(read_fil(raw, "a.xlsx"), 2026).grupper[0].navn == "Lærkehuset"


@pytest.mark.parametrize(
    ("takst", "grund"),
    [
        (-1800, "negativ"),
        (318_700_000, "over 50.000 kr."),
        ("1,800.00", "kan læses på to måder"),
        ("se bilag", "er ikke et tal"),
        ("2026-01-01", "er en dato"),
    ],
)
def test_a_takst_that_cannot_be_used_leaves_its_row_unplaced_with_the_reason(takst, grund):
    ((sted, begrundelse),) = unplaced([*GOD, ["Solgården", takst]])
    assert sted == "Takster, række 3"
    assert grund in begrundelse


def test_a_row_without_a_takst_is_not_skipped():
    ((sted, grund),) = unplaced(
        [["Tilbud", "§", "Takst 2026"], ["Lærkehuset", "§ 107", 1800], ["Solgården", "§ 108", None]]
    )
    assert (sted, grund[:26]) == ("Takster, række 3", "Rækken har ingen takst. Sk")


def test_a_line_that_stands_twice_is_not_added_twice():
    ((sted, grund),) = unplaced([*GOD, ["Lærkehuset", 1900]])
    assert sted == "Takster, række 3"
    assert "står allerede i Takster, række 2" in grund


def test_a_line_that_has_ended_asks():
    ((_, grund),) = unplaced([["Tilbud", "Takst 2026", "Takst 2025"], ["Lærkehuset", None, 1750]])
    assert "Er linjen ophørt" in grund


def test_formulas_without_saved_results_are_told_of():
    fil = read_fil(importfiler.xlsx([["Tilbud", "Takst 2026"], ["Lærkehuset", "=1800+0"]]), "takster.xlsx")
    assert "formler uden gemt resultat" in fil.noter[0]
