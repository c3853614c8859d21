"""The guard against CPR numbers in free text: a date and four digits more, whether or not the check digit fits.

Since 2007 a valid number need not keep modulus 11, so only the date can be asked. Typed fields (P-number, EAN, case
number) are exempt: they are not free text.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from typing import Any

BESKED = (
    "Teksten ser ud til at indeholde et CPR-nummer. Slet det: her må ikke stå oplysninger, der peger på én borger. "
    "Er det noget andet, for eksempel et telefonnummer, så sæt kryds ved, at det ikke er et CPR-nummer."
)
_TI_CIFRE = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[-\u2010-\u2015 \u00a0]?(\d{4})(?!\d)")
FRIGIVET = "frigiv falsk alarm om CPR-nummer"
SKJULT = "●" * 10  # never longer than what it hides, so that it fits where that stood


def find(tekst: str) -> list[tuple[int, int]]:
    """Return where in the text (start, end) there may be a CPR number."""
    return [fund.span() for fund in _TI_CIFRE.finditer(tekst) if _is_date(*map(int, fund.groups()[:3]))]


def mask(tekst: str) -> str:
    """Return the text with every suspected number hidden."""
    return _TI_CIFRE.sub(lambda f: SKJULT if _is_date(*map(int, f.groups()[:3])) else f[0], tekst)


def numbers(tekst: str) -> set[str]:
    """Return every suspected number as it is written."""
    return {tekst[fra:til] for fra, til in find(tekst)}


def hide(ting: Any, numre: Collection[str]) -> Any:
    """Return the text, or JSON-able thing, with these numbers hidden wherever they stand."""
    match ting:
        case str():
            for nummer in numre:
                ting = ting.replace(nummer, SKJULT)
            return ting
        case dict():
            return {noegle: hide(vaerdi, numre) for noegle, vaerdi in ting.items()}
        case list() | tuple():
            return [hide(del_, numre) for del_ in ting]
    return ting


def _is_date(dag: int, maaned: int, aar: int) -> bool:
    """Ask in a century where 29 February exists whenever it exists in any."""
    return 1 <= maaned <= 12 and 1 <= dag <= monthrange(2000 + aar, maaned)[1]
