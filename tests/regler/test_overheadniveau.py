"""Overhead levels: weighted by places, spread, and what lies far from the middle. Cases are signed files."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sager.laeser import MAPPE

from socialaftale.regler.overheadniveau import Niveau, change, far_from_middle, middle, summarise

SAGER = tomllib.loads((MAPPE / "overhead/niveauer.toml").read_text(encoding="utf-8"))["sag"]
procenter = st.decimals(0, 20, places=1)
niveauer = st.builds(Niveau, procenter, st.decimals(0, 60, places=0))


@pytest.mark.parametrize("sag", SAGER, ids=lambda sag: sag["navn"])
def test_the_signed_cases(sag: dict[str, Any]) -> None:
    alle = [Niveau(Decimal(procent) if procent else None, Decimal(pladser)) for procent, pladser in sag["niveauer"]]
    opgoerelse, ventet = summarise(alle), sag["forventet"]
    assert opgoerelse.vaegtet is not None
    assert opgoerelse.vaegtet.vaerdi == Decimal(ventet["vaegtet"])
    assert (opgoerelse.laveste, opgoerelse.hoejeste) == (Decimal(ventet["laveste"]), Decimal(ventet["hoejeste"]))
    assert opgoerelse.spredning == Decimal(ventet["spredning"])
    assert (opgoerelse.uden, len(opgoerelse.trin)) == (ventet["uden"], ventet["trin"])


@given(st.lists(niveauer, min_size=1, max_size=20))
def test_the_weighted_level_lies_between_the_lowest_and_the_highest(alle: list[Niveau]) -> None:
    opgoerelse = summarise(alle)
    assert opgoerelse.vaegtet is not None
    assert opgoerelse.laveste <= round(opgoerelse.vaegtet.vaerdi, 20) <= opgoerelse.hoejeste
    assert sum(trin.beregninger for trin in opgoerelse.trin) == len(alle)


def test_nothing_stated_gives_no_level_rather_than_0() -> None:
    assert summarise([Niveau(None, Decimal(10))]).vaegtet is None
    assert change(None, summarise([Niveau(Decimal(5), Decimal(10))]).vaegtet) is None


def test_two_have_no_middle_and_three_have() -> None:
    assert middle([Decimal(5), Decimal(9)]) is None
    assert middle([Decimal(5), Decimal(9), Decimal(6)]) == 6


def test_far_from_the_middle_is_more_than_the_limit_and_not_the_limit_itself() -> None:
    ved = {"a": Decimal(5), "b": Decimal(5), "c": Decimal(7), "d": Decimal("7.1")}
    assert far_from_middle(ved, Decimal("1")) == {"d": Decimal("1.1")}


def test_the_change_of_a_level_is_in_percentage_points() -> None:
    fra, til = (summarise([Niveau(Decimal(procent), Decimal(10))]).vaegtet for procent in ("5.5", "6.2"))
    aendring = change(fra, til)
    assert aendring is not None
    assert (aendring.vaerdi, aendring.enhed) == (Decimal("0.7"), "procentpoint")
