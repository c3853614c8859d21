"""The page where a buyer works out a price from the public takster."""

import pytest
from django.urls import reverse

from socialaftale.takster import actions
from tests.takster.conftest import KANARIE, make_report

from .test_views import text, visit

pytestmark = pytest.mark.usefixtures("efteraar_2026")

UGE_7 = {"antal": "7", "pr": "uge", "art": "ATA"}
PRISLISTE = [
    {"id": "basis", "navn": "Basistakst", "type": "basis", "enhed": "kr_pr_doegn", "takst_kr": "1000", "timer": UGE_7},
    {"id": "time", "navn": "Pris pr. ATA-time", "type": "time", "enhed": "kr_pr_time", "takst_kr": "316",
     "timer": UGE_7 | {"antal": "1"}},
    {"id": "pakke2", "navn": "Ydelsespakke 2", "type": "pakke", "enhed": "kr_pr_doegn", "takst_kr": "476"},
    {"id": "barn", "navn": "Tillæg barn", "type": "tillaeg", "enhed": "kr_pr_doegn", "takst_kr": "223"},
    {"id": "hemmelig", "navn": "Aftalt plads", "type": "forhandlet", "enhed": "kr_pr_doegn", "takst_kr": "4711"},
]  # fmt: skip


@pytest.fixture
def side(hus):
    """The address of the page of a tilbud with two houses, published; the short report, so no basis is needed."""
    rapport = make_report(hus.tilbud)
    hus_1 = rapport.beregninger[0].model_copy(update={"grundlag": None, "struktur": None}).model_dump(by_alias=True)
    dagpris = {"id": "dag", "navn": "Dagtakst", "type": "gennemsnit", "enhed": "kr_pr_dag", "takst_kr": "600"}
    to = [
        hus_1 | {"linjer": PRISLISTE},
        hus_1
        | {"id": "b2", "navn": "Værkstedet", "linjer": [dagpris], "dage": {"basis": "aabningsdage", "antal": 230}},
    ]
    indhold = type(rapport).model_validate(rapport.model_dump(by_alias=True) | {"beregninger": to})
    version = actions.save_version(tilbud=hus.tilbud, aar=2026, indhold=indhold, kilde="skema", by=hus.indberetter)
    actions.confirm_version(version=version, by=hus.indberetter)
    hus.publish(2026)
    return reverse("takst_pris", args=[hus.tilbud.kode, 2026])


TIMER = {"plads": "basis", "time": "time", "timer": "21", "pr": "uge", "art": "ATA"}


def ask(side, **valg):
    svar = visit().get(side, valg)
    assert svar.status_code == 200
    return text(svar)


def test_the_public_page_of_the_tilbud_leads_to_the_calculator(side, hus):
    assert f'href="{side}">Beregn en pris</a>' in text(visit().get(reverse("tilbud", args=[hus.tilbud.kode])))
    assert "Basistakst: 1.000 kr. pr. døgn" in ask(side)


def test_basis_and_hours_by_day_month_and_year_with_the_tree(side):
    svar = ask(side, **TIMER, dage="10")
    for beloeb in ("1.632,00 kr.", "49.640,00 kr.", "595.680,00 kr.", "16.320,00 kr."):  # 1.000 + 2 × 316 = 1.632
        assert beloeb in svar
    for led in ("Timer ud over basis", "Offentliggjort takst 2026", "Valgt på siden", "Månedsfaktor", "Kalenderen"):
        assert led in svar


def test_a_package_and_a_supplement_are_added_to_the_basis(side):
    assert "1.699,00 kr." in ask(side, plads="basis", pakke="pakke2", tillaeg="barn")


def test_a_place_paid_on_opening_days_is_priced_for_those(side):
    svar = ask(side, plads="dag", deltid="60")
    assert "82.800,00 kr." in svar  # 600 × 60 % × 230
    assert "Dage, taksten betales for" in svar


@pytest.mark.parametrize(
    ("valg", "besked"),
    [
        (TIMER | {"timer": "mange"}, "”mange” er ikke et tal"),
        (TIMER | {"timer": "-3"}, "Tallet skal være mindst 0"),
        (TIMER | {"timer": "1e30"}, "er ikke et tal"),
        (TIMER | {"timer": "9" * 40}, "Tallet er for stort"),
        (TIMER | {"timer": "169"}, "Der er kun 168 timer om ugen"),
        (TIMER | {"timer": "12.5"}, "kan læses på to måder"),
        (TIMER | {"timer": ""}, "Skriv, hvor mange timer"),
        (TIMER | {"pr": ""}, "om dagen, om ugen eller om året"),
        (TIMER | {"art": ""}, "Vælg tidsart"),
        (TIMER | {"art": "BRT"}, "BRT-timer og ATA-timer kan ikke lægges sammen"),
        (TIMER | {"pakke": "pakke2"}, "Vælg enten en pakke eller timer"),
        (TIMER | {"plads": "dag"}, "forskellige afdelinger"),
        ({"plads": "", "tillaeg": "barn"}, "Vælg også den takst for pladsen"),
        ({"plads": "findes-ikke"}, "»findes-ikke« står ikke på listen"),
        ({"plads": "hemmelig"}, "»hemmelig« står ikke på listen"),
        ({"plads": "basis", "deltid": "101"}, "Tallet må højst være 100"),
        ({"plads": "basis", "dage": "367"}, "Tallet må højst være 366"),
        ({"plads": "basis", "dage": "1,5"}, "Skriv et helt tal"),
        ({"plads": "dag", "faktor": "30,5"}, "betales ikke for alle årets dage"),
        ({"plads": "", "faktor": "aar"}, "Vælg en takst for pladsen"),
    ],
)
def test_what_cannot_be_priced_is_said_and_nothing_typed_is_lost(side, valg, besked):
    svar = ask(side, **valg)
    assert besked in svar
    assert "Sådan er prisen beregnet" not in svar
    if valg.get("timer"):
        assert f'value="{valg["timer"]}"' in svar


def test_a_price_agreed_for_one_place_is_never_offered(side):
    assert "4.711" not in ask(side)
    assert "Aftalt plads" not in ask(side)
    assert KANARIE not in ask(side, plads="basis")


def test_a_year_that_is_not_published_has_no_page(side, hus):
    hus.confirm(2025)
    assert visit().get(side.replace("2026", "2025")).status_code == 404
    assert visit(hus.indberetter).get(side.replace("2026", "2025")).status_code == 404
    assert visit().get(side.replace("2026", "99999")).status_code == 404
    hus.publish(2025)
    assert visit().get(side.replace("2026", "2025")).status_code == 200


def test_the_fragment_holds_the_same_answer_as_the_page(side):
    fragment = text(visit().get(side, TIMER, headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert "595.680,00 kr." in fragment
