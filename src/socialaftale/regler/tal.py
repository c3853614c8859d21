"""Numbers as Danes write them: comma before decimals, a dot only between groups of three digits."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

_DANSK = re.compile(r"^[-−]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$")
MINUS = "\u2212"
_DANSKE_TEGN = str.maketrans(",.-", f".,{MINUS}")
_MELLEMRUM = re.compile(r"[\s\u00a0\u202f]")


def tal(vaerdi: Decimal | int | None, decimaler: int = 0) -> str:
    """`1.234,5`: dots between thousands, decimal comma, rounded half up to `decimaler`; empty text for None."""
    if vaerdi is None:
        return ""
    afrundet = Decimal(vaerdi).quantize(_trin(decimaler), rounding=ROUND_HALF_UP)
    tekst = f"{afrundet:,f}".translate(_DANSKE_TEGN)
    return tekst if afrundet else tekst.lstrip(MINUS)


@cache
def _trin(decimaler: int) -> Decimal:
    """The last decimal that is written: 0,01 for two. Source: none, it is how numbers are written. Raises nothing."""
    return Decimal(1).scaleb(-decimaler)


class UklartTal(ValueError):
    """A text that is no number, or could be read in two ways; the message is Danish and says what to write."""


def parse_tal(tekst: str) -> Decimal:
    """`1.234,56` as 1234.56. Raises UklartTal for `1234.56`, `12.5` and anything that is not a number."""
    renset = _MELLEMRUM.sub("", tekst)
    if not _DANSK.match(renset):
        raise UklartTal(_advice(tekst.strip(), renset))
    return Decimal(renset.replace("−", "-").replace(".", "").replace(",", "."))


def _advice(tekst: str, renset: str) -> str:
    vist = tekst[:30]
    if re.fullmatch(r"[-−]?\d+\.\d+", renset):
        return f"”{vist}” kan læses på to måder. Skriv komma før decimaler, fx {renset.replace('.', ',')}."
    return f"”{vist}” er ikke et tal. Skriv et tal som 1.234,56."
