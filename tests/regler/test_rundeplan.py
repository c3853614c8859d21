"""The round of 2026 as it went, the calendar of 2026 that does not fit, and what bad calendars are answered."""

import datetime as dt

import pytest

from socialaftale.regler.fristkalender import add_workdays, day_off
from socialaftale.regler.rundeplan import Moededage, plan_round, rules_for

REGLER = rules_for("nordjylland")
DAS_2026 = tuple(dt.date(2026, *md) for md in ((2, 23), (5, 22), (8, 17), (10, 23), (12, 18)))
BUDGET = dt.date(2026, 10, 15)


def plan(aar: int = 2027, **felter):
    dage = Moededage(**{navn: felter.pop(navn, ()) for navn in ("gennemgang", "indstilling", "afgoerelse")})
    return plan_round(aar, dage, REGLER, **felter)


def test_the_round_of_2026_comes_out_as_it_went():
    runde = plan(
        2026,
        gennemgang=(dt.date(2025, 10, 27),),
        indstilling=(dt.date(2025, 11, 3),),
        afgoerelse=(dt.date(2025, 10, 2), dt.date(2025, 11, 17)),
    )
    assert [f"{t.dato:%d.%m.%Y}" for t in runde.trin] == [
        "15.10.2025",
        "20.10.2025",
        "27.10.2025",
        "03.11.2025",
        "17.11.2025",
    ]
    assert runde.frist == dt.date(2025, 10, 20)
    assert (runde.advarsler, runde.veje, runde.sen_vej) == ((), (), None)


@pytest.fixture
def runde_2027():
    """DAS on 23.10 and 18.12.2026, budgets adopted by 15.10."""
    dage = {"gennemgang": (dt.date(2026, 10, 27),), "indstilling": (dt.date(2026, 11, 3), dt.date(2026, 12, 8))}
    return plan(**dage, afgoerelse=DAS_2026, budget=BUDGET)


def test_no_das_meeting_lies_between_23_october_and_18_december(runde_2027):
    (advarsel,) = runde_2027.advarsler
    assert "intet møde i DAS mellem 23.10.2026 og 18.12.2026" in advarsel
    assert "mellem 17.11.2026 og 01.12.2026" in advarsel
    assert [t.navn for t in runde_2027.trin][-1] == "Forretningsudvalget indstiller"


def test_the_three_ways_out_with_their_dates(runde_2027):
    veje = [(vej.kode, vej.trin[-1].dato, vej.dage_foer) for vej in runde_2027.veje]
    assert veje == [
        ("a", dt.date(2026, 12, 18), 14),
        ("b", dt.date(2026, 11, 3), 59),
        ("b", dt.date(2026, 11, 3), 59),
        ("c", dt.date(2026, 11, 17), 45),
        ("c", dt.date(2026, 11, 11), 51),
    ]
    delegeret = [vej.trin[0].dato for vej in runde_2027.veje if vej.kode == "b"]
    assert delegeret == [dt.date(2026, 8, 17), dt.date(2026, 10, 23)]


def test_each_way_says_what_it_means_for_buyers(runde_2027):
    foerste, *andre = runde_2027.veje
    assert "14 dage, før de gælder, 17 dage mindre end varslet" in foerste.for_koeberne
    assert "foreløbige" in foerste.for_koeberne
    assert all("i tide" in vej.for_koeberne for vej in andre)


def test_what_misses_the_round_goes_to_the_next_body_that_meets(runde_2027):
    assert runde_2027.sen_vej.dato == dt.date(2026, 12, 8)
    assert "efter delegation" in runde_2027.sen_vej.begrundelse


def test_a_meeting_inside_the_window_is_all_it_takes():
    dage = {"gennemgang": (dt.date(2026, 10, 27),), "indstilling": (dt.date(2026, 11, 3),)}
    for dag, passer in ((16, False), (17, True)):
        runde = plan(**dage, afgoerelse=(dt.date(2026, 11, dag),))
        assert bool(runde.veje) is not passer
    for maaned, dag, passer in ((12, 1, True), (12, 2, False)):
        assert bool(plan(**dage, afgoerelse=(dt.date(2026, maaned, dag),)).veje) is not passer


def test_without_any_meeting_every_one_is_to_be_called():
    runde = plan()
    assert [t.indkaldt for t in runde.trin] == [True, True, False, False]
    assert any("Styringsaftalegruppen" in a and "tidligst 27.10.2026" in a for a in runde.advarsler)
    assert any("intet er indkaldt" in a for a in runde.advarsler)
    assert {vej.kode for vej in runde.veje} == {"c"}


def test_a_meeting_moved_past_its_time_moves_what_follows():
    runde = plan(gennemgang=(dt.date(2026, 11, 10),), indstilling=(dt.date(2026, 11, 3), dt.date(2026, 12, 8)))
    assert [t.dato for t in runde.trin[2:]] == [dt.date(2026, 11, 10), dt.date(2026, 12, 8)]


@pytest.mark.parametrize(
    ("frist", "besked"),
    [
        (dt.date(2026, 10, 1), "før budgetterne er vedtaget"),
        (dt.date(2026, 10, 24), "lørdag"),
        (dt.date(2026, 12, 25), "juledag"),
    ],
)
def test_a_deadline_before_the_budgets_or_on_a_day_off_is_said(frist, besked):
    assert any(besked in advarsel for advarsel in plan(frist=frist).advarsler)


def test_last_years_meetings_and_next_years_do_not_count():
    runde = plan(afgoerelse=(dt.date(2025, 11, 17), dt.date(2027, 1, 5)))
    assert any("efter 17.11.2025 før årsskiftet" in a for a in runde.advarsler)
    assert {vej.kode for vej in runde.veje} == {"c"}


def test_a_calendar_too_late_for_any_decision_says_what_to_move():
    sent = plan(frist=dt.date(2026, 11, 20))
    assert any("Ryk fristen" in a and "tidligst afgøre taksterne 18.12.2026" in a for a in sent.advarsler)
    for_sent = plan(frist=dt.date(2026, 12, 15))
    assert all("efter at de skulle gælde" in vej.for_koeberne for vej in for_sent.veje)


# Working days


@pytest.mark.parametrize(
    ("dag", "fri"),
    [
        (dt.date(2023, 5, 5), True),
        (dt.date(2024, 4, 26), False),
        (dt.date(2026, 4, 2), True),
        (dt.date(2026, 6, 5), True),
        (dt.date(2026, 12, 24), True),
        (dt.date(2026, 12, 23), False),
        (dt.date(2026, 10, 25), True),
    ],
    ids=["store bededag 2023", "not 2024", "skærtorsdag", "grundlovsdag", "juleaften", "lillejuleaften", "søndag"],
)
def test_days_off(dag, fri):
    assert bool(day_off(dag)) is fri


def test_working_days_step_over_christmas():
    assert add_workdays(dt.date(2026, 12, 23), 1) == dt.date(2026, 12, 28)
    assert add_workdays(dt.date(2026, 12, 23), 0) == dt.date(2026, 12, 23)


def test_every_lead_time_says_where_it_stands():
    led = REGLER.arbejdsdage
    assert all(getattr(led, navn).kilde for navn in type(led).model_fields)
    assert rules_for("fiktivland") is None
