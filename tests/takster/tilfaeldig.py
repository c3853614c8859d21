"""Random, valid reports made from the input types themselves: every field, every limit. All content is invented."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from socialaftale.regler.takst.opgave import Indberetning

TEKSTER = (
    *("Løn", "=1+1", "+45 12", "-", "@navn", "\tfane", "Æblehuset ”Å”", "to\nlinjer", " kant "),
    *("_x0041_", "12", "1.5", "<b>&", "'ap"),
)
GRAENSER = ("ge", "le", "max_digits", "decimal_places", "max_length", "pattern")
MINDST_EN = frozenset({"niveauer", "pakker", "faser"})


def random_indberetning(seed: int) -> Indberetning:
    """A report with random content; the same seed gives the same report."""
    r = Random(seed)
    rapport = Indberetning.model_validate(_record(r, Indberetning))
    return Indberetning.model_validate_json(rapport.model_dump_json(by_alias=True))


def _record(r: Random, model: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    felter = {info.alias or navn: _value(r, hints[navn], []) for navn, info in model.model_fields.items()}
    for navn in felter.keys() & MINDST_EN:
        felter[navn] = felter[navn] or [_value(r, get_args(hints[navn])[0], [])]
    return felter


def _value(r: Random, hint: Any, graenser: list[Any]) -> Any:
    if get_origin(hint) is Annotated:
        typen, *ekstra = get_args(hint)
        return _value(r, typen, [m for felt in ekstra if isinstance(felt, FieldInfo) for m in felt.metadata])
    if get_origin(hint) in (Union, UnionType):
        return _value(r, r.choice(get_args(hint)), [])
    if get_origin(hint) is Literal:
        return r.choice(get_args(hint))
    if get_origin(hint) is tuple:
        antal = r.choice((0, 1, 1, 2, 3))
        return [_value(r, get_args(hint)[0], []) for _ in range(antal)]
    return _scalar(r, hint, graenser)


def _scalar(r: Random, typen: Any, graenser: list[Any]) -> Any:
    if typen is NoneType:
        return None
    if issubclass(typen, BaseModel):
        return _record(r, typen)
    if issubclass(typen, StrEnum):
        return r.choice(list(typen))
    kendte = {navn: vaerdi for m in graenser for navn in GRAENSER if (vaerdi := getattr(m, navn, None)) is not None}
    return _MAGERE[typen](r, kendte.get)


Graense = Callable[[str, Any], Any]


def _decimal(r: Random, graense: Graense) -> Decimal:
    decimaler = graense("decimal_places", 2)
    hoejst = min(Decimal(graense("le", 10**12)), Decimal(10) ** (graense("max_digits", 9) - decimaler) - 1)
    mindst = Decimal(graense("ge", -hoejst))
    tal = mindst + (hoejst - mindst) * Decimal(r.random()) ** r.choice((1, 8))
    return min(max(tal.quantize(Decimal(1).scaleb(-r.choice((0, decimaler)))), mindst), hoejst)


def _int(r: Random, graense: Graense) -> int:
    return r.randint(graense("ge", 0), graense("le", 100))


def _str(r: Random, graense: Graense) -> str:
    if graense("pattern", None):
        return "".join(r.choice("abcÆøå019._/-") for _ in range(r.randint(1, 12)))
    tekst = " ".join(r.choice(TEKSTER) for _ in range(r.randint(1, 3)))
    return tekst[: graense("max_length", 100)]


_MAGERE: dict[Any, Callable[[Random, Graense], Any]] = {Decimal: _decimal, int: _int, str: _str}
