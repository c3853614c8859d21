"""What if: only what is changed moves. Cases are `konstrueret`."""

from decimal import Decimal
from typing import Any

import pytest

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.hvad_hvis import Aendring, with_change
from socialaftale.regler.takst.opgave import Takstberegning

NIVEAUER = [{"linje": "N1", "vaegt": "1", "pladser": "5"}, {"linje": "N2", "vaegt": "1.5", "pladser": "5"}]


def beregning(**felter: Any) -> Takstberegning:
    standard = {
        "id": "B1",
        "navn": "Hus A",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "100"},
        "struktur": {"kode": "A", "linje": "L"},
        "grundlag": {
            "omkostninger": [
                {"kategori": "loen", "tekst": "Løn", "beloeb_kr": "2920000"},
                {"kategori": "ejendom", "tekst": "Husleje", "beloeb_kr": "730000"},
            ],
            "overhead": {"metode": "procent", "procent": "0"},
        },
    }
    return Takstberegning.model_validate(standard | felter)


def takst(en_beregning: Takstberegning, **aendring: str) -> list[Decimal]:
    aendret = with_change(en_beregning, Aendring.model_validate(aendring))
    return [linje.takst_kr for linje in compute_beregning(aendret, regelsaet_for(2026).regelsaet, 2026)]


@pytest.mark.parametrize(
    ("aendring", "kroner"),
    [
        ({}, 1000),
        ({"belaegning_procent": "95"}, 1053),
        ({"overhead_procent": "6"}, 1060),
        ({"pladser": "8"}, 1250),
        ({"loen_procent": "10"}, 1080),
        ({"loen_procent": "-10"}, 920),
    ],
)
def test_one_change_moves_the_takst_as_worked_by_hand(aendring: dict[str, str], kroner: int) -> None:
    assert takst(beregning(), **aendring) == [kroner]


def test_places_on_levels_follow_the_total() -> None:
    niveauer = beregning(struktur={"kode": "B", "niveauer": NIVEAUER})
    assert takst(niveauer, pladser="20") == [400, 600]


def test_without_a_basis_there_is_nothing_to_change() -> None:
    with pytest.raises(KanIkkeBeregnes, match="intet fuldt grundlag"):
        with_change(beregning(grundlag=None), Aendring(pladser=Decimal(8)))
