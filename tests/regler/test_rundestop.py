"""Late is a mark, not a wall: where a report is taken up next."""

import datetime as dt

import pytest

from socialaftale.regler.rundestop import Led, Rundedage, Stop, next_stop

RUNDE_2026 = Rundedage(dt.date(2025, 10, 20), dt.date(2025, 10, 27), dt.date(2025, 11, 3), dt.date(2025, 11, 17))


@pytest.mark.parametrize(
    ("dag", "led", "for_sent"),
    [
        (dt.date(2025, 10, 20), Led.GENNEMGANG, 0),
        (dt.date(2025, 10, 21), Led.GENNEMGANG, 1),
        (dt.date(2025, 10, 27), Led.INDSTILLING, 7),
        (dt.date(2025, 11, 2), Led.INDSTILLING, 13),
        (dt.date(2025, 11, 3), Led.SENERE, 14),
    ],
)
def test_the_round_of_2026_takes_what_comes_before_each_meeting(dag, led, for_sent):
    assert next_stop(dag, RUNDE_2026) == Stop(led, RUNDE_2026.of(led), for_sent)


def test_a_body_that_is_not_called_yet_is_still_to_come():
    dage = Rundedage(dt.date(2026, 10, 20))
    assert next_stop(dt.date(2026, 12, 1), dage) == Stop(Led.GENNEMGANG, None, 42)
