"""The deadlines of a joint answer are reckoned back over working days, and what has happened is done."""

import datetime as dt
from itertools import pairwise

import pytest

from socialaftale.regler.fristkalender import day_off
from socialaftale.regler.udmelding import Kendt, Stade, deadlines, gather, stage, warnings

FRIST = dt.date(2025, 5, 31)  # a Saturday
DEN = dt.date(2025, 4, 1)


def test_the_answer_about_pregnant_women_was_due_on_a_saturday():
    trin = {et.kode: et for et in deadlines(FRIST, Kendt(0, 12, False), DEN)}
    assert list(trin) == ["bidrag", "samlet", "das", "kkr", "sendt"]
    assert trin["sendt"].dato == dt.date(2025, 5, 30)
    assert trin["kkr"].dato == dt.date(2025, 5, 22), "the bridge on Ascension Day is no working day"
    assert "lørdag" in warnings(FRIST)[0]
    assert warnings(dt.date(2025, 5, 30)) == []


@pytest.mark.parametrize("dag", range(1, 366, 13))
def test_steps_rise_and_never_lie_on_a_day_off(dag):
    frist = dt.date(2027, 1, 1) + dt.timedelta(days=dag)
    trin = deadlines(frist, Kendt(0, 12, False), DEN)
    assert all(a.dato < b.dato for a, b in pairwise(trin))
    assert not any(day_off(et.dato) for et in trin)
    assert trin[-1].dato <= frist
    assert all(et.antaget for et in trin), "nobody has told us these numbers"


def test_a_step_that_a_later_one_has_passed_is_done_and_the_rest_are_late():
    efter = dt.date(2025, 6, 15)
    trin = {et.kode: et for et in deadlines(FRIST, Kendt(3, 12, True, das=True), efter)}
    assert {kode for kode, et in trin.items() if et.gjort} == {"bidrag", "samlet", "das"}
    assert {kode for kode, et in trin.items() if et.forsinket} == {"kkr", "sendt"}


@pytest.mark.parametrize(
    ("kendt", "stade"),
    [
        (Kendt(0, 0, False), Stade.INDSAMLES),
        (Kendt(11, 12, False), Stade.INDSAMLES),
        (Kendt(12, 12, False), Stade.SKRIVES),
        (Kendt(3, 12, True), Stade.BEHANDLES),
        (Kendt(12, 12, True, das=True), Stade.BEHANDLES),
        (Kendt(12, 12, True, das=True, kkr=True), Stade.GODKENDT),
        (Kendt(0, 12, False, sendt=DEN), Stade.SENDT),
        (Kendt(0, 12, False, sendt=DEN, styrelsens_svar=DEN), Stade.BESVARET),
    ],
)
def test_how_far_the_answer_is(kendt, stade):
    assert stage(kendt, FRIST, DEN) == stade


def test_of_an_old_one_it_is_not_told_what_happened():
    efter = FRIST + dt.timedelta(days=1)
    assert stage(Kendt(0, 12, False), FRIST, efter) == stage(Kendt(0, 12, False), None, DEN) == Stade.UOPLYST
    assert stage(Kendt(0, 12, False), FRIST, FRIST) == Stade.INDSAMLES
    assert stage(Kendt(1, 12, False), FRIST, efter) == Stade.INDSAMLES


def test_the_joint_answer_begins_with_every_part_and_says_who_is_missing():
    samlet = gather([("Aalborg", "Seks unge."), ("Læsø", " Ingen. ")], ["Thisted", "Rebild"])
    assert samlet == "Aalborg\nSeks unge.\n\nLæsø\nIngen.\n\nIkke svaret endnu: Thisted, Rebild."
