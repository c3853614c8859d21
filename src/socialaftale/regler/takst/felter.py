"""Number types of a report with their limits, which the JSON Schema and the workbook's cell checks repeat."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Data(BaseModel):
    """A frozen record; an unknown field is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _number(lowest: int | None, digits: int, decimals: int) -> object:
    return Field(ge=lowest, max_digits=digits, decimal_places=decimals, allow_inf_nan=False)


Kroner = Annotated[Decimal, _number(None, 13, 2)]
"""Kroner, negative for income or a refund; at most 99 billion."""

PositiveKroner = Annotated[Decimal, _number(0, 13, 2)]
Procent = Annotated[Decimal, _number(0, 7, 4)]
"""Per cent: 95 means 95 %, never 0,95."""

Antal = Annotated[Decimal, _number(0, 9, 2)]
"""A count of places, hours or days; halves are allowed."""

Vaegt = Annotated[Decimal, _number(0, 12, 6)]
Andel = Annotated[Decimal, Field(ge=0, le=1, max_digits=8, decimal_places=6)]
Aar = Annotated[int, Field(ge=2015, le=2100)]
Noegle = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9ÆØÅæøå._/-]+$")]
"""An opaque own id, never reused."""

Navn = Annotated[str, Field(min_length=1, max_length=200)]
Tekst = Annotated[str, Field(max_length=4000)]
