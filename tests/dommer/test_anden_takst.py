"""The core against the second implementation: not one øre apart, on every structure, year and edge."""

import json
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from anden_takst import Json, Takster, compute, number
from generator import NATIONAL, generate_indberetning
from halve import HALVE
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler import parametre
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.beregn import Beregningsresultat, compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning

ANTAL = antal(500, 10_000)


@cache
def regelsaet_as_dict(navn: str) -> Json:
    for path in Path(parametre.__file__).parent.rglob("takst-*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if data["id"] == navn:
            return data
    raise LookupError(navn)


def second(rapport: Json) -> Takster:
    return compute(rapport, regelsaet_as_dict(rapport.get("regelsaet") or regelsaet_for(rapport["aar"]).regelsaet.id))


def differences(rapport: Json) -> Iterator[str]:
    """Every way the core and the second implementation disagree about one report."""
    anden = second(rapport)
    resultat = compute_indberetning(read_indberetning(json.dumps(rapport).encode()))
    for beregning in resultat.beregninger:
        yield from _differences(beregning, {n[2]: v for n, v in anden.items() if n[:2] == beregning[:2]})


def _differences(kerne: Beregningsresultat, anden: dict[str, Fraction | None]) -> Iterator[str]:
    """The core gives all lines of a calculation or, saying why, none: where one of them cannot be computed."""
    sted = f"{kerne.tilbud}/{kerne.beregning}"
    if not kerne.linjer:
        if None not in anden.values() or not kerne.kan_ikke:
            yield f"{sted}: kernen giver ingen takst ({kerne.kan_ikke or 'uden grund'}), den anden {anden}"
        return
    egne = {linje.linje: Fraction(linje.takst_kr) for linje in kerne.linjer}
    if egne != anden:
        yield f"{sted}: kernen {egne}, den anden {anden}"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_core_and_second_implementation_agree_to_the_oere(froe: int) -> None:
    print(f"{ANTAL} rapporter fra frø {froe}; gentag med FROE={froe}")
    beregnet = 0
    for nummer in range(froe, froe + ANTAL):
        rapport = generate_indberetning(nummer)
        fundet = list(differences(rapport))
        assert not fundet, f"frø {nummer}: " + "\n".join(fundet)
        beregnet += sum(takst is not None for takst in second(rapport).values())
    assert beregnet > 5 * ANTAL, "Generatoren laver for få takster til at prøve noget"


@pytest.mark.parametrize("opgave", HALVE, ids=[opgave.__name__ for opgave in HALVE])
def test_exact_half_a_krone_goes_up_and_an_oere_less_goes_down(opgave: object) -> None:
    for froe in range(25):
        rapport = _report(opgave(Random(froe)))  # type: ignore[operator]
        assert not list(differences(rapport))
        mindre = deepcopy(rapport)
        for post in _costs(mindre):
            post["beloeb_kr"] = str(float(number(post["beloeb_kr"]) - Fraction(1, 100)))
        assert not list(differences(mindre))
        foer, efter = second(rapport), second(mindre)
        halve = [linje for linje in foer if linje[2].startswith("halv")]
        assert all(efter[linje] < foer[linje] for linje in halve)  # type: ignore[operator]


def test_generator_reaches_every_structure_year_and_edge() -> None:
    rapporter = [generate_indberetning(froe) for froe in range(2000)]
    beregninger = [b for rapport in rapporter for tilbud in rapport["tilbud"] for b in tilbud["beregninger"]]
    assert {rapport["aar"] for rapport in rapporter} == set(range(2021, 2029))
    assert {b["struktur"]["kode"] for b in beregninger} == set("ABCDEFGN")
    grundlag = [b["grundlag"] for b in beregninger if "grundlag" in b]
    assert {g["overhead"]["metode"] for g in grundlag} == {"procent", "noegle"}
    assert {g.get("prisniveau", "takstaar") for g in grundlag} == {"takstaar", "aaret_foer"}
    assert {b.get("dage", {}).get("basis", "kalender") for b in beregninger} == {"kalender", "aabningsdage", "faste"}
    assert any(b["pladser"] == "0" for b in beregninger)
    assert any(rapport.get("regelsaet") == NATIONAL for rapport in rapporter)


def _report(beregning: Json) -> Json:
    hus = {"id": "B", "navn": "Konstrueret", "art": "doegn"} | beregning
    hoved = {"skema": "indberetning/1", "aar": 2026, "driftsherre": "K", "driftsherre_navn": "Konstrueret"}
    return hoved | {"tilbud": [{"id": "T", "navn": "Konstrueret", "beregninger": [hus]}]}


def _costs(rapport: Json) -> Iterator[dict[str, str]]:
    for tilbud in rapport["tilbud"]:
        for beregning in tilbud["beregninger"]:
            yield from beregning["grundlag"]["omkostninger"]
