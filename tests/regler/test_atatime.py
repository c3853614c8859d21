"""A price for each hour face to face, so that unlike price lists can be compared."""

from decimal import Decimal

import pytest

from socialaftale.regler.atatime import price_per_ata_hour
from socialaftale.regler.takst.opgave import Linje


def linje(enhed: str, timer: dict | None, type_: str = "niveau") -> Linje:
    felter = {"id": "l", "navn": "Niveau 2", "type": type_, "enhed": enhed, "timer": timer}
    return Linje.model_validate(felter)


def timer(antal: str, pr: str, art: str = "ATA") -> dict[str, str]:
    return {"antal": antal, "pr": pr, "art": art}


@pytest.mark.parametrize(
    ("enhed", "i_taksten", "ventet"),
    [
        ("kr_pr_doegn", timer("14", "uge"), "500.00"),
        ("kr_pr_doegn", timer("2", "dag"), "500.00"),
        ("kr_pr_doegn", timer("730", "aar"), "500.00"),
        ("kr_pr_dag", timer("4", "dag"), "250.00"),
        ("kr_pr_doegn", timer("3", "dag"), "333.33"),
    ],
)
def test_the_price_is_divided_by_the_hours_of_the_day(enhed, i_taksten, ventet):
    assert price_per_ata_hour(linje(enhed, i_taksten), Decimal(1000)) == Decimal(ventet)


def test_an_hour_price_is_the_price_of_its_hour():
    assert price_per_ata_hour(linje("kr_pr_time", timer("1", "dag"), "time"), Decimal(316)) == 316


@pytest.mark.parametrize(
    ("enhed", "i_taksten"),
    [
        ("kr_pr_doegn", None),
        ("kr_pr_doegn", timer("14", "uge", "BRT")),
        ("kr_pr_doegn", timer("14", "uge", "normeret")),
        ("kr_pr_dag", timer("14", "uge")),
        ("kr_pr_maaned", timer("14", "uge")),
        ("kr_pr_doegn", timer("0", "uge")),
    ],
)
def test_what_cannot_be_compared_gets_no_price(enhed, i_taksten):
    assert price_per_ata_hour(linje(enhed, i_taksten), Decimal(1000)) is None
