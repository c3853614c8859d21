"""Which version of a product is in force."""

import datetime as dt

import pytest

from socialaftale.regler.bibliotek import Version, version_in_force

FOER, NU, SIDEN = dt.date(2026, 1, 1), dt.date(2026, 10, 23), dt.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("versioner", "udgaar", "nr"),
    [
        ([], None, None),
        ([Version(1, FOER)], None, 1),
        ([Version(1, FOER), Version(2, SIDEN)], None, 1),
        ([Version(1, NU), Version(2, FOER)], None, 1),
        ([Version(1, NU), Version(2, NU)], None, 2),
        ([Version(1, FOER), Version(2, NU, afvist=True)], None, 1),
        ([Version(1, FOER)], NU, None),
        ([Version(1, FOER)], SIDEN, 1),
    ],
)
def test_the_version_in_force_is_the_last_that_has_begun_and_is_not_refused(versioner, udgaar, nr):
    assert version_in_force(versioner, udgaar, NU) == nr
