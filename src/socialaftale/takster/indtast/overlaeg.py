"""A typed form laid over what stands now: different fields both stand, and the same field shows both and asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import QueryDict

from socialaftale.parter.models import Bruger

from ..models import Feltkladde
from .felter import same
from .queries import Udgangspunkt
from .skelnen import Skel, tell_apart

VERSION, SET, BRUG = "version", "set-", "brug-"
"""Beside the fields: the version that the form was laid over, the drafts of others that it showed, and the choices."""


class Uenighed(NamedTuple):
    """Another has written something else in a field than what was typed here."""

    deres: str
    hvem: str


@dataclass
class Overlagt:
    """`data` is the form as it shall be read, `nr` the version that it was typed over.

    `vaek` is what was typed in fields that are no longer there.
    """

    nr: int
    data: QueryDict = field(default_factory=QueryDict)
    uenige: dict[str, Uenighed] = field(default_factory=dict)
    vaek: list[str] = field(default_factory=list)


class Desk(NamedTuple):
    """What the fields hold: in the newest version, and as others have typed it since."""

    staar: Mapping[str, str]
    kladder: Mapping[str, Feltkladde]
    bruger: Bruger

    def draft_of_another(self, navn: str) -> Feltkladde | None:
        kladde = self.kladder.get(navn)
        return None if kladde is None or kladde.gemt_by_id == self.bruger.pk else kladde


def lay_over(typet: QueryDict, start: Udgangspunkt, bord: Desk, beregning: str) -> Overlagt:
    """What was typed, with what others have saved meanwhile in the fields that were not touched here."""
    nr = typet.get(VERSION, "")
    overlagt = Overlagt(int(nr) if nr.isdigit() else start.nr, typet.copy())
    foer = start.texts(overlagt.nr)
    for navn, staar in bord.staar.items():
        mit = typet.get(navn, foer.get(navn, staar))
        tekst, uenighed = _settle(navn, (foer.get(navn, ""), staar, mit), typet, start, bord)
        overlagt.data[navn] = tekst
        if uenighed:
            overlagt.uenige[navn] = uenighed
    for navn in foer.keys() - bord.staar.keys():
        if navn.startswith(f"{beregning}:") and navn in typet and not same(typet[navn], foer[navn]):
            overlagt.vaek.append(typet[navn])
    overlagt.data[VERSION] = str(start.nr)
    for navn in list(overlagt.data):
        if navn.startswith(BRUG):
            del overlagt.data[navn]
    return overlagt


def _settle(
    navn: str, tekster: tuple[str, str, str], typet: QueryDict, start: Udgangspunkt, bord: Desk
) -> tuple[str, Uenighed | None]:
    """What the field shall hold: `tekster` are how it was, stands, and was typed. The other's goes first if chosen."""
    foer, staar, mit = tekster
    kladde = bord.draft_of_another(navn)
    if typet.get(f"{BRUG}{navn}"):
        return (kladde.tekst if kladde else staar), None
    if same(mit, foer):
        return staar, None
    set_ = typet.get(f"{SET}{navn}")
    if kladde and set_ != str(kladde.nr) and not same(kladde.tekst, mit):
        return mit, Uenighed(kladde.tekst, str(kladde.gemt_by))
    if start.version and set_ != f"v{start.nr}" and tell_apart(foer, staar, mit, same) is Skel.BEGGE:
        return mit, Uenighed(staar, str(start.version.registreret_by))
    return mit, None
