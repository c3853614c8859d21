"""Package prices: any regular list passes, one wrong price is found, and a name is never read."""

from typing import Any

import pytest

from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning


def uneven(takster: list[str], timer: list[str] | None, **beregning: Any) -> list[str]:
    linjer = [
        {"id": f"p{nr}", "navn": f"Pakke hus 0-{nr}", "type": "pakke", "enhed": "kr_pr_doegn", "takst_kr": takst}
        | ({"timer": {"antal": timer[nr], "pr": "uge", "art": "ATA"}} if timer else {})
        for nr, takst in enumerate(takster)
    ]
    en = {"id": "B", "navn": "Hus", "art": "doegn", "pladser": "9", "belaegning": {"procent": "96"}, "linjer": linjer}
    tilbud = {"id": "T", "navn": "Egely", "beregninger": [en | beregning]}
    ny = Indberetning.model_validate(
        {"skema": "indberetning/1", "aar": 2026, "driftsherre": "eks", "driftsherre_navn": "Eks", "tilbud": [tilbud]}
    )
    return [fund.linje for fund in check_indberetning(ny, None, regelsaet_for(2026).regelsaet) if fund.kontrol == "E2"]


MIDT, TOP = ["3.5", "10.5", "17.5", "24.5"], ["7", "14", "21", "28"]
SYDDANMARK = ["159", "476", "793", "1110"]  # 317 kr. an interval, published 2022


@pytest.mark.parametrize("timer", [MIDT, TOP], ids=["middle of the band", "top of the band"])
def test_the_published_list_passes_however_its_hours_are_written(timer: list[str]) -> None:
    assert uneven(SYDDANMARK, timer) == []


@pytest.mark.parametrize("timer", [MIDT, TOP], ids=["middle of the band", "top of the band"])
def test_one_wrong_price_is_found(timer: list[str]) -> None:
    assert uneven(["159", "476", "830", "1110"], timer) == ["p2"]


def test_without_hours_and_numbers_nothing_is_said() -> None:
    assert uneven(["159", "900", "793", "1110"], None) == []


def test_the_structure_s_numbers_go_before_the_hours() -> None:
    pakker = [{"linje": f"p{nr}", "nummer": nr + 1, "pladser": "2"} for nr in range(4)]
    struktur = {"kode": "D", "basis": "b", "interval": {"antal": "7", "pr": "uge", "art": "ATA"}, "pakker": pakker}
    assert uneven(["159", "520", "793", "1110"], MIDT, struktur=struktur) == ["p1"]


def test_packages_without_any_pattern_are_left_to_other_checks() -> None:
    assert uneven(["100", "700", "750", "3000"], MIDT) == []
