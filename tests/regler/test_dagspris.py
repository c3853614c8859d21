"""Takster side by side stand on one basis: a day of the year."""

import datetime as dt
from decimal import Decimal

import pytest

from socialaftale.regler.dagspris import per_day, vat_rule_for, without_vat
from socialaftale.regler.takst.opgave import Enhed


@pytest.mark.parametrize(("takst", "enhed", "aar", "dage", "ventet"), [
    ("2000", Enhed.DOEGN, 2027, None, "2000"),
    ("2000", Enhed.DOEGN, 2028, None, "2000"),
    ("730", Enhed.DAG, 2027, 250, "500"),
    ("73000", Enhed.MAANED, 2027, None, "2400"),
    ("73000", Enhed.AAR, 2027, None, "200"),
    ("73200", Enhed.AAR, 2028, None, "200"),
])  # fmt: skip
def test_a_price_is_spread_over_the_days_of_the_year(takst, enhed, aar, dage, ventet):
    assert per_day(Decimal(takst), enhed, aar, dage) == Decimal(ventet)


@pytest.mark.parametrize("enhed", [Enhed.TIME, Enhed.FORLOEB])
def test_an_hour_and_a_course_are_no_price_of_a_place(enhed):
    assert per_day(Decimal(500), enhed, 2027) is None


def test_a_private_price_is_set_beside_a_public_one_without_its_vat():
    dag = dt.date(2027, 1, 1)
    assert without_vat(Decimal(3180), dag) == Decimal(3000)
    assert vat_rule_for(dag).sikkerhed == "antaget"
