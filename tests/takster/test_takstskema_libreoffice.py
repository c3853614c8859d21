"""Filled and saved in LibreOffice: the same report comes back, and its formulas give the core's takster."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.beregn import choose_regelsaet, compute_indberetning
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema import read_takstskema, write_takstskema
from socialaftale.takster.takstskema.layout import BEREGNET, OVERSKRIFTSRAEKKE
from tests.omfang import FAST_FROE, FRISK_FROE, antal
from tests.takster.dommernes import reports_of
from tests.takster.skemaeksempel import example_pair, lines_of
from tests.takster.soffice import save_in_libreoffice
from tests.takster.tilfaeldig import random_indberetning

REGLER = regelsaet_for(2026).regelsaet
ANTAL = antal(8, 120)
SEEDS = range(100, 103)

pytestmark = pytest.mark.timeout(900)


def computed_in_workbook(raw: bytes) -> Iterator[tuple[str, str, object]]:
    """Afdeling, line id and computed takst of every line, as the workbook's own formulas left them."""
    raekker = CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_name("Linjer").to_python(skip_empty_area=False)
    titler = raekker[OVERSKRIFTSRAEKKE - 1]
    for raekke in raekker[OVERSKRIFTSRAEKKE:]:
        afdeling, linje, takst = (raekke[titler.index(titel)] for titel in ("Afdeling", "Linje-id", BEREGNET))
        if linje:
            yield str(afdeling), str(linje), takst


def computed_by_core(indberetning: Indberetning) -> dict[tuple[str, str], Decimal]:
    return {
        (f"{resultat.tilbud}:{resultat.beregning}", linje.linje): linje.takst_kr
        for resultat in compute_indberetning(indberetning).beregninger
        for linje in resultat.linjer
    }


def fill_in(raw: bytes, ark: str, titel: str, vaerdi: object, sidst: bool = False) -> bytes:
    """Type `vaerdi` in the column's first cell, or in its last empty row, as a reporter does."""
    bog = openpyxl.load_workbook(BytesIO(raw))
    titler = [celle.value for celle in bog[ark][OVERSKRIFTSRAEKKE]]
    bog[ark].cell(bog[ark].max_row if sidst else OVERSKRIFTSRAEKKE + 1, titler.index(titel) + 1).value = vaerdi
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Saved in LibreOffice: the example as sent out, the same with another occupancy typed in, random reports."""
    forrige, ny = example_pair(ANTAL)
    ude = write_takstskema(ny, forrige, REGLER)
    tilfaeldige = [write_takstskema(random_indberetning(seed), None, REGLER) for seed in SEEDS]
    udfyldt = fill_in(ude, "Afdelinger", "Belægning i taksten", 91)
    en_til = fill_in(ude, "Omkostninger", "Kategori", "løn", sidst=True)
    return save_in_libreoffice([ude, udfyldt, *tilfaeldige, en_til], tmp_path_factory.mktemp("lo"))


@pytest.mark.parametrize("nr", range(3))
def test_a_report_is_the_same_after_libreoffice_has_saved_it(saved: list[bytes], nr: int) -> None:
    laesning = read_takstskema(saved[2 + nr], "skema.xlsx")
    assert laesning.fejl == ()
    assert laesning.indberetning == random_indberetning(SEEDS[nr])
    assert laesning.uaendret


def assert_same_takster(i_arket: bytes, indberetning: Indberetning) -> int:
    """Every line of the report has the core's takst in the workbook; returns how many they are."""
    kernen = computed_by_core(indberetning)
    fundet = {(afdeling, linje): takst for afdeling, linje, takst in computed_in_workbook(i_arket)}
    assert {noegle: Decimal(f"{takst:.15g}") for noegle, takst in fundet.items()} == kernen
    return len(kernen)


def test_formulas_give_the_takster_of_the_core_to_the_krone(saved: list[bytes]) -> None:
    _, ny = example_pair(ANTAL)
    assert assert_same_takster(saved[0], ny) == lines_of(ny) > 20


def test_formulas_follow_the_core_over_every_structure_and_year(tmp_path: Path) -> None:
    hver = antal(15, 400)
    rapporter = reports_of([*range(FAST_FROE, FAST_FROE + hver), *range(FRISK_FROE, FRISK_FROE + hver)])
    regler = [choose_regelsaet(rapport).regelsaet for rapport in rapporter]
    ude = [write_takstskema(rapport, None, regel) for rapport, regel in zip(rapporter, regler, strict=True)]
    gemt = save_in_libreoffice(ude, tmp_path)
    for fil, rapport in zip(gemt, rapporter, strict=True):
        assert read_takstskema(fil, "skema.xlsx").indberetning == rapport
    assert sum(assert_same_takster(fil, rapport) for fil, rapport in zip(gemt, rapporter, strict=True)) > 100


def test_the_sheet_says_when_rows_have_come_since_it_was_made(saved: list[bytes]) -> None:
    advarsler = [openpyxl.load_workbook(BytesIO(fil), data_only=True)["Beregning"]["A3"].value for fil in saved]
    assert not advarsler[0]
    assert not advarsler[1]
    assert advarsler[-1].startswith("Der er tilføjet eller tømt rækker.")


def test_a_figure_typed_by_the_reporter_moves_formulas_and_core_alike(saved: list[bytes]) -> None:
    laesning = read_takstskema(saved[1], "skema.xlsx")
    assert laesning.indberetning is not None
    assert laesning.indberetning.tilbud[0].beregninger[0].belaegning.procent == 91
    assert not laesning.uaendret
    assert_same_takster(saved[1], laesning.indberetning)
    assert computed_by_core(laesning.indberetning) != computed_by_core(example_pair(ANTAL)[1])
