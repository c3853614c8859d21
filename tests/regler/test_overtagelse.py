"""What came of a wish to take over is what the register says."""

import datetime as dt

import pytest

from socialaftale.regler.overtagelse import Udfald, outcome

FRA = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("skift", "den", "udfald"),
    [
        ([], dt.date(2025, 12, 31), Udfald.VENTER),
        ([], FRA, Udfald.VENTER),
        ([], dt.date(2026, 1, 2), Udfald.PASSERET),
        ([(FRA, "860")], dt.date(2026, 1, 2), Udfald.GENNEMFOERT),
        ([(dt.date(2026, 3, 1), "860")], dt.date(2026, 4, 1), Udfald.GENNEMFOERT),
        ([(dt.date(2026, 3, 1), "860")], dt.date(2026, 2, 1), Udfald.PASSERET),
        ([(FRA, "851")], dt.date(2026, 1, 2), Udfald.ANDEN),
        ([(FRA, "851"), (dt.date(2026, 6, 1), "860")], dt.date(2026, 7, 1), Udfald.GENNEMFOERT),
    ],
)
def test_what_came_of_it(skift, den, udfald):
    assert outcome("860", FRA, skift, den)[0] == udfald
