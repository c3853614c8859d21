"""A 300-line takstskema from bytes to findings, beside one openpyxl load of the same file in the same run."""

import json
from io import BytesIO

from openpyxl import load_workbook

from bench.konstrueret import LINJER_PR_TILBUD, report
from bench.maaling import Maaling, at_most, seconds
from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.laes import read_indberetning
from socialaftale.takster.takstskema import read_takstskema, write_takstskema

LINJER = 300
GANGE = 3


def maal() -> list[Maaling]:
    raw, regelsaet = _workbook(), regelsaet_for(2026).regelsaet

    def upload() -> None:
        indberetning = read_takstskema(raw, "skema.xlsx").indberetning
        assert indberetning is not None
        check_indberetning(indberetning, None, regelsaet)

    def load() -> None:
        load_workbook(BytesIO(raw))

    tid, grund = seconds(upload, GANGE), seconds(load, GANGE)
    return [
        at_most(f"takstskema med {LINJER} linjer læst og kontrolleret", tid, "s", 2),
        at_most("det samme mod én openpyxl-åbning", tid / grund, "gange", 3),
    ]


def _workbook() -> bytes:
    indberetning = read_indberetning(json.dumps(report(LINJER // LINJER_PR_TILBUD)).encode())
    return write_takstskema(indberetning, None, regelsaet_for(2026).regelsaet)
