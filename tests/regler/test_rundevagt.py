"""What the secretariat is told about the dates of a round that is open."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from socialaftale.regler.fristkalender import hours_of
from socialaftale.regler.rundeplan import rules_for
from socialaftale.regler.rundestop import Led, Rundedage
from socialaftale.regler.rundevagt import Rundestilling, watch

REGLER = rules_for("nordjylland")
NAVNE = {Led.GENNEMGANG: "Styringsaftalegruppen", Led.INDSTILLING: "Forretningsudvalget", Led.AFGOERELSE: "DAS"}
DAGE_2026 = Rundedage(dt.date(2025, 10, 20), dt.date(2025, 10, 27), dt.date(2025, 11, 3), dt.date(2025, 11, 17))
RUNDE_2026 = Rundestilling(2026, DAGE_2026, dt.date(2025, 10, 15), NAVNE)


def moved(**dage: dt.date | None) -> Rundestilling:
    return replace(RUNDE_2026, dage=DAGE_2026._replace(**dage))


def test_the_round_of_2026_stands_without_a_word():
    assert watch(RUNDE_2026, REGLER) == []


def test_a_meeting_moved_before_the_deadline_or_to_its_day_is_told():
    for dag in (dt.date(2025, 10, 17), dt.date(2025, 10, 20)):
        [besked] = watch(moved(gennemgang=dag), REGLER)
        assert besked == (
            f"Mødet i Styringsaftalegruppen {dag:%d.%m.%Y} ligger ikke efter fristen 20.10.2025. Flyt mødet, eller "
            "vælg et andet."
        )


def test_a_meeting_moved_past_the_one_that_needs_it_is_told():
    [besked] = watch(moved(gennemgang=dt.date(2025, 11, 4)), REGLER)
    assert besked.startswith("Mødet i Forretningsudvalget 03.11.2025 ligger ikke efter mødet i Styringsaftalegruppen")


def test_a_deadline_moved_past_the_review_is_told_on_the_review():
    beskeder = watch(moved(frist=dt.date(2025, 10, 28)), REGLER)
    assert any("ligger ikke efter fristen 28.10.2025" in besked for besked in beskeder)


def test_a_lead_time_that_is_cut_short_is_told():
    [besked] = watch(moved(indstilling=dt.date(2025, 10, 30)), REGLER)
    assert besked == "Der er under 5 arbejdsdage fra mødet i Styringsaftalegruppen 27.10.2025 til mødet i " + (
        "Forretningsudvalget 30.10.2025."
    )


def test_a_cancelled_meeting_and_one_that_is_not_chosen_are_told_by_name():
    aflyst = replace(moved(gennemgang=None), aflyst={Led.GENNEMGANG})
    assert watch(aflyst, REGLER)[0] == (
        "Mødet i Styringsaftalegruppen er aflyst. Vælg et andet møde, eller indkald et nyt."
    )
    uden = replace(moved(afgoerelse=None), udvalg={})
    assert watch(uden, REGLER) == ["Mødet, der afgør dem, er ikke valgt. Vælg det, eller indkald det."]


def test_a_deadline_on_a_sunday_or_a_holiday_and_before_the_budgets_is_told():
    beskeder = watch(moved(frist=dt.date(2025, 10, 12)), REGLER)
    assert any("falder på en fridag (søndag)" in besked for besked in beskeder)
    assert any("før budgetterne er vedtaget 15.10.2025" in besked for besked in beskeder)
    assert any("24.12.2025 falder på en fridag (juleaftensdag)" in b for b in watch(
        moved(afgoerelse=dt.date(2025, 12, 24)), REGLER))  # fmt: skip


def test_the_day_on_which_the_clock_is_changed_is_told_with_its_hours():
    [fridag, ur] = [b for b in watch(moved(frist=dt.date(2025, 10, 26)), REGLER) if "Frist" in b or "Uret" in b]
    assert "søndag" in fridag
    assert "25 timer" in ur and "midnat dansk tid" in ur


@pytest.mark.parametrize("aar", range(2024, 2034))
def test_the_hours_of_every_day_are_those_of_the_danish_clock(aar):
    koebenhavn, dag = ZoneInfo("Europe/Copenhagen"), dt.date(aar, 1, 1)
    while dag.year == aar:
        naeste = dag + dt.timedelta(days=1)
        fra, til = (dt.datetime.combine(en, dt.time(), koebenhavn).astimezone(dt.UTC) for en in (dag, naeste))
        assert hours_of(dag) == (til - fra) / dt.timedelta(hours=1)
        dag = naeste


def test_a_decision_close_to_new_year_or_after_it_says_what_it_means_to_buyers():
    [besked] = watch(moved(afgoerelse=dt.date(2025, 12, 18)), REGLER)
    assert besked == "Køberne kender taksterne 14 dage, før de gælder. Varslet er 31 dage (antaget)."
    assert "afgøres først 12.01.2026" in watch(moved(afgoerelse=dt.date(2026, 1, 12)), REGLER)[0]


def test_where_fu_decides_by_delegation_both_fall_on_the_same_day():
    assert watch(moved(afgoerelse=DAGE_2026.indstilling), REGLER) == []
