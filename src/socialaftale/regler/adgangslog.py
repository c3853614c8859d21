"""How long the log of who has seen what is kept."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

MAPPE = Path(__file__).parent / "parametre/national"


class Opbevaring(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    dage: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Logregel(BaseModel):
    """The values of the rule, from a day on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    gaelder_fra: dt.date
    opbevaring: Opbevaring


@cache
def all_rules() -> tuple[Logregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    filer = sorted(MAPPE.glob("adgangslog-*.toml"))
    return tuple(Logregel.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def rule_for(dag: dt.date) -> Logregel:
    """Return the newest rule in force on the day, the first one before any is. Source: the file. Raises nothing."""
    gyldige = [regel for regel in all_rules() if regel.gaelder_fra <= dag] or all_rules()[:1]
    return max(gyldige, key=lambda regel: regel.gaelder_fra)
