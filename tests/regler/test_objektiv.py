"""Objective financing: exact to the krone, and never less for more."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialaftale.regler.objektiv import Noegletal, UbrugeligNoegle, allocate

# 0-17-year-olds: synthetic placeholders, not the real counts.
BOERN = {
    "851": 40160, "810": 7440, "813": 10260, "860": 12250, "849": 7550, "825": 210,
    "846": 8150, "773": 3730, "840": 7230, "787": 8470, "820": 7130,
}  # fmt: skip
BOERNEHUS = {
    "851": 2016954, "810": 373659, "813": 515287, "860": 615231, "849": 379183, "825": 10547,
    "846": 409317, "773": 187332, "840": 363112, "787": 425388, "820": 358090,
}  # fmt: skip


def key(antal: dict[str, int]) -> list[Noegletal]:
    return [Noegletal(kode, kode, Decimal(tal)) for kode, tal in antal.items()]


def test_boernehus_objective_part_by_children() -> None:
    andele = {andel.kode: andel.kroner for andel in allocate(5_654_100, key(BOERN))}
    assert andele == BOERNEHUS


def test_a_repayment_is_shared_like_a_bill() -> None:
    betaling = [andel.kroner for andel in allocate(100, key({"1": 1, "2": 1, "3": 1}))]
    assert betaling == [34, 33, 33]
    assert [andel.kroner for andel in allocate(-100, key({"1": 1, "2": 1, "3": 1}))] == [-34, -33, -33]


@given(
    beloeb=st.integers(0, 10**9),
    antal=st.lists(st.integers(0, 10**6), min_size=1, max_size=98).filter(any),
)
def test_sum_is_exact_and_more_never_pays_less(beloeb: int, antal: list[int]) -> None:
    noegle = key({f"{nr:03}": tal for nr, tal in enumerate(antal)})
    kroner = [andel.kroner for andel in allocate(beloeb, noegle)]
    assert sum(kroner) == beloeb
    efter_stoerrelse = [kr for _, kr in sorted(zip(antal, kroner, strict=True))]
    assert efter_stoerrelse == sorted(efter_stoerrelse)


@pytest.mark.parametrize(
    ("noegle", "besked"),
    [
        ([], "ingen antal"),
        ([Noegletal("1", "A", Decimal(0))], "ingen antal"),
        ([Noegletal("1", "A", Decimal(-1))], "under 0"),
        ([Noegletal("1", "A", Decimal(1)), Noegletal("1", "B", Decimal(2))], "flere gange"),
    ],
)
def test_a_useless_key_says_why(noegle: list[Noegletal], besked: str) -> None:
    with pytest.raises(UbrugeligNoegle, match=besked):
        allocate(100, noegle)
