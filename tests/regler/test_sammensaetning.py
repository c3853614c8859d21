"""Published price lists: what a buyer pays. The figures are published; sources stand in the docstrings of the rules."""

from decimal import Decimal

import pytest

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.takst.opgave import Periode, Tidsart, Timer
from socialaftale.regler.takst.sammensaetning import (
    level_price,
    month_price,
    package_price,
    part_time_price,
    price_with_hours,
)

ROSKILDE_TRIN = ((1, Decimal(60)), (3, Decimal(85)), (4, Decimal(100)))


def hours(antal: str, pr: Periode = Periode.DAG, art: Tidsart = Tidsart.ATA) -> Timer:
    return Timer(antal=Decimal(antal), pr=pr, art=art)


@pytest.mark.parametrize(
    ("basis", "timepris", "timer", "pris"),
    [
        ("3187", "402", "1", "3589"),  # Østerskoven § 107, medfødt
        ("3355", "459", "2.5", "4502.5"),  # Østerskoven § 107, erhvervet
        ("1039", "402", "0", "1039"),  # Østerskoven STU
        ("2487", "402", "3", "3693"),  # Østerskoven § 107 sammen med STU
        ("569", "402", "2", "1373"),  # Østerskoven STU, kombineret
    ],
)
def test_oesterskoven_basis_and_hours(basis: str, timepris: str, timer: str, pris: str) -> None:
    assert price_with_hours(Decimal(basis), Decimal(timepris), hours(timer), None).vaerdi == Decimal(pris)


def test_nordstjernen_five_hours_of_which_two_are_included() -> None:
    pris = price_with_hours(Decimal(1000), Decimal(316), hours("5"), hours("2"))
    assert pris.vaerdi == Decimal(1000 + 948)


def test_fewer_hours_than_included_never_lowers_the_basis() -> None:
    assert price_with_hours(Decimal(1000), Decimal(316), hours("1"), hours("2")).vaerdi == 1000


def test_the_unit_of_the_included_hours_changes_the_price() -> None:
    pr_uge = price_with_hours(Decimal(1000), Decimal(316), hours("35", Periode.UGE), hours("2", Periode.UGE))
    assert pr_uge.vaerdi.quantize(Decimal("0.01")) == Decimal("2489.71")  # 33 ÷ 7 × 316


def test_ata_and_brt_are_never_mixed() -> None:
    with pytest.raises(KanIkkeBeregnes, match="BRT-timer og ATA-timer kan ikke lægges sammen"):
        price_with_hours(Decimal(1000), Decimal(316), hours("5", art=Tidsart.BRT), hours("2"))


@pytest.mark.parametrize(
    ("interval", "nummer", "pris"), [("317", 1, "159"), ("317", 2, "476"), ("317", 13, "3963"), ("106", 1, "53")]
)
def test_syddanmark_packages_go_on_with_the_same_step(interval: str, nummer: int, pris: str) -> None:
    assert package_price(Decimal(interval), nummer, Decimal("0.5")).vaerdi == Decimal(pris)


@pytest.mark.parametrize(("dage", "pris"), [(1, "334.2"), (2, "334.2"), (3, "473.45"), (4, "557"), (5, "557")])
def test_roskilde_part_time_steps(dage: int, pris: str) -> None:
    assert part_time_price(Decimal(557), dage, ROSKILDE_TRIN).vaerdi == Decimal(pris)


@pytest.mark.parametrize(("dagspris", "maaned", "faktor"), [("2420", "73796", "30.495"), ("2310", "70447", "30.497")])
def test_hadruplund_month_factor_belongs_to_the_list(dagspris: str, maaned: str, faktor: str) -> None:
    assert abs(month_price(Decimal(dagspris), Decimal(faktor)).vaerdi - Decimal(maaned)) <= 2


def test_mariehjem_ten_levels_between_the_end_points() -> None:
    niveauer = [level_price(Decimal(3234), Decimal(6849), 10, nummer).vaerdi for nummer in range(1, 11)]
    assert (niveauer[0], niveauer[-1]) == (3234, 6849)
    assert round(niveauer[1] - niveauer[0], 1) == Decimal("401.7")


@pytest.mark.parametrize("nummer", [0, 11])
def test_a_level_that_is_not_in_the_list_is_refused(nummer: int) -> None:
    with pytest.raises(KanIkkeBeregnes, match=f"Niveau {nummer} findes ikke"):
        level_price(Decimal(3234), Decimal(6849), 10, nummer)
