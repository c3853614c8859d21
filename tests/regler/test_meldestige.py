"""Who is asked to confirm free places, and when; and that it keeps the places fresh over a year."""

import datetime as dt
from itertools import pairwise

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.meldestige import (
    Loefte,
    all_ladders,
    begins,
    day_at,
    ladder_for,
    last_due,
    on_list,
    step_day,
    taken_along,
)

from .meldeaar import Rater, live

STIGE = ladder_for(dt.date(2026, 11, 26))
ONSDAG = dt.date(2026, 11, 4)
MAANED = Loefte(30, ONSDAG, dt.date(2026, 1, 1))


def written(loefte: Loefte, gruppe: str, fra: dt.date, dage: int) -> list[dt.date]:
    """The days on which something new is due."""
    trin = [last_due(STIGE, loefte, gruppe, fra + dt.timedelta(days=nr)) for nr in range(dage)]
    return sorted({dag for dag in trin if dag})


def test_a_monthly_promise_is_asked_about_before_it_runs_out_and_then_by_more_and_more():
    assert written(MAANED, "leder", ONSDAG, 48) == [
        dt.date(2026, 11, 25), dt.date(2026, 11, 27), dt.date(2026, 12, 1), dt.date(2026, 12, 3), dt.date(2026, 12, 7),
        dt.date(2026, 12, 9), dt.date(2026, 12, 14), dt.date(2026, 12, 21),
    ]  # fmt: skip
    assert written(MAANED, "stedfortraeder", ONSDAG, 40)[0] == dt.date(2026, 11, 27)
    assert written(MAANED, "koordinator", ONSDAG, 60)[0] == dt.date(2026, 12, 4)
    assert written(MAANED, "sekretariat", ONSDAG, 48) == [dt.date(2026, 12, 21)]


def test_a_short_rhythm_is_asked_about_days_before_it_runs_out():
    uge = Loefte(7, ONSDAG, dt.date(2026, 1, 1))
    assert written(uge, "leder", ONSDAG, 8) == _days(6, 9, 11)
    assert written(Loefte(1, ONSDAG, ONSDAG), "leder", ONSDAG, 3) == _days(5)


@pytest.mark.parametrize("rytme", [1, 7, 14, 30, 92])
@pytest.mark.parametrize("gruppe", ["leder", "stedfortraeder"])
def test_whoever_answers_is_asked_every_second_day_at_most_and_in_the_end_once_a_week(rytme, gruppe):
    for begyndt in (ONSDAG + dt.timedelta(days=nr) for nr in range(7)):
        dage = written(Loefte(rytme, begyndt, dt.date(2026, 1, 1)), gruppe, begyndt, 3 * rytme + 40)
        mellem = [(b - a).days for a, b in pairwise(dage)]
        assert min(mellem, default=STIGE.mellem_dage) >= STIGE.mellem_dage
        sent = [dag for dag in dage if (dag - begyndt).days * 100 >= rytme * 175]
        uger = (sent[-1] - sent[0]).days / STIGE.gentag_mindst_dage if sent else 0
        assert len(sent) <= uger + 2  # a day off moves a mail, but makes no more of them


def _days(*dage: int) -> list[dt.date]:
    return [dt.date(2026, 11, dag) for dag in dage]


def test_the_last_step_is_taken_again_so_that_nobody_is_written_to_only_once():
    assert written(MAANED, "sekretariat", ONSDAG, 75)[1:] == [
        dt.date(2026, 12, 28),
        dt.date(2027, 1, 4),
        dt.date(2027, 1, 11),
    ]


def test_in_holidays_the_deputy_is_asked_from_the_first_step():
    i_ferien = Loefte(14, dt.date(2026, 7, 6), dt.date(2026, 1, 1))
    foerste = step_day(STIGE, i_ferien, STIGE.trin[0])
    assert last_due(STIGE, i_ferien, "stedfortraeder", foerste) == foerste
    assert last_due(STIGE, MAANED, "stedfortraeder", dt.date(2026, 11, 24)) is None


@pytest.mark.parametrize(("dag", "ferie"), [("12-31", True), ("01-03", True), ("01-04", False), ("12-20", False)])
def test_a_holiday_may_reach_over_new_year(dag, ferie):
    jul = next(et for et in STIGE.ferie if et.navn == "jul og nytår")
    assert jul.holds(dt.date.fromisoformat(f"2026-{dag}")) is ferie


def test_who_never_answered_is_asked_the_day_it_promised():
    ny = Loefte(30, None, dt.date(2026, 11, 25))
    assert last_due(STIGE, ny, "leder", dt.date(2026, 11, 25)) == dt.date(2026, 11, 25)
    assert begins(STIGE, ny) == dt.date(2026, 11, 4)
    assert on_list(STIGE, ny, dt.date(2026, 11, 25)) == "leder"


def test_a_silent_afdeling_stands_on_a_list_and_on_a_higher_one_later():
    lister = [on_list(STIGE, MAANED, ONSDAG + dt.timedelta(days=nr)) for nr in (29, 30, 31, 45, 60)]
    assert lister == [None, "koordinator", "koordinator", "sekretariat", "sekretariat"]


def test_a_mail_takes_along_what_will_soon_be_asked_about():
    assert [taken_along(STIGE, MAANED, ONSDAG + dt.timedelta(days=nr)) for nr in (8, 9)] == [False, True]


def test_a_promise_of_one_day_and_one_over_the_leap_day_are_reckoned_in_whole_days():
    daglig = Loefte(1, dt.date(2028, 2, 28), dt.date(2026, 1, 1))
    assert day_at(STIGE, daglig, 60) == dt.date(2028, 2, 29)


@pytest.mark.parametrize("rater", [Rater(), Rater().half()], ids=["rater", "halve"])
@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_over_a_year_19_of_20_are_fresh_on_the_median_day_and_nobody_is_forgotten(rater, froe):
    aar = live(antal(80, 1500), rater, froe)
    assert aar.median >= 0.95, f"{aar.median:.3f}"
    assert aar.glemte == 0


def test_every_step_names_its_source():
    assert all(trin.kilde for stige in all_ladders() for trin in stige.trin)
    assert ladder_for(dt.date(1999, 1, 1)) == all_ladders()[0]
