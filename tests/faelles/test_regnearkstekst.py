"""Formula injection on the way out in CSV."""

import pytest

from socialaftale.faelles.regnearkstekst import csv_sikker


@pytest.mark.parametrize("tekst", ["=1+1", "+45", "-x", "@sum", "\tx", " =1"])
def test_csv_text_that_looks_like_a_formula_is_escaped(tekst: str) -> None:
    assert csv_sikker(tekst) == "'" + tekst


def test_csv_leaves_numbers_and_plain_text() -> None:
    assert [csv_sikker(vaerdi) for vaerdi in (-5, "Løn", "", None)] == [-5, "Løn", "", None]
