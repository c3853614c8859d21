"""Many want the last place at once, from several processes: one gets it, ten wait, and everyone is answered."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from omfang import antal

from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.reservation.models import Reservation
from tests.takster.runde.test_sidste_minut import ROD, database, on_postgres

from .conftest import Sted
from .holder import SLUT

PROCESSER = antal(2, 4)
I_KOE = 10


def callers() -> int:
    """500 at once on PostgreSQL, 50 on SQLite; fewer in the short run."""
    return antal(24, 500) if on_postgres() else antal(12, 50)


def rounds() -> int:
    return antal(2, 100) if on_postgres() else antal(1, 5)


@pytest.mark.timeout(7200)
def test_one_gets_the_last_place_and_everyone_is_answered(transactional_db, sted: Sted, tmp_path):
    afdelinger = [new_place(sted, runde) for runde in range(rounds())]
    processer = start(sted, database(tmp_path), tmp_path)
    for afdeling in afdelinger:
        svar = call(processer, afdeling.pk)
        fik = [linje.split()[1] for linje in svar]
        assert len(svar) == len(set(svar)) == callers(), "everyone is answered, once"
        assert fik.count("holdes") == 1 and fik.count("venter") == min(I_KOE, callers() - 1)
        assert all("så mange i kø" in linje for linje in svar if linje.split()[1] == "nej")
    for proces in processer:
        proces.communicate()
    if on_postgres():  # on SQLite they wrote in a copy of this database
        assert Reservation.objects.filter(aktiv_at__isnull=False).count() == rounds()
        assert Reservation.objects.count() == rounds() * min(I_KOE + 1, callers())
        assert check() == []


def new_place(sted: Sted, runde: int):
    afdeling = sted.melder.afdeling(f"Hus {runde}")
    sted.melder.report(afdeling, dage_siden=1)
    return afdeling


def start(sted: Sted, miljoe: dict[str, str], tmp_path) -> list[subprocess.Popen]:
    """Start the processes, each with its share of the callers."""
    brugere = (sted.hjoerring.pk, sted.aalborg.pk)
    opkald = [(brugere[nr % 2], f"S-{nr}") for nr in range(callers())]
    processer = []
    for nr in range(PROCESSER):
        fil = tmp_path / f"opkald-{nr}.json"
        fil.write_text(json.dumps(opkald[nr::PROCESSER]))
        kommando = [sys.executable, "-m", "tests.kapacitet.reservation.holder", str(fil)]
        roer = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
        processer.append(subprocess.Popen(kommando, cwd=ROD, env=miljoe, **roer))
    return processer


def call(processer: list[subprocess.Popen], afdeling: int) -> list[str]:
    """Let all callers press for the last place of the afdeling, and return what they were told."""
    for proces in processer:
        proces.stdin.write(f"{afdeling}\n")
    return [svar for proces in processer for svar in answers(proces)]


def answers(proces: subprocess.Popen) -> Iterator[str]:
    """What its callers are told in this round; fewer, and the test fails, if it dies."""
    for linje in proces.stdout:
        if linje.strip() == SLUT:
            return
        yield linje.strip()
