"""Which reports may stand behind a sum made of cost lines that the reader does not see.

A sum over overhead levels is a straight line in the level asked about: it gives away the direct costs in total, and
with only two levels in use the direct costs at each. So at least three tilbud stand behind whatever can be told apart,
also when those that share their basis are taken away.
Source: ours; three is the least where none of the others can find one by subtracting its own.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

MINDST = 3


class Kandidat(NamedTuple):
    """A tilbud that could be computed from its basis: whether it shares it, and the overhead levels it uses."""

    tilbud: str
    delt: bool
    niveauer: frozenset[Decimal | None] = frozenset()


def may_stand_behind(kandidater: Sequence[Kandidat]) -> frozenset[str]:
    """The ids that may be computed from their basis: all, else those of the commonest level, else the shared ones."""
    for forsoeg in (list(kandidater), _commonest(kandidater), [en for en in kandidater if en.delt]):
        if _is_safe(forsoeg) and _is_safe([en for en in forsoeg if not en.delt]):
            return frozenset(en.tilbud for en in forsoeg)
    return frozenset()


def _is_safe(gruppe: Sequence[Kandidat]) -> bool:
    if not gruppe:
        return True
    niveauer = frozenset().union(*(en.niveauer for en in gruppe))
    to = niveauer if len(niveauer) == 2 else ()
    return len(gruppe) >= MINDST and all(len(_at(gruppe, niveau)) >= MINDST for niveau in to)


def _at(gruppe: Iterable[Kandidat], niveau: Decimal | None) -> list[Kandidat]:
    return [en for en in gruppe if niveau in en.niveauer]


def _commonest(kandidater: Sequence[Kandidat]) -> list[Kandidat]:
    ene = [en for en in kandidater if len(en.niveauer) == 1]
    grupper = [[en for en in ene if en.niveauer == et] for et in dict.fromkeys(en.niveauer for en in ene)]
    return max(grupper, key=len, default=[])
