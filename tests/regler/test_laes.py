"""Bad input: every fault at once, in Danish, with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from socialaftale.regler.takst.laes import UbrugeligtInput, json_schema, read_indberetning

SKEMA = Path(__file__).parents[2] / "docs" / "skema" / "indberetning-1.json"


def raw(**aendring: Any) -> bytes:
    linje = {"id": "L", "navn": "Takst", "type": "gennemsnit", "enhed": "kr_pr_doegn"} | aendring
    beregning = {"id": "B", "navn": "Hus", "art": "doegn", "pladser": "4", "belaegning": {}, "linjer": [linje]}
    tilbud = [{"id": "T", "navn": "Egely", "beregninger": [beregning]}]
    rapport = {"skema": "indberetning/1", "aar": 2026, "driftsherre": "860", "driftsherre_navn": "Hjørring"}
    return json.dumps(rapport | {"tilbud": tilbud}).encode()


def faults(data: bytes) -> list[str]:
    with pytest.raises(UbrugeligtInput) as fejl:
        read_indberetning(data)
    return [str(enkelt) for enkelt in fejl.value.fejl]


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("takst_kr", "NaN", "Tallet er ikke et rigtigt tal"),
        ("takst_kr", "1e30", "Tallet"),
        ("takst_kr", "-5", "Tallet skal være mindst 0"),
        ("takst_kr", "1.234,56", "Her skal stå et tal"),
        ("takst_kr", "12.345", "Tallet har over 2 decimaler"),
        ("type", "merpris", "Værdien skal være en af"),
        ("takstt", "5", "Feltet er ukendt"),
        ("navn", "", "Teksten mangler"),
        ("id", "a b", "Et id må kun have"),
    ],
)
def test_a_fault_names_its_place_and_remedy(felt: str, vaerdi: str, besked: str) -> None:
    (fejl,) = faults(raw(**{felt: vaerdi}))
    assert fejl.startswith(f"tilbud[0].beregninger[0].linjer[0].{felt}: {besked}")


def test_all_faults_come_at_once() -> None:
    assert len(faults(raw(takst_kr="x", pladser="y", navn=""))) == 3


def test_half_a_file_is_named_as_such() -> None:
    (fejl,) = faults(raw()[:40])
    assert fejl.startswith("Filen er ikke gyldig JSON")


def test_published_schema_is_made_from_the_types() -> None:
    assert SKEMA.read_text(encoding="utf-8") == json_schema()
