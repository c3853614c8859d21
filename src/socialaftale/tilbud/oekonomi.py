"""Columns that higher floors add to the tilbudsoversigt: takster, occupancy. They register, this floor only shows."""

from collections.abc import Callable, Mapping, Sequence

from socialaftale.faelles.tabelfiler import Celle, Kolonne

Reader = Callable[[str, int, Sequence[str]], Mapping[str, Mapping[str, Celle]]]
_LEVERANDOERER: list[tuple[tuple[Kolonne, ...], Reader]] = []


def register_kolonner(kolonner: Sequence[Kolonne], read: Reader) -> None:
    """Add columns. `read(omraade, aar, koder)` returns code of the tilbud -> key -> value, in constant queries.

    It returns what everyone may see and nothing else: the oversigt is public.
    """
    _LEVERANDOERER.append((tuple(kolonner), read))


def added_columns() -> list[Kolonne]:
    """Return the columns of the higher floors, in their order."""
    return [kolonne for kolonner, _ in _LEVERANDOERER for kolonne in kolonner]


def added_values(omraade: str, aar: int, koder: Sequence[str]) -> dict[str, dict[str, Celle]]:
    """Return code of the tilbud -> key -> value over every registered reader."""
    samlet: dict[str, dict[str, Celle]] = {kode: {} for kode in koder}
    for _, read in _LEVERANDOERER:
        for kode, vaerdier in read(omraade, aar, koder).items():
            samlet[kode] |= vaerdier
    return samlet
