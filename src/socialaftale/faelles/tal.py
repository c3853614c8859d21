"""Numbers as Danes write them: `1.234,56`. A dot is a thousands mark in groups of three and nothing else."""

import re
from decimal import Decimal

_MOENSTER = re.compile(r"(?P<fortegn>-?)(?P<hele>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<brok>\d{1,10}))?", re.ASCII)
_ENHED = re.compile(r"(?:kr\.?|pct\.?|%)$")


class TalFejl(ValueError):
    """The text is not a number; the message says in Danish what to write."""


def read_tal(tekst: str) -> Decimal:
    """Return the number. `kr.`, `pct.`, spaces and a typographic minus may stand around it. Raises TalFejl."""
    ren = re.sub(r"\s", "", tekst.strip()).replace("\u2212", "-")
    ren = _ENHED.sub("", ren)
    fundet = _MOENSTER.fullmatch(ren)
    if not fundet:
        raise TalFejl(_explain(tekst.strip(), ren))
    hele = fundet["hele"].replace(".", "")
    return Decimal(f"{fundet['fortegn']}{hele}.{fundet['brok'] or '0'}").normalize() + 0


def _explain(tekst: str, ren: str) -> str:
    kort = tekst if len(tekst) <= 40 else tekst[:40] + "..."
    if re.fullmatch(r"-?[\d,]*\d\.\d{1,10}", ren):
        return f"{kort} kan læses på to måder. Skriv komma før decimaler (1234,5) og punktum kun ved tusinder (1.234)."
    return f"{kort} er ikke et tal. Skriv for eksempel 1.234,50."
