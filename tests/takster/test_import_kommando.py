"""`socialaftale takstbilag importer` at the command line."""

import json

import pytest

from socialaftale.drift.kommandolinje import main
from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Indberetningsversion, Takstimport

from .importfiler import csv_cp1252, xlsx

HOVED = ["Driftsherre", "Tilbud", "Ydelse", "Takst 2026", "Pladser"]
GOD = [HOVED, ["Hjørring", "Lærkehuset", "Døgntakst", 1800, 10]]
MED_SPOERGSMAAL = [*GOD, ["Hjørring", "Lærkehuse", "Døgntakst", 1900, 4], ["I alt", None, None, 3700, 99]]


@pytest.fixture(autouse=True)
def filmappe(settings, tmp_path):
    settings.FILER = tmp_path / "filer"


@pytest.fixture
def fil(tmp_path):
    def write(raekker: list[list[object]]) -> str:
        sti = tmp_path / "takster.xlsx"
        sti.write_bytes(xlsx(raekker))
        return str(sti)

    return write


def run(*argumenter: str) -> int:
    return main(["takstbilag", "importer", *argumenter])


def test_without_a_user_it_reports_and_stores_nothing(hus, fil, capsys):
    assert run(fil(GOD), "--aar", "2026") == 0
    tekst = capsys.readouterr().out
    assert "Lærkehuset (Hjørring; samme navn): klar til bekræftelse" in tekst
    assert "Døgntakst: 1.800 kr. pr. døgn (Gennemsnitstakst, sandsynlig)" in tekst
    assert "Pladser: 10 i filen, 10 i registeret" in tekst
    assert "Intet er gemt." in tekst
    assert not Takstimport.objects.exists()


def test_with_a_user_the_takster_are_confirmed(hus, fil, capsys):
    assert run(fil(GOD), "--aar", "2026", "--driftsherre", "860", "--bruger", hus.indberetter.email) == 0
    assert "Bekræftet: Hjørring: 1 tilbud." in capsys.readouterr().out
    assert Indberetningsversion.objects.newest_confirmed().get().registreret_by == hus.indberetter


@pytest.mark.parametrize("valg", ["--tørkørsel", "--prøv", "--toerkoersel", "--proev"])
def test_a_dry_run_stores_nothing(hus, fil, capsys, valg):
    assert run(fil(GOD), "--aar", "2026", "--bruger", hus.indberetter.email, valg) == 0
    assert "Intet er gemt." in capsys.readouterr().out
    assert not Takstimport.objects.exists()


def test_open_questions_and_wrong_totals_give_status_1_and_confirm_nothing(hus, fil, capsys):
    assert run(fil(MED_SPOERGSMAAL), "--aar", "2026", "--driftsherre", "860", "--bruger", hus.indberetter.email) == 1
    tekst = capsys.readouterr().out
    assert f"Ligner: Lærkehuset ({hus.tilbud.kode})" in tekst
    assert "filen har 99, rækkerne giver 14" in tekst
    assert not Indberetningsversion.objects.exists()


def test_json_holds_every_line_and_row(hus, fil, capsys):
    assert run(fil(MED_SPOERGSMAAL), "--aar", "2026", "--json") == 1
    svar = json.loads(capsys.readouterr().out)
    assert svar["raekker"] == {"linje": 2, "overskrift": 1, "total": 1, "uplaceret": 0, "tom": 0}
    assert [(et["tilbud"], et["tilstand"]) for et in svar["tilbud"]] == [(hus.tilbud.kode, "klar"), (None, "uparret")]
    assert svar["tilbud"][0]["linjer"][0]["takst_kr"] == "1800"
    assert svar["bekraeftet"] == []


def test_the_same_file_again_changes_nothing(hus, fil, capsys):
    sti = fil(GOD)
    for _ in range(2):
        assert run(sti, "--aar", "2026", "--driftsherre", "860", "--bruger", hus.indberetter.email) == 0
    assert Takstimport.objects.count() == 1
    assert Indberetningsversion.objects.count() == 2  # the draft and its confirmation


@pytest.mark.parametrize(
    ("argumenter", "besked"),
    [
        (["findes-ikke.xlsx", "--aar", "2026"], "Filen findes-ikke.xlsx findes ikke."),
        (["FIL", "--aar", "2024"], "Filens takster er for 2026, men du har valgt 2024."),
        (["FIL", "--aar", "2026", "--driftsherre", "999"], "ingen driftsherre med koden 999"),
        (["FIL", "--aar", "2026", "--omraade", "sydland"], "intet aftaleområde med koden sydland"),
        (["FIL", "--aar", "2026", "--bruger", "x@eksempel.dk"], "ingen bruger med adressen"),
    ],
)
def test_unusable_input_gives_status_2_and_one_message(hus, fil, capsys, argumenter, besked):
    sti = fil(GOD)
    assert run(*(sti if argument == "FIL" else argument for argument in argumenter)) == 2
    assert besked in capsys.readouterr().err


def test_a_user_without_the_right_is_refused(hus, fil, capsys):
    fremmed = hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg)
    assert run(fil(GOD), "--aar", "2026", "--driftsherre", "860", "--bruger", fremmed.email) == 2
    assert "Ingen af dine roller giver lov til" in capsys.readouterr().err
    assert not Takstimport.objects.exists()


def test_csv_in_windows_encoding(hus, tmp_path, capsys):
    sti = tmp_path / "takster.csv"
    sti.write_bytes(csv_cp1252())
    assert run(str(sti), "--aar", "2020") == 1
    assert "Østergården (Aalborg; ikke fundet i registeret): mangler svar" in capsys.readouterr().out
