"""Words in plain form, and the tables of words that the reading knows."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_TEGN = re.compile(r"[^0-9a-zæøåéüöä§]+")
_AAR = re.compile(r"\b20[1-9]\d\b")


@lru_cache(maxsize=65_536)  # the same few words stand in thousands of cells
def plain(tekst: str) -> str:
    """Lower case, words divided by one space, no punctuation: »Takst, kr./døgn« becomes `takst kr døgn`."""
    return _TEGN.sub(" ", tekst.casefold()).strip()


def years(tekst: str) -> tuple[int, ...]:
    return tuple(int(aar) for aar in _AAR.findall(tekst))


def without_years(tekst: str) -> str:
    return " ".join(_AAR.sub(" ", tekst).split())


def holds(tekst: str, ord_: str) -> bool:
    """Tell whether the words stand whole in the text; both in plain form."""
    return f" {ord_} " in f" {tekst} "


@cache
def table(navn: str) -> dict[str, Any]:
    """One of the word tables beside this file."""
    return tomllib.loads(files(__package__).joinpath(f"{navn}.toml").read_text(encoding="utf-8"))
