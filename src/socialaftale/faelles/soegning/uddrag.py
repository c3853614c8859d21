"""The few lines of a text where the words asked for stand, with those words marked."""

import re
from collections.abc import Iterable

from .ord import Spoergeord, parts, stem

LAENGDE = 240
FOERST = 60  # how much is shown before the first word found
_ORD = re.compile(r"[^\W_]+")

Stykke = tuple[str, bool]  # text, and whether it is a word asked for


def excerpt(tekst: str, ordene: Iterable[Spoergeord]) -> list[Stykke]:
    """Return the text from a little before the first word found, in pieces; its beginning where none is."""
    tekst = " ".join(tekst.split())
    ord_ = list(ordene)
    spaend = [fund.span() for fund in _ORD.finditer(tekst) if any(_is_meant(fund[0], et) for et in ord_)]
    fra = _start(tekst, spaend[0][0]) if spaend else 0
    til = _end(tekst, fra + LAENGDE)
    stykker = [("… ", False)] if fra else []
    for start, slut in spaend:
        if fra <= start and slut <= til:
            stykker += [(tekst[fra:start], False), (tekst[start:slut], True)]
            fra = slut
    stykker.append((tekst[fra:til] + (" …" if til < len(tekst) else ""), False))
    return [stykke for stykke in stykker if stykke[0]]


def _start(tekst: str, foerste: int) -> int:
    """Return the beginning of a word, not far before the first one found."""
    return 0 if foerste <= FOERST else tekst.find(" ", foerste - FOERST) + 1


def _end(tekst: str, til: int) -> int:
    return len(tekst) if til >= len(tekst) else max(tekst.rfind(" ", 0, til), 0) or til


def _is_meant(skrevet: str, spurgt: Spoergeord) -> bool:
    stammer = {stem(skrevet), *(stem(del_) for del_ in parts(skrevet))}
    if stammer & spurgt.svar or any(_is_meant(skrevet, del_) for del_ in spurgt.dele):
        return True
    return len(spurgt.stamme) >= 4 and any(stamme.startswith(spurgt.stamme) for stamme in stammer)
