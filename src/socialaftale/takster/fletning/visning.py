"""How a place in a report, and what stands there, is said to the one who chooses."""

from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel

from socialaftale.regler.takst import opgave

from ..indtast.felter import write_value
from ..indtast.skelnen import Skel
from .traer import Liste, Sti, Trae

MODELLER: dict[str, type[BaseModel]] = {
    "": opgave.TilbudIndberetning,
    "beregninger": opgave.Takstberegning,
    "linjer": opgave.Linje,
    "aarsager": opgave.Aarsag,
    "belaegning": opgave.Belaegning,
    "regnskab": opgave.Regnskabsbelaegning,
    "grundlag": opgave.Grundlag,
    "omkostninger": opgave.Omkostning,
    "aktiver": opgave.Aktiv,
    "tillaeg": opgave.Tillaeg,
    "afledte": opgave.Afledt,
    "bro": opgave.Bro,
}
"""What each part of a report is made of, by the name of the field that it stands in."""

TITLER = {"struktur": "Takststruktur", "grundlag": "Takstgrundlag", "dage": "Dage", "tillaeg": "Tillæg"}
HVEM = {Skel.HER: "her på siden", Skel.DER: "i filen", Skel.BEGGE: "begge steder", Skel.ENS: "ens"}
LANG = 300


def write_place(sti: Sti, *traer: Trae) -> str:
    """`Hovedhuset, Døgntakst: Takst`, found in the first of the trees that has it."""
    navne, del_ = [], ""
    titel = "Hele tilbuddet"
    for nr, led in enumerate(sti):
        liste = isinstance(_at(sti[:nr], *traer), Liste)
        if liste:
            post = _at(sti[: nr + 1], *traer)
            navne.append(_name(post, led))
            titel = _title("", del_)
            continue
        titel = _title(led, del_)
        del_ = led if led in MODELLER else del_
    return f"{', '.join(navne)}: {titel}" if navne else titel


def write_there(vaerdi: Any) -> str:
    """What stands in a place: a number in Danish, a text, or what a whole part says."""
    if vaerdi is None:
        return "ingenting"
    if isinstance(vaerdi, dict):
        return _short(", ".join(f"{navn}: {write_there(et)}" for navn, et in vaerdi.items()))
    if isinstance(vaerdi, list):
        return _short(", ".join(write_there(et) for et in vaerdi))
    try:
        return write_value(Decimal(vaerdi))
    except (InvalidOperation, TypeError, ValueError):
        return _short(str(vaerdi))


def _short(tekst: str) -> str:
    return tekst if len(tekst) <= LANG else f"{tekst[:LANG]} ..."


def _at(sti: Sti, *traer: Trae) -> Any:
    for trae in traer:
        del_: Any = trae
        for led in sti:
            del_ = del_.get(led) if isinstance(del_, dict) else None
        if del_ is not None:
            return del_
    return None


def _name(post: Any, noegle: str) -> str:
    return str((post.get("navn") or noegle) if isinstance(post, dict) else noegle)


def _title(felt: str, del_: str) -> str:
    if felt in TITLER:
        return TITLER[felt]
    if not felt:
        return "hele rækken"
    model = MODELLER[del_]
    info = next((info for navn, info in model.model_fields.items() if felt in (navn, info.alias)), None)
    return (info.title if info else None) or felt.capitalize().replace("_", " ")
