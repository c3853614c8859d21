"""How many times one visitor may ask without signing in, before a pause is asked for."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

MAPPE = Path(__file__).parent / "parametre/national"
Navn = Literal["aaben", "soeg", "link", "api"]


class Graense(BaseModel):
    """At most so many requests in each stretch of `sekunder`: from one address, and with one secret (None: no such)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    navn: Navn
    sekunder: int
    pr_adresse: int
    pr_noegle: int | None = None


class Trafikregel(BaseModel):
    """The limits, from a day on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    gaelder_fra: dt.date
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]
    graense: tuple[Graense, ...]


@cache
def all_rules() -> tuple[Trafikregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    filer = sorted(MAPPE.glob("trafik-*.toml"))
    return tuple(Trafikregel.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def limit_for(navn: str, dag: dt.date) -> Graense:
    """Return the limit of that name in the newest rule in force on the day. Source: the file. Raises KeyError."""
    gyldige = [regel for regel in all_rules() if regel.gaelder_fra <= dag] or all_rules()[:1]
    nyeste = max(gyldige, key=lambda regel: regel.gaelder_fra)
    efter_navn: dict[str, Graense] = {graense.navn: graense for graense in nyeste.graense}
    return efter_navn[navn]
