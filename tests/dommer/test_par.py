"""The material of the grader is itself right: pairs are consistent, and every operator finds work on both levels."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from mutanter import OPERATORER, Mutant, Par, compared, kroner, load_operators, make_mutant
from par import generate_par

from socialaftale.regler.takst.beregn import compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning

FROE = range(40)


@pytest.mark.parametrize("side", [0, 1], ids=["forrige", "ny"])
def test_the_core_gives_the_takster_that_a_careful_reporter_wrote(side: int) -> None:
    for froe in FROE:
        rapport = generate_par(froe)[side]
        skrevet = {
            linje["id"]: Decimal(linje["takst_kr"])
            for tilbud in rapport["tilbud"]
            for beregning in tilbud["beregninger"]
            for linje in beregning["linjer"]
        }
        for resultat in compute_indberetning(read_indberetning(json.dumps(rapport).encode())).beregninger:
            assert resultat.linjer, resultat.kan_ikke
            for linje in resultat.linjer:
                assert linje.takst_kr == skrevet[linje.linje], (froe, linje.linje)


def test_causes_of_a_clean_line_sum_to_its_change_and_last_year_agrees() -> None:
    antal = 0
    for froe in FROE:
        for sted in compared(Par(*generate_par(froe))):
            assert sted.gammel is not None
            assert sted.linje["takst_forrige_kr"] == sted.gammel["takst_kr"]
            aarsager = sum(int(aarsag["kroner"]) for aarsag in sted.linje["aarsager"])
            assert kroner(sted.linje) - kroner(sted.linje, "takst_forrige_kr") == aarsager
            assert sted.linje["indhold"]
            antal += 1
    assert antal > 300


@cache
def one_of_each() -> tuple[Mutant, ...]:
    load_operators()
    return tuple(make_mutant(nummer) for nummer in range(len(OPERATORER)))


def test_every_operator_changes_one_report_on_a_named_place() -> None:
    assert {mutant.navn for mutant in one_of_each()} == set(OPERATORER)
    assert len(OPERATORER) >= 70
    for mutant in one_of_each():
        assert mutant.ren != mutant.par, mutant.navn
        assert mutant.maal.felter, mutant.navn
        for rapport in mutant.par:
            read_indberetning(json.dumps(rapport).encode())


def test_both_levels_of_report_are_mutated() -> None:
    niveauer = Counter(
        "grundlag" in beregning
        for mutant in one_of_each()
        for tilbud in mutant.par.ny["tilbud"]
        if tilbud["id"] == mutant.maal.tilbud
        for beregning in tilbud["beregninger"]
    )
    assert min(niveauer[True], niveauer[False]) > 20
