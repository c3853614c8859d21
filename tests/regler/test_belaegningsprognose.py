"""What to expect of a unit's places, with a span that 8 of 10 outcomes lie in, and how it came out."""

import datetime as dt
import random
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.belaegningsdage import rule_for
from socialaftale.regler.belaegningsprognose import Historik, Prognose, forecast, score
from socialaftale.regler.forklaring import KanIkkeBeregnes

REGEL = rule_for(dt.date(2026, 1, 1)).prognose
SAGER = tomllib.loads((Path(__file__).parents[1] / "sager/belaegning/prognose.toml").read_text("utf-8"))["sag"]


@pytest.mark.parametrize("sag", SAGER, ids=lambda sag: sag["navn"])
def test_the_signed_cases_hold(sag):
    nu, varslet, normerede, frem, historik = sag["ind"]
    assert forecast(nu, varslet, normerede, frem, Historik(*historik), REGEL) == Prognose(*sag["ud"])


def test_too_short_a_history_gives_none_and_says_how_long_it_must_be():
    with pytest.raises(KanIkkeBeregnes, match="5 hele måneder, og der skal 6 til"):
        forecast(10, 0, 10, 1, Historik(5, 3, 3), REGEL)


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_the_middle_lies_within_and_the_span_grows_with_the_distance(froe):
    tilfaeldig = random.Random(froe)
    for _ in range(antal(200, 4000)):
        normerede = tilfaeldig.randint(1, 40)
        nu = tilfaeldig.randint(0, normerede)
        historik = Historik(tilfaeldig.randint(6, 12), tilfaeldig.randint(0, 20), tilfaeldig.randint(0, 20))
        varslet = tilfaeldig.randint(0, nu)
        for frem in (1, 2, 3):
            p = forecast(nu, varslet, normerede, frem, historik, REGEL)
            assert 0 <= p.lav <= p.midt <= p.hoej <= normerede
        uden = [forecast(500, 0, 1000, frem, historik, REGEL) for frem in (1, 2, 3)]
        spaend = [et.hoej - et.lav for et in uden]
        assert all(foer - efter <= 1 for foer, efter in pairwise(spaend)), "one place may be lost in whole numbers"


def test_the_span_holds_what_it_promises_where_comings_and_goings_are_as_it_assumes():
    """Places that fill and empty at random, 30 days a month: at least 8 of 10 outcomes lie in the span."""
    tilfaeldig = random.Random(FAST_FROE)

    def months(hvor_mange: int) -> tuple[int, int]:
        return tuple(sum(tilfaeldig.random() < 0.5 / 30 for _ in range(30 * hvor_mange)) for _ in range(2))

    udfald = []
    for _ in range(antal(300, 3000)):
        ind, ud = months(12)
        senere_ind, senere_ud = months(3)
        udfald.append((forecast(50, 0, 200, 3, Historik(12, ind, ud), REGEL), 50 + senere_ind - senere_ud))
    assert score(udfald).ramte / len(udfald) >= 0.8


def test_forecasts_are_scored_by_what_became_of_them():
    p = Prognose(10, 8, 12)
    assert score([(p, 10), (p, 12), (p, 13)]) == (3, 2, Decimal("1.7"))
    assert score([]) == (0, 0, Decimal(0))
