"""Cells whose formula has no usable result: a reader of values would take them for empty, and lose what they meant."""

import html
import re
from collections.abc import Mapping

_ARK = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_MAAL = re.compile(rb"<Relationship\b[^>]*>")
_CELLE = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*?'
    rb'(?:\bt="e"[^>]*>|>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>)'
)


def cells_without_result(dele: Mapping[str, bytes]) -> dict[str, list[tuple[int, int]]]:
    """By sheet name, the cells (row, column from 0) with an error, or with a formula nobody has computed."""
    maal = _targets(dele.get("xl/_rels/workbook.xml.rels", b""))
    ark = _ARK.findall(dele["xl/workbook.xml"])
    return {_text(navn): _find(dele.get(maal.get(id_, ""), b"")) for navn, id_ in ark}


def _text(navn: bytes) -> str:
    return html.unescape(navn.decode("utf-8", "replace"))


def _targets(relationer: bytes) -> dict[bytes, str]:
    maal = {}
    for relation in _MAAL.findall(relationer):
        id_, sti = (re.search(navn + rb'="([^"]*)"', relation) for navn in (rb"\bId", rb"\bTarget"))
        if id_ and sti:
            maal[id_[1]] = "xl/" + _text(sti[1]).removeprefix("/xl/")
    return maal


def _find(indhold: bytes) -> list[tuple[int, int]]:
    return [(int(raekke) - 1, _column(bogstaver)) for bogstaver, raekke in _CELLE.findall(indhold)]


def _column(bogstaver: bytes) -> int:
    nummer = 0
    for bogstav in bogstaver:
        nummer = nummer * 26 + bogstav - 64
    return nummer - 1
