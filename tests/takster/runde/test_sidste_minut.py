"""Many submit in the last minute from several processes, and one dies: what was acknowledged is there, once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from omfang import antal

from socialaftale.parter.models import Bruger, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.takster.actions import save_version
from tests.takster.conftest import make_report
from tests.tilbud.conftest import START

from .conftest import AAR, BELAEGNING, LOEN

ROD = Path(__file__).resolve().parents[3]
PROCESSER = 4
INDBERETTERE = 50


@pytest.mark.timeout(900)
def test_fifty_reporters_submit_at_once_and_a_killed_process_loses_nothing(transactional_db, rum, tmp_path):
    deltagere = [reporter(rum, nr) for nr in range(antal(16, INDBERETTERE))]
    miljoe = database(tmp_path)
    grupper = [deltagere[nr::PROCESSER] for nr in range(PROCESSER)]
    processer = [start(gruppe, nr, miljoe, tmp_path) for nr, gruppe in enumerate(grupper)]
    kvitteret = [processer[0].stdout.readline().strip()]  # it has acknowledged one, and is at the next
    processer[0].send_signal(signal.SIGKILL)
    for proces in processer:
        kvitteret += [linje for linje in proces.communicate()[0].splitlines() if " " in linje]
    lagt = count(miljoe)
    for linje in kvitteret:
        indberetning, kvittering = linje.split()
        assert lagt["kvitteringer"][indberetning] == kvittering, "an acknowledged report is there"
    assert lagt["flest"] == 1 and lagt["haendelser"] == lagt["linjer"] == len(lagt["kvitteringer"]), "whole, and once"
    igen = start(deltagere, 9, miljoe, tmp_path)
    svar = dict(linje.split() for linje in igen.communicate()[0].splitlines())
    assert len(svar) == len(deltagere), "everybody presses again and is answered"
    assert svar.items() >= lagt["kvitteringer"].items(), "with the receipt they had"
    assert count(miljoe)["flest"] == 1


def on_postgres() -> bool:
    return connection.vendor == "postgresql"


def reporter(rum, nr: int) -> tuple[int, int]:
    """A reporter of Hjørring or Aalborg, with a draft that is ready: primary keys of the person and the version."""
    register = rum.hus.register
    hos = (register.hjoerring, register.aalborg)[nr % 2]
    bruger = Bruger.objects.create_user(f"indberetter{nr}@eksempel.dk", navn=f"Indberetter {nr}", organisation=hos)
    Rolletildeling.objects.create(
        bruger=bruger, rolle=Rolle.TAKSTINDBERETTER, organisation=hos, gaelder_fra=START, registreret_by=register.by
    )
    tilbud = register.tilbud(f"Hus {nr}", driftsherre=hos)
    indhold = make_report(tilbud, takst_loen=LOEN, belaegning=BELAEGNING)
    indhold = indhold.model_copy(update={"navn": f"Hus {nr}"})
    version = save_version(tilbud=tilbud, aar=AAR, indhold=with_last_year(indhold), kilde="web", by=bruger)
    return bruger.pk, version.pk


def with_last_year(indhold):
    """Last year's figures stand in the report itself, as for a tilbud that was not here then."""
    beregning = indhold.beregninger[0]
    linje = beregning.linjer[0].model_copy(
        update={"takst_forrige_kr": Decimal(1119), "pladser_forrige": Decimal(10), "begrundelse": GRUND}
    )
    belaegning = beregning.belaegning.model_copy(update={"procent_forrige": Decimal(97)})
    ny = beregning.model_copy(update={"linjer": (linje,), "belaegning": belaegning, "pladser_forrige": Decimal(10)})
    return indhold.model_copy(update={"beregninger": (ny,), "begrundelse": GRUND})


GRUND = "Tilbuddet er nyt i aftalen fra 1. januar og havde samme takst, pladser og belægning før."


def database(tmp_path: Path) -> dict[str, str]:
    """The environment of the processes: this test's PostgreSQL, or a file with what lies in this test's SQLite."""
    felter = connection.settings_dict
    if on_postgres():
        valg = felter.get("OPTIONS", {})  # an address with a socket names host and port here
        vaert, port = felter["HOST"] or valg.get("host", ""), felter["PORT"] or valg.get("port", "")
        hvem = f"{felter['USER']}:{felter['PASSWORD']}"
        adresse = f"postgres://{hvem}@/{felter['NAME']}?host={vaert}&port={port}"
    else:
        fil = tmp_path / "sidste_minut.sqlite3"
        with sqlite3.connect(fil) as kopi:
            connection.connection.backup(kopi)
        adresse = f"sqlite:///{fil}"
    return os.environ | {"DATABASE_URL": adresse, "PYTHONPATH": f"{ROD}/src:{ROD}", "DEBUG": "1"}


def start(gruppe, nr: int, miljoe: dict[str, str], tmp_path: Path) -> "subprocess.Popen[str]":
    fil = tmp_path / f"deltagere-{nr}.json"
    fil.write_text(json.dumps(gruppe))
    kommando = [sys.executable, "-m", "tests.takster.runde.indsender", str(fil)]
    return subprocess.Popen(kommando, cwd=ROD, env=miljoe, stdout=subprocess.PIPE, text=True)


def count(miljoe: dict[str, str]):
    kommando = [sys.executable, "-m", "tests.takster.runde.indsender", "tael"]
    return json.loads(
        subprocess.run(kommando, cwd=ROD, env=miljoe, stdout=subprocess.PIPE, text=True, check=True).stdout
    )
