"""Which report counts, how fresh it is, what is left of it, and how it is written in Tilbudsportalen."""

import datetime as dt
import random
from typing import NamedTuple
from uuid import UUID

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.ledighed import (
    Friskhed,
    Svar,
    all_rules,
    carried_on,
    demand_band,
    due_on,
    free_now,
    freshness,
    left_by_norm,
    newest,
    portal_line,
    rule_for,
    shown_to_all,
)

NU = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
DAG = dt.date(2026, 11, 26)


class Melding(NamedTuple):
    observeret_at: dt.datetime
    klient_id: UUID


def report(timer: float, nr: int = 1) -> Melding:
    return Melding(NU + dt.timedelta(hours=timer), UUID(int=nr))


def test_the_latest_report_counts_and_not_the_last_to_arrive():
    assert newest([report(-1), report(-5)], NU) == report(-1)


def test_a_report_from_the_future_waits_until_it_is_true():
    assert newest([report(-5), report(1)], NU) == report(-5)
    assert newest([report(-5), report(1)], NU + dt.timedelta(hours=1)) == report(1)


def test_of_two_reports_of_the_same_instant_the_higher_id_counts():
    assert newest([report(-1, 7), report(-1, 2)], NU) == report(-1, 7)


def test_nobody_has_reported():
    assert newest([], NU) is None
    assert newest([report(2)], NU) is None


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_the_answer_is_the_same_in_whatever_order_and_however_often_the_reports_come(froe):
    tilfaeldig = random.Random(froe)
    for _ in range(antal(100, 2000)):
        meldinger = [report(tilfaeldig.randint(-4, 2), nr) for nr in range(tilfaeldig.randint(1, 8))]
        igen = [*meldinger, *tilfaeldig.choices(meldinger, k=5)]
        tilfaeldig.shuffle(igen)
        assert newest(igen, NU) == newest(meldinger, NU)


@pytest.mark.parametrize(
    ("rytme", "dage_siden", "friskhed"),
    [
        (7, 0, "frisk"), (7, 6, "frisk"), (7, 7, "snart"), (7, 8, "forfalden"),
        (30, 24, "frisk"), (30, 25, "snart"), (30, 30, "snart"), (30, 31, "forfalden"),
        (1, 0, "frisk"), (1, 1, "snart"), (1, 2, "forfalden"),
    ],
)  # fmt: skip
def test_a_report_is_measured_against_the_rhythm_that_was_promised(rytme, dage_siden, friskhed):
    assert freshness(DAG - dt.timedelta(days=dage_siden), rytme, DAG) == friskhed


def test_who_never_reported_is_neither_fresh_nor_late():
    assert freshness(None, 30, DAG) == Friskhed.ALDRIG


def test_the_leap_day_is_a_day_like_any_other():
    assert due_on(dt.date(2028, 2, 29), 365) == dt.date(2029, 2, 28)
    assert freshness(dt.date(2028, 2, 28), 1, dt.date(2028, 2, 29)) == Friskhed.SNART


def test_holds_and_places_taken_are_drawn_from_what_was_reported_and_never_below_nothing():
    assert free_now(Svar(3), DAG, reserveret=1, taget=1) == 1
    assert free_now(Svar(1), DAG, reserveret=1, taget=1) == 0
    assert free_now(Svar(0), DAG) == 0


def test_a_place_that_is_free_later_is_not_free_before():
    senere = Svar(1, DAG + dt.timedelta(days=1))
    assert (free_now(senere, DAG), free_now(senere, DAG + dt.timedelta(days=1))) == (0, 1)


def test_a_small_afdeling_keeps_its_answer_to_itself():
    assert not shown_to_all(rule_for(DAG).mindste_enhed.pladser - 1, DAG)
    assert shown_to_all(rule_for(DAG).mindste_enhed.pladser, DAG)


@pytest.mark.parametrize(
    ("svar", "telefon", "linje"),
    [
        (Svar(1), "12 34 56 78", "Hovedhuset: ledig plads nu, oplyst 26. november 2026. Telefon 12 34 56 78."),
        (Svar(0), "", "Hovedhuset: ingen ledig plads, oplyst 26. november 2026."),
        (Svar(1, dt.date(2027, 1, 1)), "", "Hovedhuset: ledig plads fra 1. januar 2027, oplyst 26. november 2026."),
        (Svar(1, dt.date(2026, 1, 1)), "", "Hovedhuset: ledig plads nu, oplyst 26. november 2026."),
        (Svar(3), "", "Hovedhuset: 3 ledige pladser nu, oplyst 26. november 2026."),
    ],
)
def test_the_line_for_tilbudsportalen_is_exactly_this(svar, telefon, linje):
    assert portal_line("Hovedhuset", svar, DAG, telefon) == linje


@pytest.mark.parametrize(
    ("antal", "baand"),
    [(0, "færre end 5"), (4, "færre end 5"), (5, "5-9"), (10, "10-19"), (49, "20-49"), (99, "50-99"),
     (100, "100 eller flere")],
)  # fmt: skip
def test_how_many_searched_is_a_band_and_never_below_the_least(antal, baand):
    assert demand_band(antal, DAG) == baand


def test_unchanged_carries_on_what_is_left_and_forgets_a_day_that_has_come():
    assert carried_on(Svar(3, DAG), DAG, taget=1) == Svar(2)
    assert carried_on(Svar(1), DAG, taget=2) == Svar(0)
    assert carried_on(Svar(1, DAG + dt.timedelta(days=1)), DAG) == Svar(1, DAG + dt.timedelta(days=1))


def test_every_value_of_the_rule_names_its_source():
    assert all(regel.snart.kilde and regel.mindste_enhed.kilde for regel in all_rules())
    assert rule_for(dt.date(1999, 1, 1)) == all_rules()[0]


@pytest.mark.parametrize(
    ("normerede", "optagne_dage", "levnet"),
    [(10, 310, 0), (10, 309, 1), (10, 279, 1), (10, 0, 10), (10, 400, 0), (0, 0, 0)],
)
def test_what_the_norm_leaves_in_a_month_of_31_days(normerede, optagne_dage, levnet):
    assert left_by_norm(normerede, optagne_dage, 31) == levnet
