"""The query set: made-up points, what people type, and what should come first. Knows nothing of the search."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

MAPPE = Path(__file__).parent
FOERSTE = 10


@cache
def points() -> tuple[dict[str, Any], ...]:
    return tuple(_read("punkter.toml")["punkt"])


@cache
def queries() -> tuple[dict[str, Any], ...]:
    return tuple(_read("forespoergsler.toml")["forespoergsel"])


@cache
def of_the_real_minutes() -> tuple[dict[str, Any], ...]:
    return tuple(_read("forespoergsler.toml")["aegte"])


def recall(fundne: Sequence[str], foerst: Iterable[str]) -> float:
    """Return how much of what should come first stands among the first ten."""
    ventet = set(foerst)
    return len(ventet & set(fundne[:FOERSTE])) / min(FOERSTE, len(ventet))


def _read(fil: str) -> dict[str, Any]:
    return tomllib.loads((MAPPE / fil).read_text(encoding="utf-8"))
