"""The table of rights in prose, for those who approve it."""

from dataclasses import dataclass
from itertools import groupby

from .permissions import Raekkevidde, Ret, rights
from .roller import UDVALGSROLLER, Rolle

HVEM = {
    Rolle.OFFENTLIG: "Alle, også uden at logge på",
    Rolle.LAESER: "Alle med en rolle",
}


@dataclass(frozen=True)
class Linje:
    """One right as a row: what it lets whom do, and when."""

    hvad: str
    hvem: list[str]
    hvornaar: str


def table() -> list[tuple[str, list[Linje]]]:
    """Return every right under the kind of data that it opens."""
    return [
        (_upper_first(data), [_row(ret) for ret in retter])
        for data, retter in groupby(rights(), key=lambda ret: ret.data)
    ]


def by_role() -> list[tuple[str, list[str]]]:
    """Return, role by role, what its holder can do: full sentences."""
    return [
        (_upper_first(rolle.label), sentences)
        for rolle in Rolle
        if (sentences := [_sentence(ret, rolle) for ret in rights() if rolle in ret.raekkevidde])
    ]


def holder(rolle: Rolle, vidde: Raekkevidde) -> str:
    """Return who holds a right and how far: `Takstindberetter, for egen part`."""
    return f"{HVEM.get(rolle, _upper_first(rolle.label))}{_reach(rolle, vidde)}"


def _row(ret: Ret) -> Linje:
    hvem = [holder(rolle, ret.raekkevidde[rolle]) for rolle in Rolle if rolle in ret.raekkevidde]
    return Linje(_upper_first(ret.tekst), hvem, _upper_first(ret.stadie))


def _sentence(ret: Ret, rolle: Rolle) -> str:
    stadie = "" if ret.stadie == "altid" else f" ({ret.stadie})"
    return f"Kan {ret.tekst}{_reach(rolle, ret.raekkevidde[rolle])}{stadie}."


def _reach(rolle: Rolle, vidde: Raekkevidde) -> str:
    if rolle == Rolle.OFFENTLIG:
        return ""
    if vidde == Raekkevidde.ALLE:
        return ", i hele aftaleområdet"
    return ", i eget udvalg" if rolle in UDVALGSROLLER else ", for egen part"


def _upper_first(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
