"""The values that places are judged by: how far off is almost, what the states are, and the age bands."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

MAPPE = Path(__file__).parent / "parametre/national"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Naesten(_Data):
    """How far off a place may be and still be shown as almost: years, days, per cent of price and of travel time."""

    alder_aar: int
    start_dage: int
    pris_procent: int
    rejse_procent: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Tilstande(_Data):
    """What an answer between yes and no is: the states that almost fit, and those that do not."""

    naesten: tuple[str, ...]
    ikke: tuple[str, ...]
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Aldersbaand(_Data):
    """Ages that are searched for and counted together, both included."""

    kode: str
    fra: int
    til: int


class Opbevaring(_Data):
    """How many days a search is kept, one with a note, and how long new places are told of."""

    soegning_dage: int
    notat_dage: int
    besked_dage: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Matchregler(_Data):
    id: str
    omraade: str
    gaelder_fra: dt.date
    naesten: Naesten
    tilstande: Tilstande
    aldersbaand: tuple[Aldersbaand, ...]
    opbevaring: Opbevaring


@cache
def rules() -> Matchregler:
    """The newest rules of matching."""
    nyeste = sorted(MAPPE.glob("pladsmatch-*.toml"))[-1]
    return Matchregler.model_validate(tomllib.loads(nyeste.read_text(encoding="utf-8")))
