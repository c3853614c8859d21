"""A list for a partner: the register as everyone may see it, by municipality, and the same in the files."""

import io

import openpyxl
import pytest

from socialaftale.tilbud.status import Status
from tests.tilbud.conftest import NyPladsgruppe, Register, make_register

SIDE = "/partnerlister/nordjylland/botilbud/"


@pytest.fixture
def register(db) -> Register:
    register = make_register("nordjylland", "Nordjylland")
    register.tilbud("Lærkehuset")
    register.tilbud("Fjordhuset", afdeling={"kommune": register.aalborg, "navn": "Havnen", "beskyttet": True})
    register.tilbud("Dagcentret", pladser=(NyPladsgruppe("sel-104", "dag", 20, 20),))
    register.tilbud("Lukkehuset", status=Status.LUKKET)
    return register


def test_botilbud_in_operation_stand_by_municipality_without_a_protected_address(register, client):
    side = client.get(SIDE).text
    assert side.index("<h2>Aalborg</h2>") < side.index("Fjordhuset") < side.index("<h2>Hjørring</h2>")
    assert "Prøvevej 1, 9800 Hjørring" in side and "antaget" in side
    assert "Aalborg (adressen er beskyttet)" in side and "Havnen" not in side
    assert "Dagcentret" not in side and "Lukkehuset" not in side


def test_the_files_hold_the_same_rows(register, client):
    csv = client.get(f"{SIDE}fil.csv").content.decode("utf-8-sig").splitlines()
    ark = openpyxl.load_workbook(io.BytesIO(client.get(f"{SIDE}fil.xlsx").content)).active
    raekker = [["" if celle is None else str(celle) for celle in raekke] for raekke in ark.iter_rows(values_only=True)]
    assert csv[0] == "Kommune;Tilbud;Afdeling;Adresse;Driftsherre;Paragraf;Pladser"
    assert [linje.split(";") for linje in csv[1:]] == [
        raekke for raekke in raekker if raekke[1] in ("Fjordhuset", "Lærkehuset")
    ]
    assert csv[2].startswith("Hjørring;Lærkehuset;Hovedhuset;Prøvevej 1") and csv[2].endswith(";10")


@pytest.mark.parametrize("sti", ["nordjylland/findes-ikke/", "findes-ikke/botilbud/", "nordjylland/botilbud/fil.exe"])
def test_what_is_not_a_list_is_not_there(register, client, sti):
    assert client.get(f"/partnerlister/{sti}").status_code == 404


def test_an_area_without_such_places_says_so(db, client):
    make_register("nordjylland", "Nordjylland")
    assert "Ingen afdelinger er med på listen i dag" in client.get(SIDE).text
    assert "Botilbud i hver kommune, Nordjylland" in client.get("/partnerlister/").text


def test_the_same_number_of_queries_for_many(register, client, django_assert_max_num_queries):
    for nr in range(5):
        register.tilbud(f"Hus {nr}")
    with django_assert_max_num_queries(14):
        client.get(SIDE)
