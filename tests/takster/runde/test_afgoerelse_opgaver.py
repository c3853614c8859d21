"""What the secretariat's first page says when a body meets about takster, and when some are approved."""

import datetime as dt

from tests.takster.runde.afgoerelseshjaelp import name_bodies, page
from tests.takster.runde.conftest import DAS, FU

FOER_IND, UDGIV = "før svaret fra {} ind", "udgiv takstbilaget"


def test_a_meeting_whose_day_has_come_asks_for_its_answer_until_it_is_recorded(rum):
    name_bodies(rum)
    rum.go_to(FU)
    assert "før svaret fra" not in page(rum.sekretaer, "/"), "nothing was submitted"
    rum.go_to(FU - dt.timedelta(days=1))
    rum.submit()
    assert "før svaret fra" not in page(rum.sekretaer, "/"), "the meeting is tomorrow"
    rum.go_to(FU)
    side = page(rum.sekretaer, "/")
    assert FOER_IND.format("Forretningsudvalget") in side and "Mødet er i dag." in side
    assert "før svaret fra" not in page(rum.member(rum.hus.register.aalborg), "/")
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    assert "før svaret fra" not in page(rum.sekretaer, "/")
    rum.go_to(DAS + dt.timedelta(days=1))
    assert FOER_IND.format("DAS") in page(rum.sekretaer, "/")


def test_the_case_says_how_to_get_it_on_the_agenda(rum):
    rum.submit()
    rum.go_to(FU)
    sag = f"/takster/sag/nordjylland/2027/?moede={rum.moeder['fu'].pk}"
    assert "Taksterne er ikke på mødets dagsorden endnu" in page(rum.sekretaer, sag)
    rum.point(rum.moeder["fu"])
    assert "Taksterne er ikke på mødets dagsorden endnu" not in page(rum.sekretaer, sag)


def test_what_is_approved_and_not_published_asks_to_be_published(rum):
    rum.submit()
    rum.go_to(DAS)
    punkt = rum.point(rum.moeder["das"])
    rum.decide(punkt, "udsat")
    assert UDGIV not in page(rum.sekretaer, "/")
    rum.decide(punkt, "godkendt")
    assert UDGIV in page(rum.sekretaer, "/")
    assert "Udgiv takstbilaget" in page(rum.sekretaer, f"/takster/afgoerelse/{punkt.pk}/udfald/")
    rum.hus.publish(2027, "")
    rum.decide(punkt, "godkendt")
    assert UDGIV not in page(rum.sekretaer, "/"), "the same decision again changes nothing"
