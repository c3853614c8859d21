"""A report as a tree whose lists are found by key, and three such trees held against each other. Reads no row."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from socialaftale.regler.takst.opgave import TilbudIndberetning

from ..indhold import dump, load
from ..indtast.skelnen import Skel, tell_apart

Trae = dict[str, Any]
Sti = tuple[str, ...]
HELE = frozenset({"struktur", "overhead", "timer", "timer_forrige", "dage"})
"""What only makes sense as a whole: its parts are never taken from two sides."""

NOEGLER = (("id",), ("fra_linje", "til_linje"), ("linje",), ("kategori", "tekst"), ("aar",), ("art",), ("navn",))
"""What the items of a list are known by, in the order it is looked for."""


class Liste(dict):  # type: ignore[type-arg]
    """A list in a tree: its items by key, in their order."""


@dataclass(frozen=True)
class Forskel:
    """One place where the report here and the file say different things; None where nothing stands there."""

    sti: Sti
    skel: Skel
    foer: Any
    her: Any
    der: Any


def as_tree(rapport: TilbudIndberetning) -> Trae:
    """The report as a tree."""
    return _tree(dump(rapport))


def as_report(trae: Trae) -> TilbudIndberetning:
    """The report that a tree says."""
    return load(_plain(trae))


def differences(foer: Trae, her: Trae, der: Trae) -> list[Forskel]:
    """Every place where `her` and `der` differ, and which of them changed it since `foer`."""
    return list(_walk((), foer, her, der))


def chosen(her: Trae, forskelle: list[Forskel], fra_filen: set[Sti]) -> Trae:
    """The tree `her` with what stands in the file at the places named."""
    ny = deepcopy(her)
    for forskel in forskelle:
        if forskel.sti in fra_filen:
            *oppe, navn = forskel.sti
            del_ = ny
            for led in oppe:
                del_ = del_[led]
            if forskel.der is None:
                del_.pop(navn, None)
            else:
                del_[navn] = deepcopy(forskel.der)
    return ny


def item_keys(poster: list[Mapping[str, Any]]) -> list[str]:
    """What each item of a list is found by; the second time the same comes it is told apart."""
    set_foer: dict[str, int] = {}
    noegler = []
    for nr, post in enumerate(poster):
        felter = next((felter for felter in NOEGLER if all(felt in post for felt in felter)), None)
        noegle = " ".join(str(post[felt]) for felt in felter) if felter else str(nr)
        set_foer[noegle] = set_foer.get(noegle, 0) + 1
        noegler.append(noegle if set_foer[noegle] == 1 else f"{noegle} ({set_foer[noegle]})")
    return noegler


def _walk(sti: Sti, foer: Any, her: Any, der: Any) -> Iterator[Forskel]:
    if her == der:
        return
    begge = isinstance(her, dict) and isinstance(der, dict) and isinstance(foer, dict | None)
    if not begge or (sti and sti[-1] in HELE):
        yield Forskel(sti, tell_apart(foer, her, der), foer, her, der)
        return
    for navn in dict.fromkeys((*her, *der)):
        yield from _walk((*sti, navn), (foer or {}).get(navn), her.get(navn), der.get(navn))


def _tree(vaerdi: Any) -> Any:
    if isinstance(vaerdi, dict):
        return {navn: et if navn in HELE else _tree(et) for navn, et in vaerdi.items()}
    if isinstance(vaerdi, list) and vaerdi and all(isinstance(post, dict) for post in vaerdi):
        return Liste(zip(item_keys(vaerdi), map(_tree, vaerdi), strict=True))
    return vaerdi


def _plain(vaerdi: Any) -> Any:
    if isinstance(vaerdi, Liste):
        return [_plain(post) for post in vaerdi.values()]
    if isinstance(vaerdi, dict):
        return {navn: _plain(et) for navn, et in vaerdi.items()}
    return vaerdi
