"""Rules as dated data: one TOML file per rule set, each from a day on; a new rule is a new file."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

MAPPE = Path(__file__).parent / "parametre"
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


class Omraadets(Protocol):
    @property
    def omraade(self) -> str: ...


class OmraadetsFraEnDag(Omraadets, FraEnDag, Protocol): ...


M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=FraEnDag)
O = TypeVar("O", bound=Omraadets)  # noqa: E741
D = TypeVar("D", bound=OmraadetsFraEnDag)


@cache
def read_rules(model: type[M], moenster: str) -> tuple[M, ...]:
    """Return every rule of that kind, national or an area's, in the order of their files.

    `moenster` is what the files are called. Raises pydantic.ValidationError where one is wrong.
    """
    filer = sorted(MAPPE.glob(f"*/{moenster}"))
    return tuple(model.model_validate(tomllib.loads(fil.read_text(encoding="utf-8"))) for fil in filer)


def in_force(regler: Sequence[R], dag: dt.date) -> R:
    """Return the newest rule in force on the day, the first one before any is. Raises ValueError for no rules."""
    gyldige = [regel for regel in regler if regel.gaelder_fra <= dag] or regler[:1]
    return max(gyldige, key=lambda regel: regel.gaelder_fra)


def of_area(regler: Iterable[O], omraade: str) -> tuple[O, ...]:
    """Return the rules of an agreement area, in their order."""
    return tuple(regel for regel in regler if regel.omraade == omraade)


def own_or_common(regler: Iterable[D], omraade: str, dag: dt.date) -> D | None:
    """Return the newest rule in force on the day, the area's own before one that is common (`omraade` empty)."""
    gyldige = [regel for regel in regler if regel.gaelder_fra <= dag and regel.omraade in (omraade, "")]
    return max(gyldige, key=lambda regel: (regel.omraade == omraade, regel.gaelder_fra), default=None)
