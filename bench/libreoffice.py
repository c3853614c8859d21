"""The core beside LibreOffice: the same 1,500 lines, from a report to takster and from a workbook to takster."""

import json
import tempfile
import time
from pathlib import Path

from tests.takster.soffice import save_in_libreoffice
from tests.takster.test_takstskema_libreoffice import computed_by_core, computed_in_workbook

from bench.kerne import LINJER
from bench.konstrueret import LINJER_PR_TILBUD, report
from bench.maaling import Maaling, at_least, seconds
from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.takst.beregn import choose_regelsaet, compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema import write_takstskema


def maal() -> list[Maaling]:
    raw = json.dumps(report(LINJER // LINJER_PR_TILBUD)).encode()
    indberetning = read_indberetning(raw)
    skema = write_takstskema(indberetning, None, choose_regelsaet(indberetning).regelsaet)
    with tempfile.TemporaryDirectory() as mappe:
        start = time.perf_counter()
        (gemt,) = save_in_libreoffice([skema], Path(mappe))
        libreoffice = time.perf_counter() - start
    return [
        at_least(
            "LibreOffices omregning mod kernens beregning og kontrol",
            libreoffice / seconds(lambda: _core(raw)),
            "gange tiden",
            3,
        ),
        at_least("linjer med samme takst i begge", _same(gemt, indberetning), "linjer", LINJER),
    ]


def _core(raw: bytes) -> None:
    indberetning = read_indberetning(raw)
    check_indberetning(indberetning, None, choose_regelsaet(indberetning).regelsaet, compute_indberetning(indberetning))


def _same(gemt: bytes, indberetning: Indberetning) -> int:
    kernen = computed_by_core(indberetning)
    i_arket = computed_in_workbook(gemt)
    return sum(kernen.get((afdeling, linje)) == takst for afdeling, linje, takst in i_arket)
