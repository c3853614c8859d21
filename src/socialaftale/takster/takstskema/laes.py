"""The takstskema in: every fault at once, each with sheet, row and cell; the report when there is none."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from socialaftale.regler.takst.laes import UbrugeligtInput, read_indberetning
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema.arklaesning import Arklaeser
from socialaftale.takster.takstskema.bog import read_sheets
from socialaftale.takster.takstskema.filvagt import UbrugeligFil
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import ARK, OVERBLIK
from socialaftale.takster.takstskema.oversigt import Oversigt
from socialaftale.takster.takstskema.raekker import Post, as_data, fingerprint
from socialaftale.takster.takstskema.tabel import Tabel
from socialaftale.takster.takstskema.typer import Cellefejl, Forventet

_TILBUD = re.compile(r"tilbud\[(\d+)\]")
_UNIONSMAERKE = re.compile(r"(\.struktur)\.[A-GN](?=\.|$)|(\.overhead)\.(?:procent|noegle)(?=\.|$)")


class Laesning(NamedTuple):
    """What a workbook said: the report (None where anything is wrong), the faults, and where every field stands.

    `uaendret` is True where the content is exactly what was sent out; `udgangspunkt` says what it was filled from.
    `delvis` is what could be read where something could not: cells with a fault are empty, and the tilbud in `ulaeste`
    stand there by name alone.
    """

    indberetning: Indberetning | None
    fejl: tuple[Cellefejl, ...]
    kort: Kort
    uaendret: bool = False
    delvis: Indberetning | None = None
    ulaeste: frozenset[str] = frozenset()
    udgangspunkt: str = ""

    @property
    def laest(self) -> Indberetning | None:
        """The report, or as much of it as could be read."""
        return self.indberetning or self.delvis


def read_takstskema(
    raw: bytes, filnavn: str, forventet: Forventet | None = None, frigivne: frozenset[tuple[str, str]] = frozenset()
) -> Laesning:
    """Read a filled takstskema. Never raises for a bad file: every fault is in `fejl`, in Danish, with its remedy.

    `forventet` is whose file it must be; `frigivne` the cells (sheet, name) whose ten digits are no CPR number.
    """
    try:
        ark = read_sheets(raw, filnavn)
    except UbrugeligFil as fejl:
        return Laesning(None, (Cellefejl.of_file(str(fejl)),), Kort())
    if mangler := list(_missing_sheets(ark)):
        return Laesning(None, tuple(mangler), Kort())
    oversigt = Oversigt(ark[OVERBLIK])
    if afvist := list(oversigt.refusals(forventet)):
        return Laesning(None, tuple(afvist), oversigt.kort)
    return _read(ark, oversigt, frigivne)


def _read(ark: dict[str, Tabel], oversigt: Oversigt, frigivne: frozenset[tuple[str, str]]) -> Laesning:
    laeser = Arklaeser(oversigt.post, oversigt.kort, frigivne)
    for arktype in ARK:
        laeser.read(arktype, ark[arktype.navn])
    fejl = [*oversigt.fejl, *laeser.fejl]
    try:
        indberetning = read_indberetning(json.dumps(oversigt.post, ensure_ascii=False).encode("utf-8"))
    except UbrugeligtInput as ubrugelig:
        fejl += _placed(ubrugelig, oversigt.kort, fejl)
        delvis, ulaeste = _without_the_unreadable(oversigt.post, ubrugelig)
        return Laesning(None, tuple(fejl), oversigt.kort, delvis=delvis, ulaeste=ulaeste)
    if fejl:
        return Laesning(None, tuple(fejl), oversigt.kort, delvis=indberetning)
    uaendret = fingerprint(as_data(indberetning)) == oversigt.udsendt
    return Laesning(indberetning, (), oversigt.kort, uaendret, udgangspunkt=oversigt.udgangspunkt)


def _without_the_unreadable(post: Post, ubrugelig: UbrugeligtInput) -> tuple[Indberetning | None, frozenset[str]]:
    """The report with the tilbud that cannot be read cut down to their names, and which those are; None where even
    that cannot be read."""
    numre = {int(fundet[1]) for fejl in ubrugelig.fejl if (fundet := _TILBUD.match(fejl.sted))}
    tilbud = [
        {navn: et[navn] for navn in ("id", "navn") if navn in et} if nr in numre else et
        for nr, et in enumerate(post.get("tilbud", []))
    ]
    try:
        delvis = read_indberetning(json.dumps(post | {"tilbud": tilbud}, ensure_ascii=False).encode("utf-8"))
    except UbrugeligtInput:
        return None, frozenset()
    return delvis, frozenset(delvis.tilbud[nr].id for nr in numre)


def _missing_sheets(ark: dict[str, Tabel]) -> Iterator[Cellefejl]:
    kendte = {OVERBLIK, *(arktype.navn for arktype in ARK)}
    fremmede = [navn for navn in ark if navn not in kendte]
    if len(kendte & set(ark)) < 3:
        yield Cellefejl.of_file("Filen er ikke et takstskema. Hent takstskemaet på siden, og udfyld det.")
        return
    for navn in sorted(kendte - set(ark)):
        maaske = f" Er det omdøbt til {' eller '.join(fremmede[:3])}, så giv det sit navn igen." if fremmede else ""
        yield Cellefejl(navn, 0, "", "", f"Arket {navn} mangler. Ark må ikke slettes eller omdøbes.{maaske}")


def _placed(ubrugelig: UbrugeligtInput, kort: Kort, kendte: list[Cellefejl]) -> Iterator[Cellefejl]:
    """The core's own messages, each at its cell; a cell that is already marked is not marked twice."""
    maerkede = {(fejl.ark, fejl.celle) for fejl in kendte}
    for fejl in ubrugelig.fejl:
        sti = _UNIONSMAERKE.sub(lambda m: m[1] or m[2], fejl.sted)
        celle = kort.nearest(sti) or Celle(OVERBLIK, 1, 1)
        if (celle.ark, celle.navn) not in maerkede:
            maerkede.add((celle.ark, celle.navn))
            yield Cellefejl.at(celle, sti, fejl.besked)
