"""Who has a place at a temadag, when too few have, and when names go."""

import datetime as dt

import pytest

from socialaftale.regler.temadag import Tilmeldt, all_rules, erased_from, to_be_given, too_few

DAG = dt.date(2027, 1, 21)
A, B, C = Tilmeldt(1, True), Tilmeldt(2, False), Tilmeldt(3, False)


@pytest.mark.parametrize(
    ("pladser", "nye"),
    [(None, [2, 3]), (3, [2, 3]), (2, [2]), (1, []), (0, [])],
)
def test_places_are_given_in_the_order_of_signing_up_and_never_taken_back(pladser, nye):
    assert to_be_given([A, B, C], pladser) == nye


@pytest.mark.parametrize(
    ("antal", "i_dag", "advares"),
    [
        (24, dt.date(2027, 1, 6), False),
        (24, dt.date(2027, 1, 7), True),
        (25, dt.date(2027, 1, 7), False),
        (0, DAG, True),
        (0, dt.date(2027, 1, 22), False),
    ],
)
def test_too_few_is_told_from_fourteen_days_before(antal, i_dag, advares):
    assert too_few(antal, 25, DAG, i_dag) is advares


def test_names_are_kept_for_ninety_days():
    assert erased_from(DAG) == dt.date(2027, 4, 22)


def test_the_rule_is_said_to_be_assumed():
    assert {regel.sikkerhed for regel in all_rules()} == {"antaget"}
