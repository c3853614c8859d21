"""The ladder of reminders: which step is due on which day, and which ladder a round follows."""

import datetime as dt

import pytest

from socialaftale.regler.paamindelser import Stige, Trin, all_ladders, ladder_for, last_due, step_day, steps_for

FRIST = dt.date(2026, 10, 20)
AABNET = dt.date(2026, 9, 1)
STIGE = ladder_for("nordjylland", AABNET)
DAGE = {"frist": FRIST, "aabnet": AABNET}


def step(dage: int, fra: str = "frist") -> Trin:
    return Trin(om="indsend", fra=fra, dage=dage, til=("ansvarlig",), kilde="prøve", sikkerhed="antaget")


def days(om: str, gruppe: str) -> list[dt.date]:
    return [et.dag for et in steps_for(STIGE, om, DAGE, gruppe)]


def test_the_one_who_answers_is_written_to_at_the_opening_before_the_deadline_and_after():
    assert days("indsend", "ansvarlig") == [
        AABNET, dt.date(2026, 10, 6), dt.date(2026, 10, 16), FRIST, dt.date(2026, 10, 21), dt.date(2026, 10, 23),
    ]  # fmt: skip


def test_deputies_leaders_and_the_secretariat_hear_of_it_later_and_later():
    assert days("indsend", "stedfortraeder")[0] == FRIST
    assert days("indsend", "leder")[0] == dt.date(2026, 10, 21)
    assert days("indsend", "sekretariat")[0] == dt.date(2026, 10, 21)


def test_only_the_latest_step_counts_so_that_a_round_opened_late_writes_once():
    assert last_due(STIGE, "indsend", DAGE, "ansvarlig", dt.date(2026, 8, 31)) is None
    assert last_due(STIGE, "indsend", DAGE, "ansvarlig", dt.date(2026, 10, 19)).dag == dt.date(2026, 10, 16)
    sent = DAGE | {"aabnet": dt.date(2026, 10, 12)}
    assert last_due(STIGE, "indsend", sent, "ansvarlig", dt.date(2026, 10, 12)).trin.fra == "aabnet"


@pytest.mark.parametrize(
    ("frist", "dage", "dag"),
    [
        (dt.date(2026, 10, 25), 0, dt.date(2026, 10, 23)),  # a Sunday, and the clock is changed
        (dt.date(2026, 10, 25), 1, dt.date(2026, 10, 26)),
        (dt.date(2027, 3, 25), 0, dt.date(2027, 3, 24)),  # Maundy Thursday
        (dt.date(2027, 3, 24), 1, dt.date(2027, 3, 30)),
        (dt.date(2026, 10, 23), 1, dt.date(2026, 10, 26)),
        (FRIST, -3, dt.date(2026, 10, 16)),  # a Saturday: the Friday before
    ],
)
def test_on_a_day_off_a_step_before_the_deadline_comes_earlier_and_one_after_it_later(frist, dage, dag):
    assert step_day(step(dage), frist) == dag


def test_the_news_of_an_opening_or_a_move_on_a_sunday_waits_until_monday():
    assert step_day(step(0, "aabnet"), dt.date(2026, 9, 6)) == dt.date(2026, 9, 7)
    assert step_day(step(0, "flyttet"), dt.date(2026, 9, 6)) == dt.date(2026, 9, 7)


def test_a_round_keeps_the_ladder_of_the_day_it_was_opened_and_an_area_may_have_its_own():
    def ladder(id_: str, omraade: str, fra: dt.date) -> Stige:
        return Stige(id=id_, omraade=omraade, gaelder_fra=fra, klokken=dt.time(7), trin=())

    alle = [
        ladder("fælles", "", dt.date(2025, 1, 1)),
        ladder("ny", "", dt.date(2026, 10, 1)),
        ladder("egen", "fiktivland", dt.date(2026, 1, 1)),
    ]
    assert ladder_for("nordjylland", AABNET, alle).id == "fælles"
    assert ladder_for("nordjylland", dt.date(2026, 10, 1), alle).id == "ny"
    assert ladder_for("fiktivland", dt.date(2026, 12, 1), alle).id == "egen"
    with pytest.raises(LookupError, match="ingen påmindelser"):
        ladder_for("nordjylland", dt.date(2024, 1, 1), alle)


def test_every_ladder_file_can_be_read_and_each_step_says_where_it_comes_from():
    for stige in all_ladders():
        assert len({(et.om, et.fra, et.dage) for et in stige.trin}) == len(stige.trin)
        assert all(et.kilde and et.til for et in stige.trin)
