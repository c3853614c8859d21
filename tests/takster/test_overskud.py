"""The page where a driftsherre sees what it may set aside of a surplus."""

import pytest
from django.urls import reverse

from socialaftale.parter.roller import Rolle

from .conftest import KANARIE
from .test_views import everyone, text, visit

pytestmark = pytest.mark.usefixtures("efteraar_2026")

SIDE = reverse("takst_overskud", args=["860", 2026])
GRUNDLAG = "3.962.129,85"  # (3.650.000 + 123.457) × 1,05
VALG = {"overskud": "500.000", "oenske": "300.000"}


@pytest.fixture
def bekraeftet(hus):
    hus.confirm(2026)
    return hus


def ask(hus, side=SIDE, **valg):
    svar = visit(hus.indberetter).get(side, valg)
    assert svar.status_code == 200
    return text(svar)


def test_the_basis_is_that_of_the_confirmed_reports_and_five_per_cent_is_the_ceiling(bekraeftet):
    svar = ask(bekraeftet, **VALG)
    for noget in ("198.106,49 kr.", "301.893,51 kr.", "taksten for 2028", "2026 + 5 år", "2031", GRUNDLAG, KANARIE):
        assert noget in svar
    for led in (
        "Højeste hensættelse",
        "Loft i procent",
        "Klausulen om håndtering af overskud",
        "antaget",
        "Skrevet på siden",
    ):
        assert led in svar


def test_a_basis_that_is_typed_is_used_instead(bekraeftet):
    svar = ask(bekraeftet, **VALG, grundlag="10.000.000")
    assert "300.000,00 kr." in svar
    assert "200.000,00 kr." in svar
    assert KANARIE not in svar


def test_one_tilbud_at_a_time(bekraeftet):
    assert "198.106,49 kr." in ask(bekraeftet, **VALG, tilbud=bekraeftet.tilbud.kode)


def test_a_draft_is_no_basis(hus):
    hus.save(2026)
    assert "ikke bekræftet et fuldt grundlag for 2026" in ask(hus)
    assert "Skriv takstgrundlaget" in ask(hus, **VALG)


def test_what_is_not_known_of_deficits_is_said_plainly(bekraeftet):
    assert "Reglen for underskud er ikke set på skrift" in ask(bekraeftet)
    assert "Reglen for underskud er ikke kendt" in ask(bekraeftet, **VALG | {"overskud": "-500.000"})


@pytest.mark.parametrize(
    ("valg", "besked"),
    [
        ({"overskud": "meget"}, "”meget” er ikke et tal"),
        ({"overskud": "0"}, "mere end 0 kr."),
        ({"overskud": "9" * 30}, "for stort"),
        ({"oenske": "-1"}, "mindst 0"),
        ({"oenske": ""}, "Udfyld feltet"),
        ({"grundlag": "0"}, "mindst 1"),
        ({"grundlag": "1234.56"}, "kan læses på to måder"),
        ({"tilbud": "en-andens"}, "»en-andens« står ikke på listen"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_typed_is_lost(bekraeftet, valg, besked):
    svar = ask(bekraeftet, **VALG | valg)
    assert besked in svar
    assert "Svaret" not in svar
    assert all(f'value="{tekst}"' in svar for navn, tekst in valg.items() if tekst and navn != "tilbud")


def test_a_year_without_rules_has_no_page(bekraeftet):
    assert visit(bekraeftet.indberetter).get(SIDE.replace("2026", "1999")).status_code == 404


def test_only_those_who_report_for_the_party_come_in(bekraeftet):
    for hvem, bruger in everyone(bekraeftet):
        status = visit(bruger).get(SIDE).status_code
        ventet = 200 if hvem in (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER) else 302 if bruger is None else 403
        assert status == ventet, hvem


def test_the_drivers_list_leads_there(bekraeftet):
    assert f'href="{SIDE}"' in ask(bekraeftet, reverse("takster_driftsherre", args=["860", 2026]))
