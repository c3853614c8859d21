"""Filled and saved in LibreOffice: the same report comes back, and its formulas give the core's takster."""

from pathlib import Path

from tests.takster.soffice import save_in_libreoffice
from tests.takster.tilfaeldig import random_indberetning

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.takster.takstskema import read_takstskema, write_takstskema

REGLER = regelsaet_for(2026).regelsaet


def test_a_report_is_the_same_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    rapporter = [random_indberetning(seed) for seed in range(100, 106)]
    gemt = save_in_libreoffice([write_takstskema(rapport, None, REGLER) for rapport in rapporter], tmp_path)
    for rapport, fil in zip(rapporter, gemt, strict=True):
        laesning = read_takstskema(fil, "skema.xlsx")
        assert laesning.fejl == ()
        assert laesning.indberetning == rapport
