"""The round's dates in somebody's calendar: they move when the round moves."""

import datetime as dt

import pytest
from icalendar import Calendar

from socialaftale.moeder.actions import Tidspunkt, move_meeting
from socialaftale.takster.runde import actions
from tests.takster.runde.conftest import BUDGET, DAS, FRIST, FU, GENNEMGANG


def events(client, rolle: str = "alle") -> dict[str, object]:
    svar = client.get(f"/takster/runde/nordjylland/kalender/{rolle}.ics")
    assert svar.status_code == 200 and svar["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]): event for event in Calendar.from_ical(svar.content).walk("VEVENT")}


def days(client, rolle: str) -> list[dt.date]:
    return sorted(event["dtstart"].dt for event in events(client, rolle).values())


def test_each_role_subscribes_to_its_own_dates_without_signing_in(rum, client):
    assert days(client, "indberetter") == [BUDGET, FRIST]
    assert days(client, "styringsaftalegruppe") == [BUDGET, FRIST, GENNEMGANG]
    assert (days(client, "fu"), days(client, "das")) == ([FU], [DAS])
    assert days(client, "alle") == [BUDGET, FRIST, GENNEMGANG, FU, DAS]


def test_a_deadline_that_moves_keeps_its_id_and_rises_in_number(rum, client):
    uid = f"takstrunde-{rum.runde.pk}-frist@socialaftale.invalid"
    assert events(client)[uid]["sequence"] == 0
    ny = actions.Datovalg(BUDGET, dt.date(2026, 10, 23))
    actions.move_dates(runde=rum.runde, set_nr=1, datoer=ny, grund="Efterårsferien", by=rum.sekretaer)
    event = events(client)[uid]
    assert (event["sequence"], event["dtstart"].dt) == (1, dt.date(2026, 10, 23))
    assert "Efterårsferien" in str(event["description"])


def test_a_meeting_has_the_id_of_the_bodys_own_calendar_and_moves_or_is_cancelled_with_it(rum, client):
    moede = rum.moeder["das"]
    uid = f"moede-{moede.pk}@socialaftale.invalid"
    flyt = {"moede": moede, "grund": "Lokalet", "by": rum.sekretaer}
    move_meeting(hvornaar=Tidspunkt(dt.date(2026, 11, 18)), aflyst=False, **flyt)
    event = events(client, "das")[uid]
    assert (event["sequence"], event["dtstart"].dt) == (1, dt.date(2026, 11, 18))
    rum.ur.shift(dt.timedelta(minutes=1))
    move_meeting(hvornaar=Tidspunkt(dt.date(2026, 11, 18)), aflyst=True, **flyt)
    assert events(client, "das")[uid]["status"] == "CANCELLED"


def test_a_deadline_on_the_day_the_clock_is_changed_is_one_whole_day(rum, client):
    ny = actions.Datovalg(BUDGET, dt.date(2026, 10, 25))
    actions.move_dates(runde=rum.runde, set_nr=1, datoer=ny, grund="Prøve", by=rum.sekretaer)
    event = events(client)[f"takstrunde-{rum.runde.pk}-frist@socialaftale.invalid"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2026, 10, 25), dt.date(2026, 10, 26))


@pytest.mark.parametrize("sti", ["nordjylland/kalender/nogen.ics", "ukendt/kalender/das.ics"])
def test_an_unknown_role_or_area_is_not_found(rum, client, sti):
    assert client.get(f"/takster/runde/{sti}").status_code == 404
