"""The signed cases of what a bought line costs, and the core's answer to each. The browser is held to the same file."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from socialaftale.regler.beloeb import OERE, round_half_up
from socialaftale.regler.forklaring import Art, Led, multiply
from socialaftale.regler.takst.koeb import (
    Koeb,
    Listepris,
    Periode,
    days_of_year,
    opening_days,
    price_of,
    twelfth_of,
)
from socialaftale.regler.takst.opgave import Timer
from socialaftale.regler.tal import parse_tal

FIL = Path(__file__).parents[1] / "sager/regning/koeb.json"
SAGER: dict[str, Any] = json.loads(FIL.read_text(encoding="utf-8"))
PR_DAG = ("kr_pr_doegn", "kr_pr_dag")


def core_oere(sag: dict[str, Any]) -> int:
    """What the core says that the case costs, in øre, rounded once. Raises KanIkkeBeregnes where the core does."""
    pris, timepris, kerne = sag["pris"], sag["timepris"], sag["kerne"]
    if "antal" in kerne:
        antal = Led("Antal", parse_tal(kerne["antal"]), "stk.", Art.INDTASTET)
        return in_oere(multiply("Pris", [listed(pris).led("kr. pr. stk."), antal], "kr."))
    timer = _hours(kerne.get("timer"), sag, timepris or pris)
    if pris["enhed"] in PR_DAG:
        koeb = Koeb(plads=listed(pris), timepris=timepris and timer and listed(timepris), timer=timer)
        aarets = opening_days(pris["dage"], "Sagen") if pris["dage"] else days_of_year(sag["aar"])
    else:
        koeb, aarets = Koeb(timepris=listed(pris), timer=timer), days_of_year(sag["aar"])
    svar = price_of(koeb, Periode(aarets, twelfth_of(aarets), kerne.get("dage")))
    return in_oere(svar.aar if kerne.get("hele") else svar.dage)


def in_oere(led: Led) -> int:
    return int(round_half_up(led.vaerdi, OERE).scaleb(2))


def listed(pris: dict[str, Any]) -> Listepris:
    timer = pris["timer"] and Timer.model_validate(
        pris["timer"] | {"antal": Decimal(pris["timer"]["antal"]).scaleb(-2)}
    )
    return Listepris("Taksten", Decimal(pris["oere"]).scaleb(-2), timer, "Sagen")


def _hours(antal: str | None, sag: dict[str, Any], timepris: dict[str, Any]) -> Timer | None:
    """Hours of a row are of the kind that the hour price is for."""
    if antal is None:
        return None
    art = (timepris["timer"] or {"art": "ATA"})["art"]
    return Timer.model_validate({"antal": parse_tal(antal), "pr": sag["pr"], "art": art})
