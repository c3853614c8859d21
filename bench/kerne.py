"""The core: 1,500 lines computed and checked; a stream of 15,000 and of 150,000 lines."""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from bench.konstrueret import LINJER_PR_TILBUD, lines_of_reports, report
from bench.maaling import Maaling, at_most, run_process, seconds
from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.takst.beregn import choose_regelsaet, compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning

LINJER = 1_500
GANGE = 5


def maal() -> list[Maaling]:
    return [_compute_and_check(), *_stream()]


def _compute_and_check() -> Maaling:
    indberetning = read_indberetning(json.dumps(report(LINJER // LINJER_PR_TILBUD)).encode())
    regelsaet = choose_regelsaet(indberetning).regelsaet

    def work() -> None:
        check_indberetning(indberetning, None, regelsaet, compute_indberetning(indberetning))

    return at_most(f"{LINJER} linjer beregnet og kontrolleret", seconds(work, GANGE), "s", 1)


def _stream() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        lille, stor = (_file(Path(mappe), linjer) for linjer in (15_000, 150_000))
        forhold, mb = [], 0.0
        for _ in range(GANGE):
            en, ti = _beregn(lille), _beregn(stor)
            forhold.append(ti.sekunder / en.sekunder)
            mb = max(mb, ti.mb)
    return [
        at_most("150.000 linjer løbende mod 15.000", statistics.median(forhold), "gange tiden", 12.5),
        at_most("højeste hukommelse ved 150.000 linjer", mb, "MB", 250),
    ]


def _file(mappe: Path, linjer: int) -> Path:
    fil = mappe / f"{linjer}.jsonl"
    with fil.open("wb") as ud:
        ud.writelines(lines_of_reports(linjer))
    return fil


def _beregn(fil: Path):
    program = "import sys; from socialaftale.drift.kommandolinje import main; sys.exit(main(sys.argv[1:]))"
    return run_process([sys.executable, "-c", program, "takst", "beregn", str(fil), "--linjevis"])
