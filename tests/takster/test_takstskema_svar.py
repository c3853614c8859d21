"""The reply workbook: every finding on its cell, listed with a link, and gone again when the cell is mended."""

from io import BytesIO

import openpyxl
import pytest

from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.kontrol.fund import Alvor, Fund
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.eksempel import fejl as eksempelfejl
from socialaftale.takster.takstskema import read_takstskema, write_svar, write_takstskema
from socialaftale.takster.takstskema.placering import cell_of
from tests.takster.skemaeksempel import example_pair
from tests.takster.tilfaeldig import random_indberetning

REGLER = regelsaet_for(2026).regelsaet


@pytest.fixture(scope="module")
def flawed() -> tuple[Indberetning, bytes, list[Fund]]:
    """The example with contents missing, too low occupancy and a slip in overhead: the report, workbook, findings."""
    forrige, ny = example_pair(3)
    fejl = (eksempelfejl.no_contents, eksempelfejl.low_occupancy, eksempelfejl.tiny_overhead)
    ny = ny.model_copy(update={"tilbud": tuple(goer(tilbud) for goer, tilbud in zip(fejl, ny.tilbud, strict=True))})
    return ny, write_takstskema(ny, forrige, REGLER), check_indberetning(ny, forrige, REGLER)


def test_every_finding_points_at_the_field_it_names(flawed: tuple[Indberetning, bytes, list[Fund]]) -> None:
    ny, raw, fund = flawed
    kort = read_takstskema(raw, "skema.xlsx").kort
    steder = {(et_fund.felt, (celle := cell_of(et_fund, ny, kort)) and (kort.path(celle) or "")) for et_fund in fund}
    assert ("indhold", "tilbud[0].beregninger[0].linjer[0].indhold") in steder
    assert ("belaegning.procent", "tilbud[1].beregninger[0].belaegning.procent") in steder
    assert ("overhead_procent", "tilbud[2].beregninger[0].overhead_procent") in steder
    assert all(sted for _, sted in steder)


def test_findings_are_coloured_commented_and_listed_with_links(flawed: tuple[Indberetning, bytes, list[Fund]]) -> None:
    ny, raw, fund = flawed
    bog = openpyxl.load_workbook(BytesIO(write_svar(raw, fund)))
    kort = read_takstskema(raw, "skema.xlsx").kort
    tomt_indhold = next(et_fund for et_fund in fund if et_fund.felt == "indhold")
    sted = cell_of(tomt_indhold, ny, kort)
    assert sted is not None
    celle = bog[sted.ark][sted.navn]
    assert tomt_indhold.besked in celle.comment.text
    assert celle.fill.fgColor.rgb.endswith("FBD9A5")
    liste = bog["Bemærkninger"]
    assert bog.sheetnames[0] == "Bemærkninger"
    assert liste.max_row == 4 + len(fund)
    raekke = next(raekke for raekke in liste.iter_rows(5) if raekke[4].value == tomt_indhold.besked)
    assert raekke[2].value == f"{sted.ark} {sted.navn}"
    assert raekke[2].hyperlink.location == f"'{sted.ark}'!{sted.navn}"
    assert raekke[3].value == next(tilbud.navn for tilbud in ny.tilbud if tilbud.id == tomt_indhold.tilbud)
    assert raekke[5].value == tomt_indhold.goer
    assert liste["B5"].value == "Fejl"


def test_the_reply_is_itself_a_takstskema_and_marks_disappear_when_mended(
    flawed: tuple[Indberetning, bytes, list[Fund]],
) -> None:
    ny, raw, fund = flawed
    svar = write_svar(raw, fund)
    assert read_takstskema(svar, "svar.xlsx").indberetning == ny
    bog = openpyxl.load_workbook(BytesIO(write_svar(svar, [])))
    assert bog["Bemærkninger"]["A2"].value == "Der er ingen bemærkninger. Skemaet er klar."
    assert bog.sheetnames.count("Bemærkninger") == 1
    assert not [celle for ark in bog for raekke in ark.iter_rows() for celle in raekke if celle.comment]


@pytest.mark.parametrize("seed", range(200, 203))
def test_nothing_is_lost_or_changed_in_the_reply(seed: int) -> None:
    rapport = random_indberetning(seed)
    assert read_takstskema(write_svar(write_takstskema(rapport, None, REGLER), []), "svar.xlsx").indberetning == rapport


def test_a_file_that_cannot_be_read_is_answered_on_its_cells() -> None:
    forrige, ny = example_pair(1)
    bog = openpyxl.load_workbook(BytesIO(write_takstskema(ny, forrige, REGLER)))
    bog["Linjer"]["G5"].value = "ca. tolv hundrede"
    ud = BytesIO()
    bog.save(ud)
    svar = openpyxl.load_workbook(BytesIO(write_svar(ud.getvalue(), [])))
    assert "er ikke et tal" in svar["Linjer"]["G5"].comment.text
    assert svar["Bemærkninger"]["A2"].value.startswith("1 fejl.")


def test_a_released_cell_does_not_come_back_as_a_fault() -> None:
    forrige, ny = example_pair(1)
    bog = openpyxl.load_workbook(BytesIO(write_takstskema(ny, forrige, REGLER)))
    titler = [celle.value for celle in bog["Linjer"][4]]
    celle = bog["Linjer"].cell(5, titler.index("Hvad dækker taksten?") + 1)
    celle.value = "Telefon 0102031234"
    ud = BytesIO()
    bog.save(ud)
    laesning = read_takstskema(ud.getvalue(), "skema.xlsx", frigivne=frozenset({("Linjer", celle.coordinate)}))
    fund = [Fund("K1", Alvor.OPMAERKSOM, "T0", "", "", "navn", "Let", "Se på det.")]
    liste = openpyxl.load_workbook(BytesIO(write_svar(ud.getvalue(), fund, laesning)))["Bemærkninger"]
    assert [liste[navn].value for navn in ("B5", "C5", "B6")] == ["Opmærksom", "Tilbud B5", None]


def test_a_file_that_is_no_workbook_has_no_reply() -> None:
    with pytest.raises(ValueError, match="Filen er en PDF"):
        write_svar(b"%PDF-1.7", [])


def test_the_gravest_finding_comes_first_and_one_without_a_place_concerns_the_whole_file() -> None:
    forrige, ny = example_pair(1)
    fund = [
        Fund("K1", Alvor.OPMAERKSOM, "T0", "", "", "navn", "=Let", "Se på det."),
        Fund("K2", Alvor.FEJL, "findes-ikke", "", "", "", "Slem", "Ret det."),
    ]
    liste = openpyxl.load_workbook(BytesIO(write_svar(write_takstskema(ny, forrige, REGLER), fund)))["Bemærkninger"]
    assert [liste[navn].value for navn in ("B5", "C5", "E5")] == ["Fejl", "hele filen", "Slem"]
    assert [liste[navn].value for navn in ("B6", "C6", "E6")] == ["Opmærksom", "Tilbud B5", "=Let"]
    assert liste["E6"].data_type == "s"
