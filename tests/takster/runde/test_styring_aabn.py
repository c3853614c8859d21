"""The secretariat opens a round from the bodies' meetings, and moves its dates with a reason."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from socialaftale.faelles.models import Haendelse
from socialaftale.moeder.actions import Tidspunkt, call_meeting, move_meeting
from socialaftale.parter.models import Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Rundedatoer, Takstrunde
from socialaftale.takster.runde import actions, queries
from socialaftale.takster.styring.datoer import propose, warnings
from tests.takster.runde.conftest import AAR, BUDGET, DAS, FRIST, FU, GENNEMGANG

SIDE = "/takster/runde/nordjylland/2027/"
KORTE = {"styringsaftalegruppen": "styringsaftalegruppe", "fu-voksne": "fu", "das": "das"}
"""The short names that the area's rules know the bodies by, and those of the test."""


@pytest.fixture
def stue(rum, client):
    """The round's area with the bodies under the names of its rules, and the secretariat at the keyboard."""
    for nyt, gammelt in KORTE.items():
        Udvalg.objects.filter(kort=gammelt).update(kort=nyt)
    client.force_login(rum.sekretaer)
    return rum


@pytest.fixture
def uaabnet(stue):
    """As before the round was opened."""
    Rundedatoer.objects.all().delete()
    Takstrunde.objects.all().delete()
    return stue


def typed(rum, **andet: object) -> dict[str, object]:
    felter = {"budget_vedtaget": "15.10.2026", "frist": "20.10.2026"}
    moeder = {
        "gennemgang": rum.moeder["styringsaftalegruppe"].pk,
        "indstilling": rum.moeder["fu"].pk,
        "afgoerelse": rum.moeder["das"].pk,
    }
    return felter | moeder | andet


def test_the_form_comes_filled_with_the_dates_that_the_meetings_give(uaabnet, client):
    assert propose(uaabnet.hus.register.omraade, AAR).valgt == {
        "budget_vedtaget": BUDGET,
        "frist": FRIST,
        "gennemgang": uaabnet.moeder["styringsaftalegruppe"],
        "indstilling": uaabnet.moeder["fu"],
        "afgoerelse": uaabnet.moeder["das"],
    }
    side = client.get(f"{SIDE}aabn/").text
    assert "Kalenderen passer" in side and 'value="20.10.2026"' in side
    assert "En ændring skal forklares fra" in side and "10 procent" in side
    assert "Regelsættet »Takster 2027 og 2028 (udkast)«" in side and "nordjylland-takst-" not in side


def test_opening_is_one_tap_and_the_driftsherre_may_submit(uaabnet, client):
    svar = client.post(f"{SIDE}aabn/", typed(uaabnet), follow=True)
    assert "Takstrunden 2027 er åbnet" in svar.text
    runde = Takstrunde.objects.get()
    assert queries.read_dates(runde).dage == (FRIST, GENNEMGANG, FU, DAS)
    assert Haendelse.objects.filter(verbum="åbn takstrunde", by=uaabnet.sekretaer).exists()


def test_opening_twice_opens_once_and_says_so(uaabnet, client):
    client.post(f"{SIDE}aabn/", typed(uaabnet))
    svar = client.post(f"{SIDE}aabn/", typed(uaabnet, frist="22.10.2026"), follow=True)
    assert "er allerede åbnet" in svar.text
    assert Takstrunde.objects.get().datoer.get().frist == FRIST


def test_without_a_meeting_of_das_in_november_the_three_ways_are_shown_with_what_they_mean(uaabnet, client):
    das = uaabnet.udvalg["das"]
    flyt = {"hvornaar": Tidspunkt(dt.date(2026, 12, 18)), "grund": "Lokalet", "aflyst": False}
    move_meeting(moede=uaabnet.moeder["das"], by=uaabnet.sekretaer, **flyt)
    for dag in (dt.date(2026, 8, 17), dt.date(2026, 10, 23)):
        call_meeting(udvalg=das, form="ordinaert", hvornaar=Tidspunkt(dag), by=uaabnet.sekretaer)
    side = client.get(f"{SIDE}aabn/").text
    assert "intet møde i DAS mellem 23.10.2026 og 18.12.2026" in side
    for vej in (
        "a) DAS afgør 18.12.2026",
        "b) Delegation til FU, besluttet 23.10.2026",
        "c) Ekstraordinært møde i DAS",
    ):
        assert vej in side
    assert "mindre end varslet" in side
    assert propose(uaabnet.hus.register.omraade, AAR).valgt["afgoerelse"] == uaabnet.moeder["das"]
    valgt = client.post(f"{SIDE}aabn/", typed(uaabnet, afgoerelse=uaabnet.moeder["fu"].pk), follow=True)
    assert valgt.status_code == 200
    assert queries.read_dates(Takstrunde.objects.get()).dage.afgoerelse == FU


def test_a_round_may_be_opened_before_its_meetings_are_called(uaabnet, client):
    client.post(f"{SIDE}aabn/", typed(uaabnet, gennemgang="", indstilling="", afgoerelse=""))
    side = client.get(SIDE).text
    assert "Mødet, der gennemgår taksterne, er ikke valgt" in side


def test_a_deadline_that_has_gone_or_in_another_year_is_refused_and_what_was_typed_stands(uaabnet, client):
    for frist, besked in (("31.08.2026", "Den dag er gået"), ("20.10.2029", "skal ligge i 2026 eller 2027")):
        side = client.post(f"{SIDE}aabn/", typed(uaabnet, frist=frist)).text
        assert besked in side and f'value="{frist}"' in side
    assert not Takstrunde.objects.exists()


def test_a_year_without_rules_is_not_found_and_is_not_offered(uaabnet, client):
    assert client.get("/takster/runde/nordjylland/2031/aabn/").status_code == 404
    with pytest.raises(LookupError):
        propose(uaabnet.hus.register.omraade, 2031)
    side = client.get("/takster/runde/").text
    assert "Åbn takstrunden 2027" in side and "2031" not in side


def test_another_areas_meeting_cannot_be_chosen(uaabnet, client):
    side = client.post(f"{SIDE}aabn/", typed(uaabnet, gennemgang="999999")).text
    assert "Mødet, der gennemgår" in side and not Takstrunde.objects.exists()


def test_dates_are_moved_with_a_reason_and_the_history_keeps_both(stue, client):
    felter = typed(stue, frist="22.10.2026", set_nr=1)
    assert "Hvorfor" in client.post(f"{SIDE}datoer/", felter | {"grund": ""}).text
    assert Rundedatoer.objects.count() == 1
    client.post(f"{SIDE}datoer/", felter | {"grund": "Efterårsferien"})
    side = client.get(f"{SIDE}datoer/").text
    assert "Efterårsferien" in side and "20. oktober 2026" in side.replace("\u00a0", " ")
    assert queries.read_dates(stue.runde).frist == dt.date(2026, 10, 22)


def test_two_who_move_the_dates_at_once_see_each_others_and_nothing_typed_is_lost(stue, client):
    foerst = actions.Datovalg(BUDGET, dt.date(2026, 10, 21))
    actions.move_dates(runde=stue.runde, set_nr=1, datoer=foerst, grund="Ferie", by=stue.sekretaer)
    felter = typed(stue, frist="22.10.2026", set_nr=1, grund="Konference")
    side = client.post(f"{SIDE}datoer/", felter).text
    assert "har flyttet datoerne imens" in side and "21. oktober 2026" in side.replace("\u00a0", " ")
    assert 'value="22.10.2026"' in side and 'value="Konference"' in side
    assert queries.read_dates(stue.runde).frist == dt.date(2026, 10, 21)
    client.post(f"{SIDE}datoer/", felter | {"set_nr": 2})
    assert queries.read_dates(stue.runde).frist == dt.date(2026, 10, 22)


def test_the_action_itself_refuses_dates_that_another_has_moved(stue):
    valg = actions.Datovalg(BUDGET, dt.date(2026, 10, 21))
    actions.move_dates(runde=stue.runde, set_nr=1, datoer=valg, grund="Ferie", by=stue.sekretaer)
    with pytest.raises(ValidationError, match="imens"):
        actions.move_dates(runde=stue.runde, set_nr=1, datoer=valg, grund="Ferie", by=stue.sekretaer)


def test_a_meeting_moved_past_the_deadline_or_cancelled_is_told_on_the_round(stue, client):
    moede = stue.moeder["styringsaftalegruppe"]
    hvornaar = Tidspunkt(dt.date(2026, 10, 19))
    move_meeting(moede=moede, hvornaar=hvornaar, grund="Sygdom", aflyst=False, by=stue.sekretaer)
    assert any("ligger ikke efter fristen 20.10.2026" in besked for besked in warnings(stue.runde))
    assert "Se på datoerne" in client.get(SIDE).text
    move_meeting(moede=moede, hvornaar=hvornaar, grund="Sygdom", aflyst=True, by=stue.sekretaer)
    assert any("er aflyst" in besked for besked in warnings(stue.runde))


def test_a_deadline_on_the_sunday_when_the_clock_is_changed_is_told(stue, client):
    client.post(f"{SIDE}datoer/", typed(stue, frist="25.10.2026", set_nr=1, grund="Prøve"))
    side = client.get(f"{SIDE}datoer/").text
    assert "fridag (søndag)" in side and "fristens dag er på 25 timer" in side


@pytest.mark.parametrize("rolle", [Rolle.GODKENDER, Rolle.LOKALADMINISTRATOR, Rolle.VISITATOR])
def test_only_the_secretariat_opens_moves_and_calls(stue, client, rolle):
    client.force_login(stue.hus.person(rolle, stue.hus.register.hjoerring))
    for side in ("", "aabn/", "datoer/", "mangler/", "mangler.csv"):
        assert client.get(SIDE + side).status_code == 403, side
    assert client.post(f"{SIDE}datoer/", typed(stue, set_nr=1, grund="x")).status_code == 403


def test_a_member_of_a_body_sees_how_far_the_round_is_but_neither_calls_nor_moves(stue, client):
    client.force_login(stue.member(stue.hus.register.hjoerring))
    side = client.get(SIDE)
    assert side.status_code == 200 and "Hvem mangler jeg?" not in side.text
    for side in ("aabn/", "datoer/", "mangler/"):
        assert client.get(SIDE + side).status_code == 403
