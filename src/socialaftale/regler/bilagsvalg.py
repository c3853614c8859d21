"""Which of a tilbud's submitted versions stands in the takstbilag, which of its lines, and from when."""

import datetime as dt
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


class Gyldighed(NamedTuple):
    """A line stands as version `nr` has it from `fra`; `til` is its last day, None for the rest of the year."""

    nr: int
    fra: dt.date
    til: dt.date | None = None


def read_periods(
    versioner: Sequence[Version], gaelder_fra: Mapping[int, dt.date], godkendt: set[tuple[str, str]]
) -> dict[str, tuple[Gyldighed, ...]]:
    """By line id: what stood when within the year, the latest last. `gaelder_fra` is by version number.

    In words: each version that the takstbilag would have shown on its own day takes over from its `gaelder_fra`, and
    ends what it does not have approved. A line whose content it does not change keeps the day it already had. A
    correction from the same day replaces; it leaves no trace here, for it was an error. Source: as `choose_version`.
    """
    forloeb: dict[str, list[tuple[Gyldighed, str | None]]] = {}
    i_orden = sorted(versioner, key=lambda en: en.nr)
    for antal, version in enumerate(i_orden, start=1):
        valg = choose_version(i_orden[:antal], godkendt)
        if valg is None or valg.nr != version.nr:
            continue
        for linje in {*forloeb, *valg.godkendte}:
            sha = version.linjer[linje] if linje in valg.godkendte else None
            forloeb[linje] = _taken_over(forloeb.get(linje, []), Gyldighed(version.nr, gaelder_fra[version.nr]), sha)
    staar = {linje: tuple(gyldighed for gyldighed, sha in led if sha) for linje, led in forloeb.items()}
    return {linje: led for linje, led in staar.items() if led}


def _taken_over(
    foer: Sequence[tuple[Gyldighed, str | None]], ny: Gyldighed, sha: str | None
) -> list[tuple[Gyldighed, str | None]]:
    bevaret = [led for led in foer if led[0].fra < ny.fra]
    if bevaret and bevaret[-1][1] == sha:
        sidste, _ = bevaret[-1]
        return [*bevaret[:-1], (sidste._replace(til=None), sha)]
    if bevaret:
        sidste, sidste_sha = bevaret[-1]
        bevaret[-1] = (sidste._replace(til=ny.fra - dt.timedelta(days=1)), sidste_sha)
    return [*bevaret, (ny, sha)]
