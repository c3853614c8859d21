"""The page of a takst year: what the calendar of 2026 does, and its bad questions."""

import datetime as dt
from itertools import pairwise

import pytest

from socialaftale.faelles import tid
from socialaftale.moeder import actions
from socialaftale.moeder.eksempeldata import load
from socialaftale.moeder.takstaar import queries as takstaar
from socialaftale.parter.eksempeldata import load as load_parter
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.regler.rundeplan import rules_for


@pytest.fixture
def nordjylland(db, i_dag):
    i_dag.move_to(dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC))
    load_parter()
    load()
    return Aftaleomraade.objects.get(kode="nordjylland")


def test_the_page_says_that_no_das_meeting_lies_between_and_offers_three_ways(nordjylland, client):
    side = client.get("/moeder/takstaar/", {"aar": 2027, "budget": "15.10.2026"}).text
    assert "intet møde i DAS mellem 23.10.2026 og 18.12.2026" in side
    for vej in ("a) DAS afgør 18.12.2026", "besluttet 17.08.2026", "besluttet 23.10.2026", "c) Skriftlig", "c) Ekstra"):
        assert vej in side, vej
    assert "20. oktober 2026 kl. 24.00" in side.replace("\u00a0", " ")
    assert "Eksempeldata" in side


def test_a_moved_das_meeting_mends_the_plan_and_a_cancelled_one_breaks_it(nordjylland, client, i_dag):
    from socialaftale.parter.models import Bruger

    das, by = Udvalg.objects.get(kort="das"), Bruger.objects.get(navn="Mette Eksempel")
    hvornaar = actions.Tidspunkt(dt.date(2026, 11, 20))
    moede = actions.call_meeting(udvalg=das, form="ekstraordinaert", hvornaar=hvornaar, by=by)
    assert "Kalenderen passer" in client.get("/moeder/takstaar/?aar=2027").text
    i_dag.shift(60)
    actions.move_meeting(moede=moede, hvornaar=hvornaar, grund="Sygdom", aflyst=True, by=by)
    assert "Kalenderen passer" not in client.get("/moeder/takstaar/?aar=2027").text


@pytest.mark.parametrize(
    "valg",
    [
        {"aar": "x"},
        {"aar": "1"},
        {"aar": "99999"},
        {"aar": "2027", "budget": "31.02.2026"},
        {"aar": "2027", "frist": "24.12.2027"},
        {"aar": "2027", "omraade": "findes-ikke"},
        {"aar": "2100"},
        {"aar": "2027", "frist": "31.12.2026"},
        {"aar": "2027", "budget": "31.12.2026"},
        {"aar": "2027", "frist": "01.01.2026"},
    ],
)
def test_a_bad_question_is_answered_with_a_page(nordjylland, client, valg):
    svar = client.get("/moeder/takstaar/", valg)
    assert svar.status_code == 200
    assert "Takståret" in svar.text


def test_an_area_without_rules_says_so(fiktivland, client):
    assert "ingen regler" in client.get("/moeder/takstaar/").text


def test_no_written_date_covers_another_and_all_stand_on_the_line(nordjylland):
    regler = rules_for("nordjylland")
    runde = takstaar.plan(nordjylland, regler, 2027, None, None)
    linje = takstaar.timeline(runde, takstaar.meeting_days(nordjylland, regler, 2027))
    assert [bane.navn[:2] for bane in linje.baner] == ["Ru", "Mø", "a)", "b)", "b)", "c)", "c)", "Se"]
    for bane in linje.baner:
        skrevne = [m.x for m in bane.maerker if m.vis]
        assert all(0 <= m.x <= 100 for m in bane.maerker)
        assert all(b - a >= takstaar.LUFT for a, b in pairwise(skrevne))


@pytest.mark.parametrize(
    ("frist", "slut"),
    [
        (dt.date(2026, 10, 24), dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)),
        (dt.date(2026, 10, 25), dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC)),
    ],
    ids=["summer time", "the day the clock goes back"],
)
def test_a_deadline_runs_to_the_end_of_its_day_also_when_the_clock_changes(frist, slut):
    assert tid.end_of_day(frist) == slut
    assert tid.day_of(slut - dt.timedelta(microseconds=1)) == frist
    assert tid.day_of(slut) == frist + dt.timedelta(days=1)
