"""When a tilbud is reminded of a request, and when it ends."""

import datetime as dt

from socialaftale.regler.anmodning import all_rules, days_of, rule_for


def test_the_days_are_working_days_and_the_last_counts_whole():
    forloeb = days_of(dt.date(2026, 11, 26))  # a Thursday
    assert forloeb.paamindelser == (dt.date(2026, 11, 30), dt.date(2026, 12, 2))
    assert forloeb.udloeber == dt.date(2026, 12, 10)
    assert days_of(dt.date(2026, 12, 23)).paamindelser[0] == dt.date(2026, 12, 29), "over Christmas"


def test_every_request_is_reminded_of_before_it_ends():
    for regel in all_rules():
        assert list(regel.paamindelser) == sorted(set(regel.paamindelser)) and max(regel.paamindelser) < regel.udloeber
    assert rule_for(dt.date(2020, 1, 1)) == all_rules()[0]
