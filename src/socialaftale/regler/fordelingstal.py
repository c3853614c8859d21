"""The middle and the slow end of a row of numbers, as they are said about waiting times."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING

LANGSOM = 95
"""Per cent of the cases that were done within the slow figure."""


class Fordelingstal(NamedTuple):
    """How many there are, the median, and what 95 % lie at or below; in the unit of the numbers."""

    antal: int
    median: Decimal
    p95: Decimal


def summarise(tal: Iterable[Decimal]) -> Fordelingstal | None:
    """Return the figures of a row of numbers; None where there are none.

    In words: the median is the middle number, or half the sum of the two in the middle; the 95th percentile is the
    nearest rank, the smallest number that at least 95 % lie at or below, so it is one that has happened. Source: fixed
    for the platform. Raises nothing.
    """
    ordnet = sorted(tal)
    if not ordnet:
        return None
    antal = len(ordnet)
    nederst, oeverst = ordnet[(antal - 1) // 2], ordnet[antal // 2]
    rang = -(-antal * LANGSOM // 100)
    return Fordelingstal(antal, REGNING.divide(nederst + oeverst, Decimal(2)), ordnet[rang - 1])
