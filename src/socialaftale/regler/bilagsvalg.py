"""Which of a tilbud's submitted versions stands in the takstbilag, and which of its lines."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Version(NamedTuple):
    """A submitted version: its number and, by line id, the hash of what the line says. `forelagt`: a body had it."""

    nr: int
    linjer: Mapping[str, str]
    forelagt: bool


class Valg(NamedTuple):
    """The version chosen, the ids of its lines that are approved, and of those that are not (the open list)."""

    nr: int
    godkendte: tuple[str, ...]
    aabne: tuple[str, ...]


def choose_version(versioner: Sequence[Version], godkendt: set[tuple[str, str]]) -> Valg | None:
    """Return the version of a tilbud that the takstbilag shows; None where nothing of it is approved.

    `godkendt` are (line id, hash) that stand approved: an approval holds for the content, so it carries over to a
    later version where the line is the same. In words: the newest version that is approved as a whole; where there is
    none, the one with most approved lines, the newest of those. So a price that is in force is not lost because a new
    version is only half decided. Only versions that a body had before it count: a line may not vanish without a
    decision. Source: issue on the takst year; DAS 17.11.2025, point 5 (two sets of takster stood in one annex).
    """
    bedste: Valg | None = None
    for version in sorted(versioner, key=lambda en: en.nr, reverse=True):
        ja = tuple(linje for linje, sha in version.linjer.items() if (linje, sha) in godkendt)
        nej = tuple(linje for linje, sha in version.linjer.items() if (linje, sha) not in godkendt)
        if not version.forelagt or not ja:
            continue
        if not nej:
            return Valg(version.nr, ja, nej)
        if bedste is None or len(ja) > len(bedste.godkendte):
            bedste = Valg(version.nr, ja, nej)
    return bedste
