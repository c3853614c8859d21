"""Why a tilbud cannot take a citizen: the coded reasons, so that refusals can be counted alike everywhere."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

MAPPE = Path(__file__).parent / "parametre/national"


class Aarsag(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str
    tekst: str


class Aarsagsliste(BaseModel):
    """The reasons from a day on. One that falls out of use stays in the older list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    gaelder_fra: dt.date
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]
    aarsag: tuple[Aarsag, ...]


@cache
def all_lists() -> tuple[Aarsagsliste, ...]:
    """Return every list, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    filer = sorted(MAPPE.glob("afslagsaarsager-*.toml"))
    return tuple(Aarsagsliste.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def reasons_on(dag: dt.date) -> dict[str, str]:
    """Return code -> text of the newest list in force on the day, the first before any is. Raises nothing."""
    gyldige = [liste for liste in all_lists() if liste.gaelder_fra <= dag] or all_lists()[:1]
    nyeste = max(gyldige, key=lambda liste: liste.gaelder_fra)
    return {aarsag.kode: aarsag.tekst for aarsag in nyeste.aarsag}


def reason_text(kode: str) -> str:
    """Return the text of a reason in whichever list has it, the newest first; the code itself where none has."""
    lister = sorted(all_lists(), key=lambda liste: liste.gaelder_fra, reverse=True)
    return next((aarsag.tekst for liste in lister for aarsag in liste.aarsag if aarsag.kode == kode), kode)
