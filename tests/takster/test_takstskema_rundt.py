"""Out and back: nothing a report holds is lost or changed in the workbook."""

import pytest

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.takster.takstskema import read_takstskema, write_takstskema
from tests.takster.tilfaeldig import random_indberetning

REGLER = regelsaet_for(2026).regelsaet


@pytest.mark.parametrize("seed", range(12))
def test_a_written_takstskema_reads_back_as_the_same_report(seed: int) -> None:
    rapport = random_indberetning(seed)
    laesning = read_takstskema(write_takstskema(rapport, None, REGLER), "skema.xlsx")
    assert laesning.fejl == ()
    assert laesning.indberetning == rapport
    assert laesning.uaendret
