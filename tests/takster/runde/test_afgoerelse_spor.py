"""From a line to its remarks and decisions and back: each reader sees her part, and the public what is decided."""

import datetime as dt

import pytest

from socialaftale.moeder.actions import Punkttekst, add_point, close_meeting, delegate
from socialaftale.parter.roller import Rolle
from tests.takster.conftest import KANARIE

from .afgoerelseshjaelp import HOEJ, answer, name_bodies, page, remark_on
from .bilagshjaelp import publish
from .conftest import DAS, FU
from .gennemgangshjaelp import GRUND, submit_explained
from .test_sag_punkt import DECEMBER, meet, take_over


def address(linje) -> str:
    return f"/takster/afgoerelse/spor/{linje.indsendelse.indberetning.tilbud.kode}/2027/{linje.linje}/"


@pytest.fixture
def linje(rum):
    """A line with an explanation, and a remark that was sent and answered."""
    name_bodies(rum)
    linje = rum.line(submit_explained(rum, rum.hus.tilbud, takst_loen=HOEJ))
    answer(rum, remark_on(rum, linje.indsendelse))
    return linje


def test_a_member_sees_the_whole_way_of_a_line(rum, linje):
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    rum.approve()
    side = page(rum.member(rum.hus.register.aalborg, Rolle.DAS), address(linje)).replace("\xa0", " ")
    for ord_ in ("Hvad dækker taksten?", "Kost og bolig.", GRUND, "(V2)", linje.indsendelse.kvittering, "1.371"):
        assert ord_ in side
    assert side.index("Forretningsudvalget 3. november 2026") < side.index("DAS 17. november 2026")
    assert "Egen kompetence" in side and f"/moeder/{rum.moeder['das'].pk}/#punkt-" in side
    assert "Se beregningen" not in side and KANARIE not in side, "a member of DAS does not see the basis"


def test_the_driftsherre_sees_its_own_line_and_is_led_on_to_its_cost_lines(rum, linje):
    skjult = remark_on(rum, linje.indsendelse, "Kun til gennemgangen", send=False)
    side = page(rum.hus.indberetter, address(linje))
    assert "Hvad dækker taksten?" in side and skjult.tekst not in side, "what is not sent is not shown"
    vej = f"/takster/tilbud/{rum.hus.tilbud.kode}/2027/#linje-{linje.linje}"
    assert f'href="{vej}"' in side and "ned til hver omkostning" in side
    assert f'id="linje-{linje.linje}"' in page(rum.hus.indberetter, vej.partition("#")[0])


def close_and_publish(rum) -> None:
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    publish(rum)


def test_the_public_sees_the_decision_of_what_stands_in_the_takstbilag_and_nothing_else(rum, linje):
    page(None, address(linje), 404)
    rum.approve()
    page(None, address(linje), 404)
    close_and_publish(rum)
    side = page(None, address(linje)).replace("\xa0", " ")
    assert "DAS 17. november 2026" in side and "Godkendt" in side and "1.371 kr." in side
    for ord_ in ("Hvad dækker taksten?", GRUND, "V2", linje.indsendelse.kvittering, "Sagsfremstilling"):
        assert ord_ not in side


def test_until_the_meeting_is_over_the_public_sees_no_decision(rum, linje):
    rum.approve()
    publish(rum)
    side = page(None, address(linje))
    assert "Intet udvalg har behandlet taksten endnu" in side and "1.371" not in side


def test_the_public_sees_no_decision_of_a_closed_point_and_no_takst_that_was_not_approved(rum, linje):
    rum.go_to(DAS)
    tekst = Punkttekst("Takster 2027", aaben=False, emne="takster", emne_id="2027")
    lukket = add_point(moede=rum.moeder["das"], tekst=tekst, by=rum.sekretaer)
    rum.decide(lukket, "udsat", betingelser="Fortroligt")
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    ny = rum.line(rum.submit(linje={"indhold": "Nu også kørsel."}, takst_loen="3740000"))
    rum.decide(rum.point(rum.moeder["das"]), "udsat", betingelser="Driftsherren har ikke svaret")
    close_and_publish(rum)
    side = page(None, address(linje))
    assert "Fortroligt" not in side and side.count("Udsat") == 1 and side.count("1.371") == 1
    assert "Driftsherren har ikke svaret" not in side, "why a driftsherre must wait is its own matter"
    assert f"{ny.takst_kr:,.0f}".replace(",", ".") not in side


@pytest.mark.parametrize("felter", [{"type": "forhandlet"}, {"pladser": "1"}])
def test_a_price_that_one_buyer_pays_has_no_public_trace(rum, felter):
    linje = rum.line(submit_explained(rum, rum.hus.tilbud, linje=felter))
    rum.submit(rum.another())
    rum.approve()
    close_and_publish(rum)
    page(None, address(linje), 404)
    assert "Godkendt" in page(rum.hus.indberetter, address(linje))


def test_a_decision_by_delegation_leads_to_the_meeting_that_gave_it(rum, linje):
    rum.go_to(DAS)
    beslutning = rum.decide(rum.point(rum.moeder["das"]), "godkendt", {linje.pk: ("udsat", "Svaret mangler")})
    felter = {"til_udvalg": rum.udvalg["fu"], "udloeber": dt.date(2026, 12, 31), "omfang": ""}
    delegate(beslutning=beslutning, by=rum.sekretaer, **felter)
    moede = meet(rum, "fu", DECEMBER)
    rum.go_to(DECEMBER)
    rum.decide(rum.point(moede), "godkendt")
    side = page(rum.sekretaer, address(linje)).replace("\xa0", " ")
    assert "Efter delegation fra DAS til og med 31. december 2026" in side
    assert f'<a href="/moeder/{rum.moeder["das"].pk}/">besluttet her</a>' in side


def test_a_decision_on_an_earlier_version_says_that_it_is(rum, linje):
    rum.approve()
    rum.submit(linje={"indhold": "Nu også kørsel."}, takst_loen="3720000")
    side = page(rum.sekretaer, address(linje))
    assert "Om en tidligere version" in side and "Nummer 2" in side


def test_the_trace_follows_the_tilbud_to_its_new_driftsherre(rum, linje):
    take_over(rum)
    page(rum.hus.indberetter, address(linje), 404)
    ny = rum.hus.person(Rolle.TAKSTINDBERETTER, rum.hus.register.aalborg)
    assert linje.indsendelse.kvittering in page(ny, address(linje))


def test_a_line_that_was_never_submitted_has_no_trace(rum, linje):
    page(rum.sekretaer, f"/takster/afgoerelse/spor/{rum.hus.tilbud.kode}/2027/ukendt/", 404)
    page(rum.sekretaer, f"/takster/afgoerelse/spor/ukendt/2027/{linje.linje}/", 404)


def test_the_takst_page_and_the_decision_lead_to_the_trace(rum, linje):
    assert address(linje) in page(rum.hus.indberetter, f"/takster/tilbud/{rum.hus.tilbud.kode}/2027/")
    rum.approve()
    punkt = rum.moeder["das"].punkter.get()
    assert address(linje) in page(rum.sekretaer, f"/takster/afgoerelse/{punkt.pk}/udfald/")


def test_the_trace_leads_to_the_board_and_to_the_takstbilag_and_both_lead_back(rum, linje):
    rum.approve()
    close_and_publish(rum)
    tavle = f"/takster/gennemgang/linje/{linje.pk}/"
    bilag = f"/takstbilag/linje/{linje.indsendelse.indberetning.tilbud.kode}/2027/{linje.linje}/"
    side = page(rum.sekretaer, address(linje))
    assert tavle in side and bilag in side
    assert address(linje) in page(rum.sekretaer, tavle) and address(linje) in page(rum.sekretaer, bilag)
    assert bilag in page(None, address(linje)) and tavle not in page(None, address(linje))
