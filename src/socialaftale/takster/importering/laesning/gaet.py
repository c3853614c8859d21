"""What a line is and what its takst is the price of: a guess with its certainty and its reason."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from socialaftale.regler.takst.opgave import Enhed, Linjetype

from .ord import holds, plain, table
from .typer import Gaet, Sikkerhed


def guess_enhed(celle: str, navn: str, lovgrundlag: str) -> Gaet[Enhed]:
    """The unit of a takst: from the unit column, the line's name (with its header), the paragraph, else døgn."""
    if celle and (fundet := _find("enhed", celle)):
        return Gaet(Enhed(fundet[0]), Sikkerhed.SIKKER, f"enheden er »{celle}«")
    if fundet := _find("enhed", navn):
        return Gaet(Enhed(fundet[0]), Sikkerhed.SANDSYNLIG, f"ordet »{fundet[1]}« i linjens navn")
    for enhed, paragraffer in table("gaet")["lovgrundlag"].items():
        if any(holds(plain(lovgrundlag), paragraf) for paragraf in paragraffer):
            return Gaet(Enhed(enhed), Sikkerhed.SANDSYNLIG, f"lovgrundlaget {lovgrundlag}")
    return Gaet(Enhed.DOEGN, Sikkerhed.GAET, "intet i filen siger enheden")


def guess_type(navn: str, enhed: Gaet[Enhed], alene: bool) -> Gaet[Linjetype]:
    """What kind of line it is; `alene` where the tilbud has no other line."""
    if fundet := _find("type", navn):
        return Gaet(Linjetype(fundet[0]), Sikkerhed.SANDSYNLIG, f"ordet »{fundet[1]}« i linjens navn")
    if enhed.vaerdi == Enhed.TIME:
        return Gaet(Linjetype.TIME, Sikkerhed.SANDSYNLIG, "taksten er pr. time")
    if alene:
        return Gaet(Linjetype.GENNEMSNIT, Sikkerhed.SANDSYNLIG, "tilbuddet har kun én takst")
    return Gaet(Linjetype.NIVEAU, Sikkerhed.GAET, "tilbuddet har flere takster uden kendte ord")


def highest(enhed: Enhed) -> Decimal:
    """The highest takst in kroner that can be true for the unit."""
    return Decimal(table("gaet")["hoejst"][enhed.value])


def _find(hvad: str, tekst: str) -> tuple[str, str] | None:
    bart = plain(tekst)
    regler: Iterable[dict[str, Any]] = table("gaet")[hvad]
    for regel in regler:
        for ord_ in regel.get("dele", ()):
            if ord_ in bart:
                return regel["vaerdi"], ord_
        for ord_ in regel.get("hele", ()):
            if holds(bart, ord_):
                return regel["vaerdi"], ord_
    return None
