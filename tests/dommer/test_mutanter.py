"""The checks against what they must find: 500 mutants on their line and field, and silence on clean reports."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from mutanter import Json, Maal, Mutant, Par, make_mutant
from par import generate_par
from tests.omfang import FRISK_FROE, antal

from socialaftale.regler.kontrol import Fund, check_indberetning
from socialaftale.regler.takst.beregn import choose_regelsaet
from socialaftale.regler.takst.laes import read_indberetning

MUTANTER, FRISKE_MUTANTER, RENE_PAR = antal(250, 500), antal(120, 500), 80
MINDST_FUNDET, HOEJST_FORSTYRRET = 95.0, 5.0
FROE = pytest.mark.parametrize("froe", [0, 1 + FRISK_FROE], ids=["fast", "frisk"])
ALVORLIG = {"fejl", "kraever_forklaring"}
Naevnt = tuple[str, str, str, str, str, str]


class Udfald(NamedTuple):
    """A mutant and what the checks newly said about it, on target or not."""

    mutant: Mutant
    ramt: bool
    nye: list[Fund]


def findings(par: Par) -> list[Fund]:
    forrige, ny = (read_indberetning(json.dumps(side).encode()) for side in par)
    return [fund for fund in check_indberetning(ny, forrige, choose_regelsaet(ny).regelsaet) if _is_serious(fund)]


def _is_serious(fund: Fund) -> bool:
    return str(fund.alvor) in ALVORLIG


def _named(fund: Fund) -> Naevnt:
    return (str(fund.kontrol), str(fund.alvor), fund.tilbud, fund.beregning, fund.linje, fund.felt)


def hits(fund: Fund, maal: Maal) -> bool:
    """On the tilbud, on the line (else the calculation) and on one of the fields, by any part of its path."""
    if fund.tilbud != maal.tilbud:
        return False
    if maal.linjer and fund.linje not in maal.linjer:
        return False
    if not maal.linjer and maal.beregning and fund.beregning != maal.beregning:
        return False
    return bool(maal.felter & set(fund.felt.replace("[", ".").replace("]", "").split(".")))


def judge(mutant: Mutant) -> Udfald:
    """A finding counts where the clean pair did not already have it as often."""
    foer = Counter(map(_named, findings(mutant.ren)))
    nye = []
    for fund in findings(mutant.par):
        foer[_named(fund)] -= 1
        if foer[_named(fund)] < 0:
            nye.append(fund)
    return Udfald(mutant, any(hits(fund, mutant.maal) for fund in nye), nye)


@cache
def judge_all(froe: int) -> tuple[Udfald, ...]:
    antal = FRISKE_MUTANTER if froe else MUTANTER
    return tuple(judge(make_mutant(nummer, froe)) for nummer in range(antal))


@FROE
def test_at_least_95_percent_of_mutants_are_found_on_their_line_and_field(froe: int) -> None:
    udfald = judge_all(froe)
    slap = [u.mutant for u in udfald if not u.ramt]
    procent = 100 * (1 - len(slap) / len(udfald))
    print(f"{procent:.1f} % af {len(udfald)} mutanter fundet, frø {froe}; gentag med FROE={FRISK_FROE}")
    liste = ", ".join(f"{navn} ({antal})" for navn, antal in Counter(mutant.navn for mutant in slap).most_common())
    assert procent >= MINDST_FUNDET, f"{procent:.1f} % fundet, frø {froe}. Slap igennem: {liste}"


@FROE
def test_no_operator_slips_through_every_time(froe: int) -> None:
    udfald = judge_all(froe)
    fundne = {u.mutant.navn for u in udfald if u.ramt}
    assert {u.mutant.navn for u in udfald} - fundne == set()


@FROE
def test_at_most_5_percent_of_clean_lines_and_calculations_are_disturbed(froe: int) -> None:
    linjer, beregninger, kontroller = Counter[bool](), Counter[bool](), Counter[str]()
    for nummer in range(RENE_PAR):
        par = Par(*generate_par(froe + nummer))
        fund = findings(par)
        kontroller.update(str(f.kontrol) for f in fund)
        ramte_linjer = {(f.tilbud, f.linje) for f in fund if f.linje}
        ramte_beregninger = {(f.tilbud, f.beregning) for f in fund if not f.linje}
        linjer.update((tilbud, linje) in ramte_linjer for tilbud, _, linje in _lines(par.ny))
        beregninger.update((t, b) in ramte_beregninger for t, b in {sted[:2] for sted in _lines(par.ny)})
    for navn, stoej in (("linjer", linjer), ("beregninger", beregninger)):
        procent = 100 * stoej[True] / stoej.total()
        print(f"{procent:.1f} % af {stoej.total()} rene {navn} forstyrret, frø {froe}")
        assert procent <= HOEJST_FORSTYRRET, f"{procent:.1f} % af {navn}, frø {froe}: {kontroller.most_common()}"


def _lines(rapport: Json) -> Iterator[tuple[str, str, str]]:
    for tilbud in rapport["tilbud"]:
        for beregning in tilbud["beregninger"]:
            for linje in beregning["linjer"]:
                yield tilbud["id"], beregning["id"], linje["id"]
