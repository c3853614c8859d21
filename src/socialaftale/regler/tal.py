"""Numbers as Danes write them: comma before decimals, a dot only between groups of three digits."""

import re
from decimal import ROUND_HALF_UP, Decimal

_DANSK = re.compile(r"^[-−]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$")
MINUS = "\u2212"
_MELLEMRUM = re.compile(r"[\s\u00a0\u202f]")


def tal(vaerdi: Decimal | int | None, decimaler: int = 0) -> str:
    """`1.234,5`: dots between thousands, decimal comma, rounded half up to `decimaler`; empty text for None."""
    if vaerdi is None:
        return ""
    afrundet = Decimal(vaerdi).quantize(Decimal(1).scaleb(-decimaler), rounding=ROUND_HALF_UP)
    if afrundet == 0:
        afrundet = abs(afrundet)
    tekst = f"{abs(afrundet):,f}".translate(str.maketrans(",.", ".,"))
    return MINUS + tekst if afrundet < 0 else tekst


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
