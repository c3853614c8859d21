"""Constructed reports of any size for the benches: levels and packages, six lines a tilbud."""

import json
from collections.abc import Iterator
from typing import Any

LINJER_PR_TILBUD = 6


def report(tilbud: int, nummer: int = 0) -> dict[str, Any]:
    """One report of `tilbud` tilbud with six lines each, as JSON values."""
    return {
        "skema": "indberetning/1",
        "aar": 2026,
        "driftsherre": "konstrueret",
        "driftsherre_navn": "Konstrueret driftsherre",
        "tilbud": [_tilbud(f"T{nummer}-{nr}", nr) for nr in range(tilbud)],
    }


def lines_of_reports(linjer: int) -> Iterator[bytes]:
    """JSON Lines of about `linjer` takst lines, fifty tilbud a report."""
    for nummer in range(linjer // (50 * LINJER_PR_TILBUD)):
        yield json.dumps(report(50, nummer)).encode() + b"\n"


def _tilbud(id_: str, nr: int) -> dict[str, Any]:
    beregninger = [_beregning(f"{id_}-a", nr, _niveauer(id_)), _beregning(f"{id_}-b", nr + 1, _pakker(id_))]
    return {"id": id_, "navn": f"Konstrueret tilbud {nr}", "lovgrundlag": ["sel-108"], "beregninger": beregninger}


def _niveauer(id_: str) -> dict[str, Any]:
    niveauer = [{"linje": f"{id_}-n{nr}", "vaegt": f"1.{nr}", "pladser": "4"} for nr in range(3)]
    return {"kode": "B", "niveauer": niveauer}


def _pakker(id_: str) -> dict[str, Any]:
    pakker = [{"linje": f"{id_}-p{nr}", "nummer": nr, "pladser": "6"} for nr in (1, 2)]
    interval = {"antal": "7", "pr": "uge", "art": "ATA"}
    return {"kode": "D", "basis": f"{id_}-basis", "interval": interval, "pakker": pakker}


def _beregning(id_: str, nr: int, struktur: dict[str, Any]) -> dict[str, Any]:
    loen = 4_000_000 + 10_000 * (nr % 97)
    grundlag = {
        "omkostninger": [
            {"kategori": "loen", "tekst": "Løn", "beloeb_kr": str(loen)},
            {"kategori": "loen", "tekst": "Støtte", "beloeb_kr": "1500000", "del": "ydelse"},
            {"kategori": "ejendom", "tekst": "Husleje", "beloeb_kr": "600000"},
        ],
        "overhead": {"metode": "procent", "procent": "6"},
        "tilsyn_kr": "40000",
    }
    typer = {"B": ("niveau",) * 3, "D": ("basis", "pakke", "pakke")}[struktur["kode"]]
    return {
        "id": id_,
        "navn": "Hus",
        "art": "doegn",
        "pladser": "12",
        "belaegning": {"procent": "97", "regnskab": [{"aar": 2023, "procent": "98"}, {"aar": 2024, "procent": "96"}]},
        "struktur": struktur,
        "grundlag": grundlag,
        "linjer": [_linje(linje, type_) for linje, type_ in zip(_line_ids(struktur), typer, strict=True)],
    }


def _line_ids(struktur: dict[str, Any]) -> list[str]:
    if struktur["kode"] == "B":
        return [niveau["linje"] for niveau in struktur["niveauer"]]
    return [struktur["basis"], *(pakke["linje"] for pakke in struktur["pakker"])]


def _linje(linje: str, type_: str) -> dict[str, Any]:
    timer = {"antal": "14", "pr": "uge", "art": "ATA"}
    indhold = "Ophold, støtte og vågen nattevagt"
    return {
        "id": linje,
        "navn": f"Takst {linje}",
        "type": type_,
        "enhed": "kr_pr_doegn",
        "timer": timer,
        "indhold": indhold,
    }
