"""What differs between two editions, in words: the list of corrections, and what buyers are told. Reads no row."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from . import visning
from .laesning import lines_of


class Art(StrEnum):
    NY = "ny"
    UDGAAET = "udgået"
    AENDRET = "ændret"


class Forskel(NamedTuple):
    """One difference. `linje` is empty where it is about the tilbud; `gaelder_fra` (ISO) where it is about a line."""

    tilbud_id: str
    tilbud: str
    driftsherre: str
    linje_id: str
    linje: str
    art: Art
    felt: str
    foer: str
    efter: str
    gaelder_fra: str


def compare(foer: Mapping[str, Any], efter: Mapping[str, Any]) -> list[Forskel]:
    """Every public difference between the content of two editions of a year, in the order of the later one."""
    gamle, nye = _by_id(foer), _by_id(efter)
    raekkefoelge = [*nye, *(id_ for id_ in gamle if id_ not in nye)]
    fundet = [et for id_ in raekkefoelge for et in _tilbud(gamle.get(id_), nye.get(id_))]
    return [*fundet, *_open_list(foer, efter)]


def _by_id(indhold: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {et["id"]: et for et in indhold["tilbud"]}


def _tilbud(foer: Mapping[str, Any] | None, efter: Mapping[str, Any] | None) -> Iterator[Forskel]:
    vist = efter or foer or {}
    hoved = (vist["id"], vist["navn"], vist["driftsherre"]["navn"])
    if foer and efter:
        for felt, gammel, ny in _changed(_about(foer), _about(efter)):
            yield Forskel(*hoved, "", "", Art.AENDRET, felt, gammel, ny, "")
    gamle, nye = _lines(foer), _lines(efter)
    for linje_id in [*nye, *(id_ for id_ in gamle if id_ not in nye)]:
        yield from _line(hoved, linje_id, gamle.get(linje_id), nye.get(linje_id))


def _line(
    hoved: tuple[str, str, str], linje_id: str, foer: Mapping[str, str] | None, efter: Mapping[str, str] | None
) -> Iterator[Forskel]:
    vist = efter or foer or {}
    sted = (*hoved, linje_id, vist["Takstlinje"])
    if foer is None or efter is None:
        art = Art.NY if foer is None else Art.UDGAAET
        gammel, ny = (foer or {}).get("Takst", ""), (efter or {}).get("Takst", "")
        yield Forskel(*sted, art, "Takst", gammel, ny, vist["Gælder fra"])
        return
    for felt, gammel, ny in _changed(foer, efter):
        yield Forskel(*sted, Art.AENDRET, felt, gammel, ny, vist["Gælder fra"])


def _changed(foer: Mapping[str, str], efter: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for felt, ny in efter.items():
        if foer.get(felt, ny) != ny:
            yield felt, foer[felt], ny


def _about(et: Mapping[str, Any]) -> dict[str, str]:
    return {
        "Tilbud": et["navn"],
        "Driftsherre": et["driftsherre"]["navn"],
        "Lovgrundlag": ", ".join(et["lovgrundlag"]),
        "Foreløbig": "ja" if et["foreloebig"] else "nej",
    }


def _lines(et: Mapping[str, Any] | None) -> dict[str, dict[str, str]]:
    if et is None:
        return {}
    staar = {linje["id"]: _written(linje) | _shared(beregning) for beregning, linje in lines_of(et)}
    return staar | {linje["id"]: _written(linje) for linje in et["ophoerte"]}


def _written(linje: Mapping[str, Any]) -> dict[str, str]:
    """The values of a line as a person reads them."""
    return {
        "Takst": visning.price(linje["takst_kr"], linje["enhed"]),
        "Takst sidste år": visning.price(linje["forrige_kr"], linje["enhed"]),
        "Takstlinje": linje["navn"],
        "Pladser": visning.count(linje["pladser"]),
        "Timer": visning.hours(linje["timer"], linje["type"]),
        "Hvad dækker taksten?": linje["indhold"],
        "Betingelse": linje["betingelse"],
        "Gælder fra": visning.day(linje["gaelder_fra"]),
        "Gælder til": visning.day(linje["gaelder_til"]),
    }


def _shared(beregning: Mapping[str, Any]) -> dict[str, str]:
    """What all lines of a calculation share. A line that has ended has no calculation any more."""
    return {
        "Afdeling": beregning["afdeling"],
        "Normerede pladser": visning.count(beregning["pladser"]),
        "Belægning i taksten": visning.percent(beregning["belaegning_procent"]),
        "Overhead": visning.percent(beregning["overhead_procent"]),
        "Dage": str(beregning["dage"] or ""),
    }


def _open_list(foer: Mapping[str, Any], efter: Mapping[str, Any]) -> Iterator[Forskel]:
    gamle = {et["id"]: et for et in foer["aabne"]}
    nye = {et["id"]: et for et in efter["aabne"]}
    for id_ in [*nye, *(id_ for id_ in gamle if id_ not in nye)]:
        gammel, ny = _waiting(gamle.get(id_)), _waiting(nye.get(id_))
        if gammel != ny:
            vist = nye.get(id_) or gamle[id_]
            hoved = (vist["id"], vist["navn"], vist["driftsherre"]["navn"])
            yield Forskel(*hoved, "", "", Art.AENDRET, "Ikke med i listen endnu", gammel, ny, "")


def _waiting(et: Mapping[str, Any] | None) -> str:
    if et is None:
        return ""
    linjer = "; ".join(f"{linje['navn']}: {linje['status']}" for linje in et["linjer"])
    return linjer or str(et["status"])
