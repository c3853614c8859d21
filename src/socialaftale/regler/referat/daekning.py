"""The promise that nothing is lost, as a check that every import runs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from .typer import Referat, Tekst


def check_coverage(kilde: str, referat: Referat) -> list[str]:
    """Return what is wrong, in Danish; nothing where every character that is not blank lies in exactly one field.

    In words: the places of all texts cover each non-blank character of the source once; and each text holds just the
    characters of its places. Source: nothing of the minutes may be lost. Raises nothing.
    """
    tekster = list(every_text(referat))
    daekket: Counter[int] = Counter()
    for tekst in tekster:
        for fra, til in tekst.spaend:
            daekket.update(range(fra, til))
    mangler = [sted for sted, tegn in enumerate(kilde) if not tegn.isspace() and not daekket[sted]]
    dobbelt = [sted for sted, antal in daekket.items() if antal > 1 and not kilde[sted].isspace()]
    aendret = [et for et in tekster if _bare(et.tekst) != _bare("".join(kilde[fra:til] for fra, til in et.spaend))]
    fejl = [f"{len(mangler)} tegn står ingen steder, det første ved tegn {mangler[0]}."] if mangler else []
    fejl += [f"{len(dobbelt)} tegn står to steder, det første ved tegn {min(dobbelt)}."] if dobbelt else []
    return fejl + [f"Teksten »{et.tekst[:40]}« er ikke, som den står i referatet." for et in aendret]


def every_text(ting: object) -> Iterator[Tekst]:
    """Yield every text of the minutes, wherever it stands. Source: none. Raises nothing."""
    if isinstance(ting, Tekst):
        yield ting
    elif isinstance(ting, tuple):
        for et in ting:
            yield from every_text(et)
    elif is_dataclass(ting) and not isinstance(ting, type):
        for felt in fields(ting):
            yield from every_text(getattr(ting, felt.name))


def _bare(tekst: str) -> str:
    return "".join(tekst.split())
