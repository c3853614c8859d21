"""Figures as they stand in old lists: 1.234,56 and 1234.56, with kr., per cent or a unit around them."""

import re
from decimal import Decimal
from functools import lru_cache

from socialaftale.regler.tal import UklartTal, parse_tal, tal

__all__ = ["MAX_CIFRE", "UklartTal", "read_tal", "show_tal", "write_tal"]

_PYNT = re.compile(r"(?i)\s*(kr\.?|dkk|,-|%|pct\.?|procent|t\.|timer?|pladser)\s*$|^\s*(kr\.?|dkk)\s*")
_MASKINE = re.compile(r"-?\d+\.\d{1,2}")
_ENGELSK = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_DATO = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_INTET = frozenset({"", "-", "–", "—", "n/a", "ingen"})
MAX_CIFRE = 11


@lru_cache(maxsize=65_536)
def read_tal(tekst: str) -> Decimal | None:
    """The figure in a cell with at most two decimals, None where it is empty or a dash. Raises UklartTal.

    A dot is a thousands mark in groups of three; before one or two last digits it can only be a decimal mark.
    """
    bart = _bare(tekst)
    if bart.casefold() in _INTET:
        return None
    if _DATO.fullmatch(bart):
        raise UklartTal(f"»{tekst[:30]}« er en dato. Her skal stå et tal: giv cellen talformat i regnearket.")
    if _ENGELSK.fullmatch(bart):
        raise UklartTal(f"»{tekst[:30]}« kan læses på to måder. Skriv det som 1.234,56: komma ved decimaler.")
    return _limited(Decimal(bart) if _MASKINE.fullmatch(bart) else parse_tal(bart), tekst)


def _bare(tekst: str) -> str:
    bart = tekst.strip().replace("−", "-")
    while (mindre := _PYNT.sub("", bart)) != bart:
        bart = mindre
    return bart


def _limited(vaerdi: Decimal, tekst: str) -> Decimal:
    if vaerdi.adjusted() >= MAX_CIFRE:
        raise UklartTal(f"»{tekst[:30]}« er for stort. Ret tallet.")
    exponent = vaerdi.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise UklartTal(f"»{tekst[:30]}« har over to decimaler. Afrund tallet.")
    return vaerdi


def write_tal(vaerdi: Decimal) -> str:
    """A figure as a cell's text: comma, no thousands mark (it may be a year), at most two decimals."""
    return f"{vaerdi:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def show_tal(vaerdi: Decimal) -> str:
    """A figure for people: `1.234` or `1.234,50`."""
    return tal(vaerdi, 0 if vaerdi == vaerdi.to_integral_value() else 2)
