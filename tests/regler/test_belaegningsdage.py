"""Place-days: what stays make of a day and a month, what a month's own figures may be, and the year's per cent."""

import datetime as dt
import random
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.belaegningsdage import (
    EN_DAG,
    Handling,
    Maanedstal,
    Ophold,
    Skridt,
    all_rules,
    carried_over,
    in_month,
    months_back,
    next_month,
    occupancy,
    on_day,
    place_days,
    rule_for,
    stay_of,
    what_cannot_be,
    what_is_wrong,
    year_months,
)
from socialaftale.regler.forklaring import KanIkkeBeregnes

DAG = dt.date(2026, 3, 1)
SAGER = tomllib.loads((Path(__file__).parents[1] / "sager/belaegning/ophold.toml").read_text("utf-8"))["sag"]


def step(navn: str, dag: dt.date, pladser: int = 1, hvad: str = "") -> Skridt:
    return Skridt(Handling(navn), dag, pladser, hvad == "udenfor", hvad == "spaerring")


@pytest.mark.parametrize("sag", SAGER, ids=lambda sag: sag["navn"])
def test_the_signed_cases_hold(sag):
    ophold = [stay_of([step(*et) for et in egne]) for egne in sag["skridt"]]
    assert in_month(ophold, sag["maaned"]) == Maanedstal(**sag["tal"])
    assert [on_day(ophold, dag).pladser for dag, _ in sag["dage"]] == [pladser for _, pladser in sag["dage"]]


@pytest.mark.parametrize(
    ("skridt", "grund"),
    [
        ([], "ingen første dag"),
        ([step("stop", DAG)], "ingen første dag"),
        ([step("start", DAG), step("start", DAG)], "én gang"),
        ([step("start", DAG, 0)], "mindst én plads"),
        ([step("start", DAG), step("stop", DAG - EN_DAG)], "før opholdets første dag"),
        ([step("start", DAG), step("stop", DAG), step("stop", DAG)], "allerede slut"),
        ([step("start", DAG), step("stop", DAG), step("fravaer", DAG + EN_DAG)], "efter opholdets sidste dag"),
        ([step("start", DAG), step("hjemme", DAG + EN_DAG)], "allerede væk eller hjemme"),
        ([step("start", DAG), step("fravaer", DAG), step("fravaer", DAG + EN_DAG)], "allerede væk eller hjemme"),
    ],
)
def test_what_cannot_be_one_stay_is_told_and_makes_none(skridt, grund):
    assert grund in what_is_wrong(skridt)
    assert stay_of(skridt) is None


def test_the_order_in_which_things_are_told_does_not_matter():
    skridt = [
        step("start", DAG),
        step("fravaer", DAG + EN_DAG),
        step("hjemme", DAG + 5 * EN_DAG),
        step("stop", DAG + 9 * EN_DAG),
    ]
    for _ in range(20):
        random.shuffle(skridt)
        assert stay_of(skridt) == Ophold(DAG, DAG + 10 * EN_DAG, vaek=((DAG + EN_DAG, DAG + 5 * EN_DAG),))


def test_one_who_is_away_is_counted_as_away():
    ophold = stay_of([step("start", DAG), step("fravaer", DAG + EN_DAG)])
    assert (on_day([ophold], DAG).vaek, on_day([ophold], DAG + EN_DAG).vaek) == (0, 1)
    assert on_day([ophold], DAG + EN_DAG).pladser == 1


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_months_add_up_to_the_days_whatever_the_stays(froe):
    tilfaeldig = random.Random(froe)
    for _ in range(antal(20, 400)):
        ophold = [_any_stay(tilfaeldig) for _ in range(tilfaeldig.randint(0, 8))]
        maaned = dt.date(2026, tilfaeldig.randint(1, 12), 1)
        dage = [on_day(ophold, maaned + dt.timedelta(days=n)) for n in range((next_month(maaned) - maaned).days)]
        tal = in_month(ophold, maaned)
        assert tal.dage == sum(et.pladser for et in dage) and tal.spaerrede_dage == sum(et.spaerrede for et in dage)
        assert tal.udenfor_dage <= tal.dage and bool(tal.borgere) == bool(tal.dage)
        assert tal == in_month(ophold[::-1], maaned)


def _any_stay(tilfaeldig: random.Random) -> Ophold:
    fra = dt.date(2026, 1, 1) + dt.timedelta(days=tilfaeldig.randint(-200, 400))
    til = fra + dt.timedelta(days=tilfaeldig.randint(1, 300)) if tilfaeldig.random() < 0.7 else None
    return Ophold(fra, til, tilfaeldig.randint(1, 3), tilfaeldig.random() < 0.2, tilfaeldig.random() < 0.2)


def test_normed_place_days_follow_the_changes_of_the_places():
    trin = [(dt.date(2026, 3, 11), 12), (dt.date(2025, 1, 1), 10)]
    assert place_days(trin, DAG, next_month(DAG)) == 10 * 10 + 21 * 12
    assert place_days(trin, dt.date(2024, 12, 1), dt.date(2025, 1, 2)) == 10
    assert place_days([], DAG, next_month(DAG)) == 0


@pytest.mark.parametrize(
    ("tal", "grund"),
    [
        (Maanedstal(10, 300), ""),
        (Maanedstal(), ""),
        (Maanedstal(-1, 300), "negative"),
        (Maanedstal(10, 300, 301), "uden for målgruppen"),
        (Maanedstal(0, 5), "hører sammen"),
        (Maanedstal(3, 0), "hører sammen"),
        (Maanedstal(1, 1, 0, 311), "310 normerede"),
        (Maanedstal(11, 300, 0, 11), "tilsammen 311"),
    ],
)
def test_a_months_figures_that_cannot_be_are_told(tal, grund):
    svar = what_cannot_be(tal, 310, overbelagt=False)
    assert grund in svar if grund else svar == ""


def test_more_than_normed_can_be_said_but_not_more_blocked_than_there_is():
    assert what_cannot_be(Maanedstal(12, 330), 310, overbelagt=True) == ""
    assert what_cannot_be(Maanedstal(12, 330, 0, 311), 310, overbelagt=True)


def test_the_years_occupancy_is_used_over_normed_and_explains_itself():
    aaret = year_months(2025)
    led = occupancy({maaned: Maanedstal(9, 279) for maaned in aaret}, dict.fromkeys(aaret, 300))
    assert led.vaerdi == Decimal(93)
    assert "Brugte pladsdage" in [et.navn for et in led.walk()] and len(list(led.walk())) > 24


def test_a_month_without_figures_is_named_and_the_year_cannot_be_told():
    aaret = year_months(2025)
    tal = {maaned: Maanedstal(9, 279) for maaned in aaret[:10]}
    with pytest.raises(KanIkkeBeregnes, match="november 2025 og december 2025"):
        occupancy(tal, dict.fromkeys(aaret, 300))
    with pytest.raises(KanIkkeBeregnes, match="0"):
        occupancy({DAG: Maanedstal()}, {DAG: 0})


def test_the_rules_values_have_a_source_and_say_that_they_are_assumed():
    assert [regel.id for regel in all_rules()] == ["belaegningsdage-1"]
    regel = rule_for(dt.date(2000, 1, 1))
    assert {regel.fravaer.sikkerhed, regel.opbevaring.sikkerhed, regel.prognose.sikkerhed} == {"antaget"}


def test_months_back_cross_the_new_year():
    assert months_back(dt.date(2026, 1, 1), 3) == [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1)]


def test_last_month_is_a_start_in_proportion_to_the_days():
    assert carried_over(Maanedstal(10, 300, 30, 0), 300, 310) == Maanedstal(10, 310, 31, 0)
    assert carried_over(Maanedstal(9, 279), 310, 280) == Maanedstal(9, 252)
    assert carried_over(Maanedstal(9, 279), 0, 280) == Maanedstal()
