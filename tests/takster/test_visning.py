"""How the numbers of an explanation are written."""

from decimal import Decimal

import pytest

from socialaftale.regler.forklaring import Art, Led
from socialaftale.takster.visning import write_led


@pytest.mark.parametrize(
    ("vaerdi", "enhed", "tekst"),
    [
        ("9738273.6", "kr.", "9.738.273,60 kr."),
        ("1676", "kr. pr. dag", "1.676 kr. pr. dag"),
        ("2027", "år", "2027"),
        ("8", "år", "8 år"),
        ("1765.6875", "dage", "1.765,69 dage"),
        ("5.6", "procent", "5,6 %"),
    ],
)
def test_kroner_have_two_decimals_or_none_and_a_calendar_year_has_no_separator(vaerdi, enhed, tekst):
    assert write_led(Led("Et led", Decimal(vaerdi), enhed, Art.INDTASTET)) == tekst
