"""`socialaftale takst skema`: the same filled workbook as the site gives out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from socialaftale.drift.kommandolinje import main
from socialaftale.takster.takstskema import read_takstskema


def test_the_workbook_holds_the_driftsherre_s_tilbud(hus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hus.confirm(2026)
    ud = tmp_path / "skema.xlsx"
    assert main(["takst", "skema", "--aar", "2027", "--driftsherre", "860", str(ud)]) == 0
    assert "Takstskemaet for Hjørring" in capsys.readouterr().out
    indberetning = read_takstskema(ud.read_bytes(), ud.name).indberetning
    assert indberetning is not None and (indberetning.aar, indberetning.driftsherre) == (2027, "860")
    assert [tilbud.id for tilbud in indberetning.tilbud] == [hus.tilbud.kode]


@pytest.mark.parametrize(
    ("valg", "besked"),
    [
        (["--aar", "2027", "--driftsherre", "999"], "ingen driftsherre med koden 999"),
        (["--aar", "2019", "--driftsherre", "860"], "intet regelsæt for takstår 2019"),
        (["--aar", "2027", "--driftsherre", "860", "--omraade", "maanen"], "intet aftaleområde med koden maanen"),
    ],
)
def test_what_does_not_exist_is_named(
    hus, tmp_path: Path, capsys: pytest.CaptureFixture[str], valg: list[str], besked: str
) -> None:
    assert main(["takst", "skema", *valg, str(tmp_path / "skema.xlsx")]) == 2
    assert besked in capsys.readouterr().err


def test_without_a_database_the_demo_is_offered_and_can_be_asked(tmp_path: Path) -> None:
    """As a newcomer would: the demo has been started, and the command is typed as the README has it."""
    valg = ["takst", "skema", "--aar", "2026", "--driftsherre", "860", str(tmp_path / "ud.xlsx")]
    program = f"import sys; from socialaftale.drift.kommandolinje import main; sys.exit(main({valg!r}))"
    uden = {navn: v for navn, v in os.environ.items() if navn not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEMO")}
    miljoe = uden | {"VAR": str(tmp_path), "PYTHONPATH": "src"}

    def run(**mere: str) -> str:
        kommando = [sys.executable, "-c", program]
        return subprocess.run(kommando, env=miljoe | mere, capture_output=True, text=True, check=False).stderr

    assert "skriv DEMO=1 foran" in run()
    assert (tmp_path / "demo").exists() is False
    assert "Databasen er ikke klar" in run(DEMO="1")
    assert (tmp_path / "demo/eksempel.sqlite3").exists()
