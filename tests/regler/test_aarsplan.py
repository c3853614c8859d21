"""A year of meetings from the area's rules."""

import datetime as dt

import pytest

from socialaftale.regler.aarsplan import holiday_on, nth_weekday, plan_year, rules_for, workdays_before
from socialaftale.regler.fristkalender import add_workdays, day_off
from socialaftale.regler.rundeplan import Moededage, plan_round
from socialaftale.regler.rundeplan import rules_for as takst_rules_for

REGLER = rules_for("nordjylland")


@pytest.mark.parametrize("aar", range(2026, 2036))
def test_no_proposed_day_is_a_day_off_or_a_holiday_and_only_those_who_meet_together_share_one(aar):
    forslag = plan_year(aar, REGLER)
    assert len(forslag) == 25
    for et in forslag:
        assert not day_off(et.dato), et
        assert not holiday_on(et.dato, REGLER), et
        assert et.dato.year == aar, et
    pr_dag = {et.dato: {andet.udvalg for andet in forslag if andet.dato == et.dato} for et in forslag}
    assert all(len(hvem) == 1 or hvem == {"fu-voksne", "fu-boern-og-unge"} for hvem in pr_dag.values())


@pytest.mark.parametrize("aar", range(2026, 2036))
def test_each_body_leaves_the_next_its_lead_time(aar):
    dage = {kort: sorted(et.dato for et in plan_year(aar, REGLER) if et.udvalg == kort) for kort in
            ("styringsaftalegruppen", "fu-voksne", "das")}  # fmt: skip
    for foer, efter, arbejdsdage in (("styringsaftalegruppen", "fu-voksne", 5), ("fu-voksne", "das", 10)):
        for foerst, saa in zip(dage[foer], dage[efter], strict=True):
            assert add_workdays(foerst, arbejdsdage) <= saa


@pytest.mark.parametrize("aar", range(2026, 2036))
def test_the_proposed_year_fits_the_takst_round(aar):
    regler = takst_rules_for("nordjylland")
    dage = {
        rolle: tuple(et.dato for et in plan_year(aar, REGLER) if et.udvalg in getattr(regler.udvalg, rolle))
        for rolle in ("gennemgang", "indstilling", "afgoerelse")
    }
    runde = plan_round(aar + 1, Moededage(**dage), regler)
    assert not runde.veje, runde.advarsler
    assert all(trin.indkaldt for trin in runde.trin)


def test_a_day_that_is_taken_is_left_and_said():
    frit = next(et for et in plan_year(2027, REGLER) if et.udvalg == "das")
    flyttet = next(et for et in plan_year(2027, REGLER, {frit.dato: ["andre"]}) if et.udvalg == "das")
    assert flyttet.dato > frit.dato
    assert f"Ikke {frit.dato:%d.%m.}: andre mødes" in flyttet.noter


def test_what_the_calendar_says():
    assert nth_weekday(2026, 2, 1, 4) == dt.date(2026, 2, 23)
    assert workdays_before(dt.date(2025, 11, 17), 10) == dt.date(2025, 11, 3)
    assert holiday_on(dt.date(2026, 10, 14), REGLER) == "efterårsferie"
    assert rules_for("findes-ikke") is None
