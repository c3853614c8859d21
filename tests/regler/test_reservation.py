"""How long a place is held, how many holds a report bears, and what is left to confirm."""

import datetime as dt

import pytest

from socialaftale.regler.reservation import (
    Stand,
    all_rules,
    can_be_held,
    erased_on,
    held_until,
    net_offered,
    rule_for,
)


@pytest.mark.parametrize(
    ("dag", "valgt", "sidste"),
    [
        (dt.date(2026, 3, 2), None, dt.date(2026, 3, 5)),  # Monday to Thursday
        (dt.date(2026, 3, 6), None, dt.date(2026, 3, 11)),  # over a weekend
        (dt.date(2026, 4, 1), None, dt.date(2026, 4, 9)),  # over Easter
        (dt.date(2028, 2, 28), 1, dt.date(2028, 2, 29)),
        (dt.date(2026, 3, 2), 20, dt.date(2026, 3, 30)),
    ],
)
def test_a_hold_lasts_so_many_working_days_and_the_last_counts_whole(dag, valgt, sidste):
    assert held_until(dag, valgt) == sidste


@pytest.mark.parametrize("valgt", [0, -1, 21])
def test_a_tilbud_cannot_choose_no_days_or_a_month(valgt):
    with pytest.raises(ValueError, match="mellem 1 og 20 arbejdsdage"):
        held_until(dt.date(2026, 3, 2), valgt)


def test_what_can_be_held_and_what_is_confirmed_is_never_below_none():
    assert [can_be_held(Stand(*tal)) for tal in ((1, 0, 0), (1, 1, 0), (3, 1, 1), (1, 1, 1), (0, 0, 0))] == [
        1,
        0,
        1,
        0,
        0,
    ]
    assert [net_offered(Stand(*tal)) for tal in ((1, 1, 0), (3, 1, 1), (1, 0, 2))] == [1, 2, 0]


def test_what_points_to_a_citizen_is_taken_out_after_the_days_of_the_rule():
    slut = dt.date(2026, 3, 2)
    assert erased_on(slut) == slut + dt.timedelta(days=rule_for(slut).opbevaring.dage)
    assert rule_for(dt.date(2020, 1, 1)) == all_rules()[0]
    assert all(del_.kilde for regel in all_rules() for del_ in (regel.frist, regel.koe, regel.opbevaring))
