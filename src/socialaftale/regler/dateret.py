"""Rules as dated data: one TOML file per rule set, each from a day on; a new rule is a new file."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

NATIONALT = Path(__file__).parent / "parametre/national"
Sikkerhed = Literal["verificeret", "antaget"]


class Data(BaseModel):
    """A part of a rule set: it never changes, and a key that it does not know is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kildet(Data):
    """Values with where they stand, and whether we have seen them there."""

    kilde: str
    sikkerhed: Sikkerhed


class FraEnDag(Protocol):
    @property
    def gaelder_fra(self) -> dt.date: ...


M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=FraEnDag)


@cache
def read_rules(model: type[M], moenster: str) -> tuple[M, ...]:
    """Return every rule of that kind, in the order of their files. Raises pydantic.ValidationError."""
    filer = sorted(NATIONALT.glob(moenster))
    return tuple(model.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def in_force(regler: Sequence[R], dag: dt.date) -> R:
    """Return the newest rule in force on the day, the first one before any is. Raises ValueError for no rules."""
    gyldige = [regel for regel in regler if regel.gaelder_fra <= dag] or regler[:1]
    return max(gyldige, key=lambda regel: regel.gaelder_fra)
