"""Bad input: one clear Danish message with its place and what to do; nothing is stored, nothing falls over."""

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.takster.takstskema import Forventet, read_takstskema, write_takstskema
from socialaftale.takster.takstskema.filvagt import HOEJST_UDPAKKET
from socialaftale.takster.takstskema.layout import OVERSKRIFTSRAEKKE
from tests.omfang import FRISK_FROE, antal
from tests.takster.skemaeksempel import example_pair

FORVENTET = Forventet(2026, "860")
FOERSTE = OVERSKRIFTSRAEKKE + 1


@pytest.fixture(scope="module")
def skema() -> bytes:
    forrige, ny = example_pair(1)
    return write_takstskema(ny, forrige, regelsaet_for(2026).regelsaet)


def edited(raw: bytes, change: Callable[[Any], None]) -> bytes:
    bog = openpyxl.load_workbook(BytesIO(raw))
    change(bog)
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def typed(raw: bytes, ark: str, titel: str, vaerdi: Any, raekke: int = FOERSTE) -> bytes:
    def change(bog: Any) -> None:
        titler = [celle.value for celle in bog[ark][OVERSKRIFTSRAEKKE]]
        bog[ark].cell(raekke, titler.index(titel) + 1).value = vaerdi

    return edited(raw, change)


def messages(raw: bytes, filnavn: str = "skema.xlsx") -> list[str]:
    laesning = read_takstskema(raw, filnavn, FORVENTET)
    assert laesning.indberetning is None
    return [str(fejl) for fejl in laesning.fejl]


def repacked(raw: bytes, **nye: bytes) -> bytes:
    """The same package with more parts; `__` in a name stands for a slash."""
    ud = BytesIO(raw)
    with zipfile.ZipFile(ud, "a", zipfile.ZIP_DEFLATED) as pakke:
        for navn, indhold in nye.items():
            pakke.writestr(navn.replace("__", "/"), indhold)
    return ud.getvalue()


# Files that are not opened ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "besked"),
    [
        (b"", "Filen er tom. Gem takstskemaet i regnearket igen, og vælg den nye fil."),
        (b"%PDF-1.7 ...", "Filen er en PDF, ikke et regneark. Vælg takstskemaet i formatet .xlsx."),
        (b"tilbud;takst\n1;2\n", "Filen er ikke et regneark. Vælg takstskemaet i formatet .xlsx."),
        (b"PK\x03\x04halv", "Filen er ikke hel: noget af den mangler. Gem den igen, og læg den op på ny."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Filen er i Excels gamle format (.xls)."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "låst med en adgangskode"),
    ],
)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(raw: bytes, besked: str) -> None:
    (fundet,) = messages(raw)
    assert besked in fundet


def test_half_a_file(skema: bytes) -> None:
    (besked,) = messages(skema[: len(skema) // 2])
    assert besked == "Filen er ikke hel: noget af den mangler. Gem den igen, og læg den op på ny."


def test_a_damaged_byte_is_found(skema: bytes) -> None:
    with zipfile.ZipFile(BytesIO(skema)) as pakke:
        post = max(pakke.infolist(), key=lambda post: post.compress_size)
    midt = post.header_offset + 200 + post.compress_size // 2
    (besked,) = messages(skema[:midt] + bytes([skema[midt] ^ 0xFF]) + skema[midt + 1 :])
    assert "Filen er ikke hel" in besked


def test_a_file_that_was_hit_at_random_is_read_or_refused_but_never_falls_over(skema: bytes) -> None:
    r = Random(FRISK_FROE)
    for _ in range(antal(30, 1000)):
        ramt = bytearray(skema)
        for _ in range(r.randint(1, 20)):
            ramt[r.randrange(len(ramt))] = r.randrange(256)
        laesning = read_takstskema(bytes(ramt), "skema.xlsx")
        assert laesning.indberetning is not None or laesning.fejl


def test_parts_of_a_workbook_that_are_not_as_they_should_be_are_refused(skema: bytes) -> None:
    r = Random(FRISK_FROE)
    with zipfile.ZipFile(BytesIO(skema)) as pakke:
        dele = {post.filename: pakke.read(post) for post in pakke.infolist()}
    for navn, indhold in dele.items():
        for nyt in (b"", indhold[: len(indhold) // 2], bytes(r.randrange(256) for _ in range(200))):
            ud = BytesIO()
            with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
                for andet, andet_indhold in dele.items():
                    pakke.writestr(andet, nyt if andet == navn else andet_indhold)
            laesning = read_takstskema(ud.getvalue(), "skema.xlsx")
            assert laesning.indberetning == example_pair(1)[1] or laesning.fejl


def test_macros_are_refused_by_content_and_by_name(skema: bytes) -> None:
    for raw, navn in ((repacked(skema, xl__vbaProject__bin=b""), "skema.xlsm"), (skema, "Skema.XLSM")):
        (besked,) = messages(raw, navn)
        assert besked == "Filen indeholder makroer. Gem den som Excel-projektmappe (.xlsx) uden makroer."
    ud = BytesIO(skema)
    with zipfile.ZipFile(ud, "a") as pakke:
        pakke.writestr("xl/vbaProject.bin", b"x")
    assert "makroer" in messages(ud.getvalue())[0]


def test_links_to_other_files_are_refused(skema: bytes) -> None:
    (besked,) = messages(repacked(skema, xl__externalLinks__externalLink1=b"<externalLink/>"))
    assert besked.startswith("Filen henter tal fra andre filer.")
    assert "Bryd kæder" in besked


def test_a_zip_bomb_is_refused_before_it_is_unpacked(skema: bytes) -> None:
    ud = BytesIO(skema)
    with zipfile.ZipFile(ud, "a", zipfile.ZIP_DEFLATED) as pakke, pakke.open("xl/stor.xml", "w") as del_:
        for _ in range(HOEJST_UDPAKKET // (1024 * 1024) + 1):
            del_.write(b" " * 1024 * 1024)
    assert len(ud.getvalue()) < 1024 * 1024
    (besked,) = messages(ud.getvalue())
    assert "for stor, når den pakkes ud" in besked


@pytest.mark.parametrize(("raekke", "kolonne", "ord_"), [(100_000, 1, "række 100.000"), (5, 16_000, "kolonner")])
def test_cells_far_out_are_refused_with_what_to_delete(skema: bytes, raekke: int, kolonne: int, ord_: str) -> None:
    (besked,) = messages(edited(skema, lambda bog: bog["Linjer"].cell(raekke, kolonne, "x")))
    assert ord_ in besked
    assert "Slet" in besked


def test_another_kind_of_workbook_is_told_from_a_takstskema() -> None:
    ud = BytesIO()
    openpyxl.Workbook().save(ud)
    assert messages(ud.getvalue()) == ["Filen er ikke et takstskema. Hent takstskemaet på siden, og udfyld det."]


def test_an_open_document_is_asked_for_as_xlsx() -> None:
    ud = BytesIO()
    with zipfile.ZipFile(ud, "w") as pakke:
        pakke.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pakke.writestr("content.xml", "<x/>")
    assert "Gem den som Excel-projektmappe (.xlsx)" in messages(ud.getvalue())[0]


# The wrong form -----------------------------------------------------------------------------------------------------


def on_overview(raw: bytes, titel: str, vaerdi: str) -> bytes:
    def change(bog: Any) -> None:
        next(raekke for raekke in bog["Overblik"].iter_rows() if raekke[0].value == titel)[1].value = vaerdi

    return edited(raw, change)


def test_another_version_of_the_form(skema: bytes) -> None:
    (besked,) = messages(on_overview(skema, "Skemaversion", "takstskema/0"))
    assert "en anden udgave af skemaet (takstskema/0). Hent et nyt takstskema" in besked


def test_another_driftsherre_s_file(skema: bytes) -> None:
    laesning = read_takstskema(skema, "skema.xlsx", Forventet(2026, "813"))
    assert [str(fejl) for fejl in laesning.fejl] == [
        "Overblik B6: Skemaet hører til Hjørring Kommune (konstrueret). Vælg jeres eget skema."
    ]


def test_last_year_s_file(skema: bytes) -> None:
    laesning = read_takstskema(skema, "skema.xlsx", Forventet(2027, "860"))
    assert [str(fejl) for fejl in laesning.fejl] == [
        "Overblik B5: Skemaet er for 2026, men der indlæses for 2027. Vælg skemaet for 2027."
    ]


def test_a_renamed_sheet_is_missed_and_the_stranger_named(skema: bytes) -> None:
    def rename(bog: Any) -> None:
        bog["Linjer"].title = "Takster 2026"

    (besked,) = messages(edited(skema, rename))
    assert besked.startswith("Linjer: Arket Linjer mangler.")
    assert "Takster 2026" in besked


def test_a_deleted_column_is_named(skema: bytes) -> None:
    def delete(bog: Any) -> None:
        titler = [celle.value for celle in bog["Linjer"][OVERSKRIFTSRAEKKE]]
        bog["Linjer"].delete_cols(titler.index("Enhed") + 1)

    assert messages(edited(skema, delete))[0].startswith("Linjer: Kolonnen ”Enhed” mangler i række 4.")


def test_columns_may_be_moved_and_rows_inserted_above(skema: bytes) -> None:
    def insert(bog: Any) -> None:
        bog["Linjer"].insert_rows(1, 2)
        bog["Linjer"].insert_cols(3)

    assert read_takstskema(edited(skema, insert), "skema.xlsx").indberetning == example_pair(1)[1]


def test_merged_cells_are_named_by_their_corners(skema: bytes) -> None:
    fundet = messages(edited(skema, lambda bog: bog["Linjer"].merge_cells("G5:G6")))
    assert "Linjer G5: Cellerne G5:G6 er flettet. Ophæv fletningen, og skriv en værdi i hver celle." in fundet


# Cells --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skrevet", "raad"),
    [
        ("ca. 1.200", "er ikke et tal. Skriv et tal som 1.234,56."),
        ("1,234.56", "er ikke et tal. Skriv et tal som 1.234,56."),
        ("1228.5", "kan læses på to måder. Skriv komma før decimaler, fx 1228,5."),
        ("12-01-2026", "er ikke et tal"),
        (dt.date(2026, 1, 12), "Her står en dato eller et klokkeslæt (12.01.2026)."),
        (True, "Skriv tallet"),
        ("#REF!", "Formlen i cellen giver en fejl, eller den er ikke regnet ud. Skriv tallet eller teksten selv."),
        ("=1200+28", "eller den er ikke regnet ud"),
        (-5, "Tallet skal være mindst 0."),
        (1e30, "cifre"),
        (12.345, "decimaler"),
    ],
)
def test_what_is_no_takst_is_refused_in_its_cell_with_what_to_write(skema: bytes, skrevet: Any, raad: str) -> None:
    (besked,) = messages(typed(skema, "Linjer", "Takst", skrevet))
    assert besked.startswith(f"Linjer G{FOERSTE}: ")
    assert raad in besked


@pytest.mark.parametrize(("skrevet", "laest"), [("1.234,56", "1234.56"), ("1.234", "1234"), (" 1 228 ", "1228")])
def test_danish_numbers_typed_as_text_are_read(skema: bytes, skrevet: str, laest: str) -> None:
    laesning = read_takstskema(typed(skema, "Linjer", "Takst", skrevet), "skema.xlsx")
    assert laesning.indberetning is not None
    assert str(laesning.indberetning.tilbud[0].beregninger[0].linjer[0].takst_kr) == laest


def test_a_word_that_is_not_on_the_list(skema: bytes) -> None:
    (besked,) = messages(typed(skema, "Linjer", "Enhed", "kr/døgn"))
    assert "”kr/døgn” står ikke på listen. Vælg en af: kr. pr. døgn, kr. pr. dag" in besked


def test_choices_are_read_however_they_are_cased(skema: bytes) -> None:
    laesning = read_takstskema(typed(skema, "Linjer", "Enhed", " Kr. pr. DØGN "), "skema.xlsx")
    assert laesning.indberetning == example_pair(1)[1]


def test_an_empty_required_cell(skema: bytes) -> None:
    assert messages(typed(skema, "Linjer", "Takstlinje", None)) == [f"Linjer D{FOERSTE}: Feltet mangler. Udfyld det."]


def test_a_row_that_belongs_nowhere(skema: bytes) -> None:
    (besked,) = messages(typed(skema, "Årsager", "Afdeling", "T9:X"))
    assert besked.startswith(f"Årsager B{FOERSTE}: ”T9:X ")
    assert "står ikke på arket Linjer. Vælg fra listen, eller tilføj den dér." in besked


def test_an_absurd_year_and_an_id_with_spaces(skema: bytes) -> None:
    fundet = messages(typed(typed(skema, "Aktiver", "Anskaffet år", 20204), "Linjer", "Linje-id", "min linje"))
    assert any(besked.startswith("Aktiver F5: Tallet må højst være 2100.") for besked in fundet)
    assert any("Et id må kun have bogstaver" in besked for besked in fundet)


def test_every_mistake_comes_at_once(skema: bytes) -> None:
    raw = typed(typed(typed(skema, "Linjer", "Takst", "abc"), "Linjer", "Type", "andet"), "Afdelinger", "Art", "nat")
    assert len(messages(raw)) == 3


def test_ten_digits_like_a_cpr_number_are_stopped_and_never_repeated(skema: bytes) -> None:
    raw = typed(skema, "Linjer", "Hvad dækker taksten?", "Støtte til 010203-1234")
    (besked,) = messages(raw)
    assert "ser ud til at indeholde et CPR-nummer" in besked
    assert "1234" not in besked
    laesning = read_takstskema(raw, "skema.xlsx", FORVENTET)
    (fejl,) = laesning.fejl
    assert fejl.kan_frigives
    frigivet = read_takstskema(raw, "skema.xlsx", FORVENTET, frozenset({(fejl.ark, fejl.celle)}))
    assert frigivet.indberetning is not None


def test_a_row_is_removed_by_emptying_it(skema: bytes) -> None:
    def empty(bog: Any) -> None:
        titler = [celle.value for celle in bog["Årsager"][OVERSKRIFTSRAEKKE]]
        for titel in ("Årsag", "Kroner", "Procent", "Forklaring"):
            bog["Årsager"].cell(FOERSTE, titler.index(titel) + 1).value = None

    laesning = read_takstskema(edited(skema, empty), "skema.xlsx")
    foer = example_pair(1)[1].tilbud[0].beregninger[0].linjer[0].aarsager
    assert laesning.indberetning is not None
    assert laesning.indberetning.tilbud[0].beregninger[0].linjer[0].aarsager == foer[1:]
