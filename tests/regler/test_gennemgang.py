"""Which lines the review can let pass: small change, nothing open, the same for the money."""

from decimal import Decimal

import pytest

from socialaftale.regler.gennemgang import needs_no_question
from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.takst.opgave import Linje

FEM = Decimal(5)
SYV_TIMER = {"antal": "7", "pr": "uge", "art": "ATA"}


def linje(**felter) -> Linje:
    grund = {"id": "L", "navn": "Døgntakst", "type": "basis", "enhed": "kr_pr_doegn", "timer": SYV_TIMER}
    return Linje.model_validate(grund | {"indhold": "Bolig og kost."} | felter)


def fund(alvor: Alvor) -> Fund:
    return Fund("V2", alvor, "T", "B", "L", "takst_kr", "Taksten stiger.", "Skriv hvorfor.")


def test_a_small_change_of_the_same_thing_with_nothing_open_needs_no_question():
    assert needs_no_question(linje(), linje(), Decimal("4.99"), [], FEM)
    assert needs_no_question(linje(), linje(), Decimal("-4.99"), [fund(Alvor.KAN_IKKE_AFGOERES)], FEM)


@pytest.mark.parametrize("aendring", ["5", "-5", "57"])
def test_a_change_of_five_per_cent_is_worth_a_look_whichever_way_it_goes(aendring):
    assert not needs_no_question(linje(), linje(), Decimal(aendring), [], FEM)


def test_a_new_line_and_one_whose_change_cannot_be_seen_are_looked_at():
    assert not needs_no_question(linje(), None, Decimal(0), [], FEM)
    assert not needs_no_question(linje(), linje(), None, [], FEM)


@pytest.mark.parametrize("alvor", [Alvor.FEJL, Alvor.KRAEVER_FORKLARING])
def test_an_open_finding_asks_for_a_look(alvor):
    assert not needs_no_question(linje(), linje(), Decimal(1), [fund(alvor)], FEM)


@pytest.mark.parametrize(
    "andet",
    [
        {"indhold": "Bolig, kost og kørsel."},
        {"indhold": ""},
        {"timer": SYV_TIMER | {"antal": "6"}},
        {"timer": None},
        {"enhed": "kr_pr_dag"},
        {"type": "niveau"},
    ],
)
def test_a_line_that_covers_something_else_is_looked_at(andet):
    assert not needs_no_question(linje(**andet), linje(), Decimal(1), [], FEM)


def test_the_same_words_are_the_same_however_they_are_set():
    assert needs_no_question(linje(indhold="BOLIG\n og  kost."), linje(), Decimal(1), [], FEM)


def test_contents_that_were_never_stated_before_are_not_taken_for_changed():
    assert needs_no_question(linje(), linje(indhold=""), Decimal(1), [], FEM)
