"""Danish numbers: one reading or a clear refusal."""

from decimal import Decimal

import pytest

from socialaftale.regler.tal import UklartTal, parse_tal


@pytest.mark.parametrize(
    ("tekst", "tal"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234"),
        (" 12 345 ", "12345"),
        ("-5", "-5"),
        ("−5,5", "-5.5"),
        ("1.234.567", "1234567"),
    ],
)
def test_danish_numbers_are_read(tekst: str, tal: str) -> None:
    assert parse_tal(tekst) == Decimal(tal)


@pytest.mark.parametrize(
    ("tekst", "raad"),
    [
        ("1234.56", "1234,56"),
        ("12.5", "12,5"),
        ("1,234.56", "ikke et tal"),
        ("abc", "ikke et tal"),
        ("", "ikke et tal"),
    ],
)
def test_unclear_numbers_are_refused_with_advice(tekst: str, raad: str) -> None:
    with pytest.raises(UklartTal, match=raad):
        parse_tal(tekst)
