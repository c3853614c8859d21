"""Figures of old lists have one reading, or a message that says what to write."""

from decimal import Decimal

import pytest

from socialaftale.takster.importering.laesning.tal import UklartTal, read_tal


@pytest.mark.parametrize(
    ("tekst", "tal"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12.5", "12.5"),
        ("kr. 3.187,00", "3187.00"),
        ("3.187 kr.", "3187"),
        ("3.187,-", "3187"),
        ("3 187,50", "3187.50"),
        ("97,5 %", "97.5"),
        ("7 timer", "7"),
        ("−12", "-12"),
        ("0", "0"),
    ],
)
def test_figures_as_people_write_them(tekst, tal):
    assert read_tal(tekst) == Decimal(tal)


@pytest.mark.parametrize("tekst", ["", " ", "-", "–", "n/a"])
def test_no_figure(tekst):
    assert read_tal(tekst) is None


@pytest.mark.parametrize(
    ("tekst", "raad"),
    [
        ("1,234.56", "Skriv det som 1.234,56"),
        ("1,234", "Skriv det som 1.234,56"),
        ("12.3456", "Skriv komma før decimaler"),
        ("1234,567", "over to decimaler"),
        ("2026-02-01", "er en dato"),
        ("1/2-2026", "er en dato"),
        ("ca. 1.200", "er ikke et tal"),
        ("NaN", "er ikke et tal"),
        ("1e30", "er ikke et tal"),
        ("1" + "0" * 30, "er for stort"),
    ],
)
def test_unclear_figures_say_what_to_write(tekst, raad):
    with pytest.raises(UklartTal, match=raad):
        read_tal(tekst)
