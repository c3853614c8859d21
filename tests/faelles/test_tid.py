from datetime import UTC, date, datetime

import time_machine

from socialaftale.faelles import tid


def test_today_is_copenhagens_day_also_when_utc_is_still_yesterday():
    with time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False):
        assert tid.today() == date(2026, 7, 1)


def test_a_deadline_runs_to_the_end_of_its_day_in_summer_and_winter():
    assert tid.end_of_day(date(2026, 6, 30)) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert tid.end_of_day(date(2026, 12, 31)) == datetime(2026, 12, 31, 23, tzinfo=UTC)
