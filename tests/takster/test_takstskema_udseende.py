"""What the reporter meets: locked and open cells, cell checks from the field table, text that stays text, formulas."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.takster.takstskema import write_takstskema
from socialaftale.takster.takstskema.felter import label
from socialaftale.takster.takstskema.layout import ARK, BEREGNET, OVERSKRIFTSRAEKKE, SIDST, TRIN, columns
from tests.takster.skemaeksempel import example_pair

FOERSTE = OVERSKRIFTSRAEKKE + 1


@pytest.fixture(scope="module")
def bog() -> Any:
    forrige, ny = example_pair(2)
    tilbud = ny.tilbud[0].model_copy(update={"navn": '=HYPERLINK("http://eksempel.dk")'})
    ny = ny.model_copy(update={"tilbud": (tilbud, *ny.tilbud[1:])})
    return openpyxl.load_workbook(BytesIO(write_takstskema(ny, forrige, regelsaet_for(2026).regelsaet)))


def cell(bog: Any, ark: str, titel: str, raekke: int = FOERSTE) -> Any:
    titler = [celle.value for celle in bog[ark][OVERSKRIFTSRAEKKE]]
    return bog[ark].cell(raekke, titler.index(titel) + 1)


def check_of(bog: Any, ark: str, titel: str) -> Any:
    koordinat = cell(bog, ark, titel).coordinate
    return next(check for check in bog[ark].data_validations.dataValidation if koordinat in check.sqref)


def test_only_input_cells_can_be_written_in(bog: Any) -> None:
    assert all(ark.protection.sheet and not ark.protection.password for ark in bog)
    assert not cell(bog, "Linjer", "Takst").protection.locked
    for titel in ("Linje-id", "Afdeling", BEREGNET, SIDST, "Tilbud og afdeling"):
        assert cell(bog, "Linjer", titel).protection.locked
    tom = bog["Linjer"].max_row
    assert not cell(bog, "Linjer", "Linje-id", tom).protection.locked


def test_cell_checks_repeat_the_limits_of_the_field_table(bog: Any) -> None:
    check = check_of(bog, "Afdelinger", "Antal dage")
    assert (check.type, check.formula1, check.formula2) == ("whole", "0", "366")
    assert check.prompt == "Kun ved åbningsdage eller faste dage. Helt tal, fra 0 til 366. Kan stå tomt."
    check = check_of(bog, "Bro", "Andel")
    assert (check.type, check.formula1, check.formula2) == ("decimal", "0", "1")
    assert check_of(bog, "Linjer", "Enhed").formula1.startswith('"kr. pr. døgn,kr. pr. dag,')
    assert check_of(bog, "Linjer", "Afdeling").formula1.startswith("='Afdelinger'!$A$5:")


def test_every_field_has_a_check_with_guidance(bog: Any) -> None:
    for ark in ARK:
        for felt in columns(ark):
            check = check_of(bog, ark.navn, felt.titel)
            assert 0 < len(check.prompt) <= 255
            assert len(check.promptTitle) <= 32
            assert check.type != "list" or len(check.formula1) <= 257


def test_titles_and_words_of_choices_are_unique_on_each_sheet() -> None:
    for ark in ARK:
        titler = [felt.titel for felt in columns(ark)]
        assert len(set(titler)) == len(titler)
        for felt in columns(ark):
            assert len({label(valg) for valg in felt.valg}) == len(felt.valg)


def test_every_structure_with_steps_has_them_on_the_sheet() -> None:
    assert {kode: navn for kode, (navn, _) in TRIN.items()} == {
        "B": "niveauer", "D": "pakker", "N": "pakker", "E": "aftaler", "F": "faser",
    }  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text(bog: Any) -> None:
    celle = cell(bog, "Tilbud", "Tilbud")
    assert celle.value == '=HYPERLINK("http://eksempel.dk")'
    assert celle.data_type == "s"
    assert celle.quotePrefix


def test_a_computed_takst_leads_to_the_cells_it_is_made_of(bog: Any) -> None:
    reference = cell(bog, "Linjer", BEREGNET).value
    assert reference.startswith("='Beregning'!$B$")
    raekke = int(reference.rpartition("$")[2])
    ark = bog["Beregning"]
    assert ark.cell(raekke, 1).value == "Takst: Basistakst"
    assert ark.cell(raekke, 2).value.startswith("=ROUND(")
    input_ = next(raekke for raekke in ark.iter_rows(raekke) if (raekke[1].value or "").startswith("='Omkostninger'!"))
    assert input_[5].hyperlink.location == input_[1].value[1:].replace("$", "")


def test_last_year_s_takst_stands_beside_this_year_s(bog: Any) -> None:
    forrige, _ = example_pair(2)
    assert cell(bog, "Linjer", SIDST).value == forrige.tilbud[0].beregninger[0].linjer[0].takst_kr


def test_numbers_are_shown_as_danes_write_them(bog: Any) -> None:
    assert cell(bog, "Linjer", "Takst").number_format == "[$-406]#,##0.00"
    assert cell(bog, "Aktiver", "Anskaffet år").number_format == "0"
