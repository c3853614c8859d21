from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from socialaftale.faelles import visning


@pytest.mark.parametrize(
    ("vaerdi", "decimaler", "tekst"),
    [
        (Decimal("1234.565"), 2, "1.234,57"),
        (Decimal("-1234567"), 0, "−1.234.567"),
        (0, 0, "0"),
        (Decimal("-0.004"), 2, "0,00"),
        (None, 2, ""),
    ],
)
def test_a_number_is_written_as_danes_write_it(vaerdi, decimaler, tekst):
    assert visning.tal(vaerdi, decimaler) == tekst


def test_kroner_and_per_cent_never_break_over_two_lines():
    assert visning.kr(Decimal("2415")) == "2.415,00\u00a0kr."
    assert visning.pct(Decimal("96.44")) == "96,4\u00a0%"


def test_an_absent_amount_is_not_shown_as_zero():
    assert visning.kr(None) == visning.pct(None) == visning.dato(None) == visning.fortegn(None) == ""


def test_a_change_shows_its_sign():
    assert [visning.fortegn(Decimal(v)) for v in ("1.5", "-1.5", "0")] == ["+1,50", "−1,50", "0,00"]


def test_a_date_is_written_out_and_an_instant_is_the_day_in_copenhagen():
    assert visning.dato(date(2026, 10, 20)) == "20.\u00a0oktober 2026"
    sent = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert visning.dato(sent) == "1.\u00a0januar 2027"
    assert visning.tidspunkt(sent) == "1.\u00a0januar 2027 kl.\u00a000.30"
    assert visning.kort_dato(date(2026, 3, 1)) == "01.03.2026"
