"""Which reports may stand behind a sum, and an attacker that tries to work a single tilbud out of the answers."""

from decimal import Decimal

import pytest
from tests.regler.simuleringssager import AAR, beregning, short, tilbud

from socialaftale.regler.takst.fortrolighed import Kandidat, may_stand_behind
from socialaftale.regler.takst.simulering import FaellesOverhead, Metode
from socialaftale.regler.takst.virkning import simulate, summed


def candidates(*hvem: tuple[str, int]) -> list[Kandidat]:
    """`hvem`: shared ("d") or hidden ("s"), and the overhead level."""
    return [Kandidat(f"T{nr}", art == "d", frozenset([Decimal(niveau)])) for nr, (art, niveau) in enumerate(hvem)]


@pytest.mark.parametrize(
    ("hvem", "ventet"),
    [
        ([("s", 5)], ""),
        ([("s", 5)] * 2, ""),
        ([("s", 5)] * 3, "012"),
        ([("d", 5), ("d", 5), ("s", 5)], ""),
        ([("d", 5)] * 3 + [("s", 5)], "012"),
        ([("d", 5)] * 2 + [("s", 5)] * 3, "01234"),
        ([("s", 5)] * 3 + [("s", 7)], "012"),
        ([("s", 5)] * 3 + [("s", 7)] * 3, "012345"),
        ([("s", 5), ("s", 6), ("s", 7)], "012"),
        ([("s", 5)] * 2 + [("s", 7)], ""),
        ([("d", 6)] * 3 + [("s", 5)] * 2 + [("s", 7)], "012"),
        ([], ""),
    ],
)
def test_who_may_stand_behind_a_sum(hvem: list[tuple[str, int]], ventet: str) -> None:
    assert may_stand_behind(candidates(*hvem)) == {f"T{nr}" for nr in ventet}


@pytest.mark.parametrize("antal", [1, 2])
def test_one_or_two_tilbud_give_the_same_answer_as_their_short_reports(antal: int) -> None:
    fulde = [tilbud(f"T{nr}", beregning(loen=f"{2_000_000 + nr}")) for nr in range(antal)]
    korte = [tilbud(f"T{nr}", short(beregning())) for nr in range(antal)]
    for spurgt in ("0", "5", "8.5", "20"):
        svar, kendt = (simulate(ens, FaellesOverhead(Decimal(spurgt)), AAR) for ens in (fulde, korte))
        assert summed(svar) == summed(kendt), "nothing of the basis is in the answer"


def test_asking_at_two_levels_does_not_tell_one_tilbud_from_the_others() -> None:
    """Two levels in use and two answers would give the direct costs at each level: one tilbud's alone."""
    ens = [tilbud(f"T{nr}", beregning(f"B{nr}", overhead="5")) for nr in range(3)]
    alene = tilbud("T3", beregning("B3", overhead="9", loen="9000000"))
    [*_, svar] = simulate([*ens, alene], FaellesOverhead(Decimal(5)), AAR)
    assert svar.metode is Metode.SKOEN
