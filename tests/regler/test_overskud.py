"""Set-aside and return of surplus."""

from decimal import Decimal

import pytest

from socialaftale.regler.overskud import Forbrug, UlovligtForbrug, is_expired, share_surplus, unused_set_aside
from socialaftale.regler.parametre import regelsaet_for

REGLER = regelsaet_for(2026).regelsaet.overskud


@pytest.mark.parametrize(
    ("overskud", "oenske", "hensat", "tilbage"),
    [
        (800_000, 500_000, 500_000, 300_000),
        (800_000, 900_000, 500_000, 300_000),  # 5 % af 10 mio. er loftet
        (300_000, 900_000, 300_000, 0),
        (800_000, 0, 0, 800_000),
    ],
)
def test_at_most_five_per_cent_of_the_basis_is_set_aside(overskud: int, oenske: int, hensat: int, tilbage: int) -> None:
    deling = share_surplus(2024, Decimal(overskud), Decimal(10_000_000), Decimal(oenske), REGLER)
    assert (deling.hensat.vaerdi, deling.tilbage.vaerdi) == (hensat, tilbage)
    assert (deling.indregnes_aar, deling.udloeber_aar) == (2026, 2029)


def test_set_aside_from_2021_can_be_used_to_the_end_of_2026() -> None:
    assert not is_expired(2021, Decimal(1), 2026, REGLER)
    assert is_expired(2021, Decimal(1), 2027, REGLER)
    assert not is_expired(2021, Decimal(0), 2027, REGLER)


def test_uses_inside_the_years_lower_what_is_left() -> None:
    forbrug = [Forbrug(2023, Decimal(200), True), Forbrug(2022, Decimal(300), True)]
    assert unused_set_aside(2021, Decimal(1000), forbrug, REGLER) == 500


@pytest.mark.parametrize(
    ("forbrug", "besked"),
    [
        (Forbrug(2023, Decimal(1), False), "uden for den"),
        (Forbrug(2027, Decimal(1), True), "til og med 2026"),
        (Forbrug(2021, Decimal(1), True), "fra 2022"),
        (Forbrug(2023, Decimal(1001), True), "1000 kr. tilbage"),
    ],
)
def test_unlawful_use_is_refused_with_the_reason(forbrug: Forbrug, besked: str) -> None:
    with pytest.raises(UlovligtForbrug, match=besked):
        unused_set_aside(2021, Decimal(1000), [forbrug], REGLER)
