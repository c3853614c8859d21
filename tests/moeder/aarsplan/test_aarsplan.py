"""The secretariat plans a year: proposed days are called in one press, and what is called stays."""

import datetime as dt

import pytest

from socialaftale.moeder import actions
from socialaftale.moeder.kalender import as_ics, with_calendar_facts
from socialaftale.moeder.models import Moede
from socialaftale.parter.roller import Rolle

ADRESSE = "/moeder/aarsplan/nordjylland/"


@pytest.fixture
def sekretaer(rum, client):
    rum.das.kort, rum.fu.kort = "das", "fu-voksne"
    rum.das.save()
    client.force_login(rum.sekretaer)
    return rum.sekretaer


def test_a_year_is_proposed_and_called_and_proposed_no_more(rum, sekretaer, client):
    side = client.get(ADRESSE, {"aar": 2027}).text
    assert "22. februar 2027, mandag".replace(". ", ".\xa0", 1) in side
    assert "antaget" in side
    valgt = ["das 2027-02-22", "fu-voksne 2027-02-08", "das 1999-01-01"]
    svar = client.post(f"{ADRESSE}?aar=2027", {"valgt": valgt}, follow=True).text
    assert "1 møde er indkaldt" in svar or "2 møder er indkaldt" in svar
    assert dt.date(2027, 2, 22) in {moede.dato for moede in Moede.objects.in_order()}
    assert "22.\xa0februar 2027" not in client.get(ADRESSE, {"aar": 2027}).text


def test_days_that_have_gone_are_not_proposed_and_cannot_be_called(rum, sekretaer, client):
    client.post(f"{ADRESSE}?aar=2026", {"valgt": [f"das 2026-02-{dag:02}" for dag in range(1, 29)]})
    assert not Moede.objects.exists()
    assert "Der er intet at foreslå i 2025" in client.get(ADRESSE, {"aar": 2025}).text


def test_nothing_chosen_calls_nothing(rum, sekretaer, client):
    assert "intet er indkaldt" in client.post(f"{ADRESSE}?aar=2027", follow=True).text
    assert not Moede.objects.exists()


@pytest.mark.parametrize("aar", ["x", "1", "99999", ""])
def test_a_year_that_is_none_is_said(rum, sekretaer, client, aar):
    side = client.get(ADRESSE, {"aar": aar})
    assert side.status_code == 200
    assert "Der er noget, der skal rettes" in side.text


def test_only_the_areas_own_secretariat_plans(rum, client, fiktivland):
    for hvem in (rum.medlemmer["das"], fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)):
        client.force_login(hvem)
        assert client.get(ADRESSE).status_code == 403
        assert client.post(ADRESSE, {"valgt": ["das 2027-02-22"]}).status_code == 403


def test_an_area_without_rules_says_what_to_do(client, fiktivland):
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    assert "Indkald møderne ét for ét" in client.get("/moeder/aarsplan/fiktivland/").text
    assert client.get("/moeder/aarsplan/").headers["Location"] == "/moeder/aarsplan/fiktivland/"


def test_the_years_calendar_file_tells_of_moved_and_cancelled_meetings(rum, client, i_dag):
    flyttet, aflyst = rum.meet(dato=dt.date(2027, 2, 22)), rum.meet(dato=dt.date(2027, 5, 24))
    i_dag.shift(60)
    felter = {"grund": "Sygdom", "by": rum.sekretaer}
    ny = actions.Tidspunkt(dt.date(2027, 3, 1), dt.time(9), dt.time(12))
    actions.move_meeting(moede=flyttet, hvornaar=ny, aflyst=False, **felter)
    actions.move_meeting(moede=aflyst, hvornaar=actions.Tidspunkt(dt.date(2027, 5, 24)), aflyst=True, **felter)
    fil = client.get(f"/moeder/udvalg/{rum.das.pk}/kalender.ics").content.decode()
    assert fil == as_ics(with_calendar_facts(rum.das.moeder.all())).decode()
    for ventet in ("DTSTART:20270301T080000Z", "SEQUENCE:1", "STATUS:CANCELLED"):
        assert ventet in fil
    assert "20270222" not in fil
