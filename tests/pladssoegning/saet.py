"""The query sets: made-up places, what visitators type, and what should come first. Knows nothing of the search."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

MAPPE = Path(__file__).parent
SAET = ("forespoergsler.toml", "forespoergsler_blindt.toml")
FOERSTE = 10
Tekst = Annotated[str, Field(min_length=2, max_length=160)]


class Raekke(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Plads(Raekke):
    """One afdeling with places. `driver` says what kind of body runs it; `alder` is both ends inclusive."""

    kode: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    tilbud: Tekst
    afdeling: str = ""
    driver: Literal["kommune", "region", "privat"]
    kommune: Tekst
    by: Tekst
    lovgrundlag: Annotated[tuple[str, ...], Field(min_length=1)]
    maalgrupper: Annotated[tuple[str, ...], Field(min_length=1)]
    alder: tuple[int, int]
    tekst: Tekst

    @model_validator(mode="after")
    def ages_rise(self) -> Self:
        if not 0 <= self.alder[0] <= self.alder[1] <= 125:
            raise ValueError(f"{self.kode}: alder {self.alder}")
        return self


class Forespoergsel(Raekke):
    """What was typed, which skill it tries, and every place that answers it; their order says nothing."""

    art: Literal["sammensat", "paragraf", "synonym", "boejning", "stavefejl", "sted", "flere-ord", "navn"]
    tekst: Annotated[str, Field(min_length=2, max_length=60)]
    foerst: Annotated[tuple[str, ...], Field(min_length=1)]


@cache
def places() -> tuple[Plads, ...]:
    return tuple(Plads.model_validate(raekke) for raekke in _read("pladser.toml")["plads"])


@cache
def queries(saet: str) -> tuple[Forespoergsel, ...]:
    return tuple(Forespoergsel.model_validate(raekke) for raekke in _read(saet)["forespoergsel"])


def recall(fundne: Sequence[str], foerst: Iterable[str]) -> float:
    """Return how much of what should come first stands among the first ten; where that is more than ten, ten is all."""
    ventet = set(foerst)
    return len(ventet & set(fundne[:FOERSTE])) / min(FOERSTE, len(ventet))


def _read(fil: str) -> dict:
    return tomllib.loads((MAPPE / fil).read_text(encoding="utf-8"))
