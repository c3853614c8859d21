"""The judges' constructed reports of every structure and year, gathered into few workbooks."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from socialaftale.regler.takst.beregn import compute_indberetning
from socialaftale.regler.takst.laes import read_indberetning
from socialaftale.regler.takst.opgave import Indberetning


def reports_of(seeds: Iterable[int]) -> list[Indberetning]:
    """One report for each year and rule set, with the tilbud of every seed and a line for each computed takst."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "dommer"))
    from generator import generate_indberetning

    grupper: dict[tuple[int, str | None], list[dict[str, Any]]] = defaultdict(list)
    for seed in seeds:
        rapport = generate_indberetning(seed)
        for tilbud in rapport["tilbud"]:
            grupper[rapport["aar"], rapport.get("regelsaet")].append(tilbud | {"id": f"S{seed}-{tilbud['id']}"})
    return [_with_lines(aar, regelsaet, tilbud) for (aar, regelsaet), tilbud in grupper.items()]


def _with_lines(aar: int, regelsaet: str | None, tilbud: list[dict[str, Any]]) -> Indberetning:
    rapport = {
        "skema": "indberetning/1",
        "aar": aar,
        "regelsaet": regelsaet,
        "driftsherre": "konstrueret",
        "driftsherre_navn": "Konstrueret",
        "tilbud": tilbud,
    }
    beregnet = compute_indberetning(_read(rapport)).beregninger
    linjer = {
        (resultat.tilbud, resultat.beregning): [_line(linje.linje) for linje in resultat.linjer]
        for resultat in beregnet
    }
    for et_tilbud in tilbud:
        for beregning in et_tilbud["beregninger"]:
            beregning["linjer"] = linjer.get((et_tilbud["id"], beregning["id"]), [])
    return _read(rapport)


def _line(id_: str) -> dict[str, str]:
    return {"id": id_, "navn": id_, "type": "basis", "enhed": "kr_pr_doegn"}


def _read(rapport: dict[str, Any]) -> Indberetning:
    return read_indberetning(json.dumps(rapport).encode("utf-8"))
