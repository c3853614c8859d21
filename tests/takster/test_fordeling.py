"""The public page of objective financing: the same kroner as the command, on the page and in its files."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from socialaftale.parter.models import Befolkning
from socialaftale.regler.objektiv import Noegletal, allocate

from .test_views import text, visit

SIDE = reverse("fordeling")
VALG = {"beloeb": "100.001", "aar": "2025", "omraade": "nordjylland"}


@pytest.fixture
def noegle(register):
    for kommune, antal, opfundet in ((register.hjoerring, 2000, False), (register.aalborg, 1000, True)):
        Befolkning.objects.create(
            organisation=kommune, aar=2025, alder_til=17, antal=antal, opfundet=opfundet, kilde="=Optælling"
        )
    return register


def ask(**valg):
    svar = visit().get(SIDE, valg)
    assert svar.status_code == 200
    return text(svar)


def file(format_, **valg):
    return visit().get(reverse("fordelingsfil", args=[format_]), valg)


def test_every_krone_is_shared_as_the_command_does_it(noegle):
    svar = ask(**VALG)
    antal = [Noegletal("851", "Aalborg Kommune", 1000), Noegletal("860", "Hjørring Kommune", 2000)]
    assert [andel.kroner for andel in allocate(100_001, antal)] == [33_334, 66_667]
    assert all(kroner in svar for kroner in ("33.334 kr.", "66.667 kr.", "100.001 kr.", "3.000"))


def test_an_invented_number_is_marked_on_the_page_and_in_the_files(noegle):
    assert ask(**VALG).count("Opfundet tal") == 1
    assert "Nøglen har opfundne tal" in ask(**VALG)
    Befolkning.objects.update(opfundet=False)
    assert "pfund" not in ask(**VALG)


def test_the_files_hold_the_same_kroner_and_no_formula(noegle):
    raekker = list(csv.reader(io.StringIO(file("csv", **VALG).content.decode("utf-8-sig")), delimiter=";"))
    assert {raekke[0]: raekke[3] for raekke in raekker[1:]} == {"851": "33334", "860": "66667"}
    assert {raekke[4] for raekke in raekker[1:]} == {"'=Optælling"}
    assert {raekke[0]: raekke[5] for raekke in raekker[1:]} == {"851": "ja", "860": "nej"}
    ark = load_workbook(io.BytesIO(file("xlsx", **VALG).content)).active
    assert [celle.value for celle in ark["D"]] == ["Kroner", 66_667, 33_334, 100_001]
    assert ark["E2"].data_type == "s"


@pytest.mark.parametrize(
    ("valg", "besked"),
    [
        ({"beloeb": "alt"}, "»alt« er ikke et helt tal"),
        ({"beloeb": ""}, "Udfyld feltet"),
        ({"beloeb": "1,5"}, "Skriv et helt tal"),
        ({"beloeb": "9" * 14}, "må højst være"),
        ({"beloeb": "9" * 40}, "for stort"),
        ({"aar": "1900"}, "»1900« står ikke på listen"),
        ({"aar": "nu"}, "»nu« står ikke på listen"),
        ({"omraade": "atlantis"}, "står ikke på listen"),
    ],
)
def test_what_cannot_be_shared_is_said(noegle, valg, besked):
    svar = ask(**VALG | valg)
    assert besked in svar
    assert "Fordelingen på kommuner" not in svar
    assert file("csv", **VALG | valg).status_code == 404


def test_an_amount_to_be_paid_back_is_shared_too(noegle):
    assert "−66.667 kr." in ask(**VALG | {"beloeb": "-100.001"})


def test_nothing_is_shared_while_a_municipality_has_no_number(noegle):
    Befolkning.objects.filter(organisation=noegle.hjoerring).delete()
    svar = ask(**VALG)
    assert "Indbyggertallet for Hjørring 2025 mangler" in svar
    assert "33.334" not in svar


def test_the_page_opens_without_a_question_and_the_front_page_leads_there(noegle):
    assert "Fordel beløbet" in ask()
    assert f'href="{SIDE}"' in text(visit().get("/"))
    assert file("pdf", **VALG).status_code == 404
