"""What is not decided waits for a body, and everybody in the round can see which."""

import datetime as dt

from socialaftale.moeder.actions import close_meeting, delegate
from socialaftale.takster.afgoerelse.venter import waiting

from .afgoerelseshjaelp import name_bodies, page
from .conftest import DAS, FU, GENNEMGANG
from .test_sag_punkt import DECEMBER, meet

STI = "/takster/sag/nordjylland/2027/venter/"


def bodies(rum) -> dict[str, int]:
    return {gruppe.udvalg.kort: len(gruppe.linjer) for gruppe in waiting(rum.runde)}


def test_before_the_meetings_a_report_waits_for_the_review_or_for_fu_by_when_it_came(rum):
    rum.submit()
    assert bodies(rum) == {"styringsaftalegruppe": 1}
    rum.go_to(GENNEMGANG)
    rum.submit(rum.another())
    assert bodies(rum) == {"styringsaftalegruppe": 1, "fu": 1}


def test_a_line_goes_from_fu_to_das_and_away(rum):
    rum.submit()
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    assert bodies(rum) == {"das": 1}
    rum.approve()
    assert bodies(rum) == {} and "Intet venter" in page(rum.sekretaer, STI)


def test_a_new_version_of_what_was_approved_waits_anew(rum):
    rum.submit()
    rum.approve()
    rum.submit(linje={"indhold": "Nu også kørsel."})
    assert bodies(rum) == {"fu": 1}


def test_the_page_says_when_the_body_meets_and_by_what_right(rum):
    name_bodies(rum)
    linje = rum.line(rum.submit())
    rum.go_to(DAS)
    beslutning = rum.decide(rum.point(rum.moeder["das"]), "godkendt", {linje.pk: ("udsat", "Svaret mangler")})
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    side = page(rum.sekretaer, STI)
    assert "DAS: 1" in side and "Intet møde er indkaldt" in side and "Svaret mangler" in side
    felter = {"til_udvalg": rum.udvalg["fu"], "udloeber": dt.date(2026, 12, 31), "omfang": ""}
    delegate(beslutning=beslutning, by=rum.sekretaer, **felter)
    meet(rum, "fu", DECEMBER)
    side = page(rum.sekretaer, STI).replace("\xa0", " ")
    assert "Forretningsudvalget: 1" in side and "11. december 2026" in side
    assert "efter delegation til og med 31. december 2026" in side


def test_only_those_who_see_the_round_see_what_waits(rum):
    rum.submit()
    assert "Jeres" in page(rum.member(rum.hus.register.hjoerring), STI)
    page(rum.hus.indberetter, STI, 403)
    page(None, STI, 302)
    page(rum.sekretaer, "/takster/sag/nordjylland/2031/venter/", 404)
