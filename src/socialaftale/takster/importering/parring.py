"""Which tilbud of the register a group of lines is: by Tilbudsportal id, else by its exact name. A near name is only
a suggestion that a person may follow."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from .laesning.ord import plain
from .laesning.typer import Gruppe

LIGNER = 0.6
FORSLAG = 3
_PART = re.compile(r"\b(kommunes?|region)\b")


class Registertilbud(NamedTuple):
    """A tilbud of the register on the day the takst year is read; `driftsherre` is a primary key, `pladser` normed."""

    pk: int
    kode: str
    navn: str
    portal_id: str
    driftsherre: int
    pladser: int


class Parring(NamedTuple):
    """The tilbud found, or None with near names to choose among. `maade` says how it was found."""

    tilbud: Registertilbud | None
    maade: str = ""
    forslag: tuple[Registertilbud, ...] = ()


def pair(gruppe: Gruppe, driftsherre: int | None, register: Iterable[Registertilbud]) -> Parring:
    """Find the group's tilbud among those of the driftsherre (None: nobody knows whose it is, so only suggest)."""
    egne = [tilbud for tilbud in register if driftsherre in (None, tilbud.driftsherre)]
    if gruppe.portal_id:
        fundet = [tilbud for tilbud in egne if tilbud.portal_id and tilbud.portal_id == gruppe.portal_id.strip()]
        if len(fundet) == 1:
            return Parring(fundet[0], "samme id i Tilbudsportalen")
    ens = [tilbud for tilbud in egne if plain(tilbud.navn) == plain(gruppe.navn)]
    if len(ens) == 1 and driftsherre is not None:
        return Parring(ens[0], "samme navn")
    return Parring(None, forslag=_near(gruppe.navn, egne))


def _near(navn: str, egne: Iterable[Registertilbud]) -> tuple[Registertilbud, ...]:
    lighed = _Lighed(plain(navn))
    ligheder = [(lighed.to(plain(tilbud.navn)), tilbud) for tilbud in egne]
    bedste = sorted((par for par in ligheder if par[0] >= LIGNER), key=lambda par: (-par[0], par[1].navn))
    return tuple(tilbud for _, tilbud in bedste[:FORSLAG])


class _Lighed:
    """How near other names are to one: 1 is equal. The slow comparison is made only where the quick ones allow it."""

    def __init__(self, navn: str) -> None:
        self.ordene = set(navn.split())
        self.matcher = SequenceMatcher(None, "", navn)

    def to(self, andet: str) -> float:
        """A name that holds the other one whole counts as near."""
        andre = set(andet.split())
        delt = len(self.ordene & andre) / min(len(self.ordene), len(andre)) if self.ordene and andre else 0
        self.matcher.set_seq1(andet)
        if self.matcher.real_quick_ratio() < LIGNER or self.matcher.quick_ratio() < LIGNER:
            return 0.9 * delt
        return max(self.matcher.ratio(), 0.9 * delt)


def find_party(tekst: str, parter: Mapping[str, int]) -> int | None:
    """The party that a text names: `Aalborg`, `Aalborg Kommune` or its code. `parter`: name or code -> primary key."""
    maal = _party_name(tekst)
    return next((pk for navn, pk in parter.items() if maal and _party_name(navn) == maal), None)


def _party_name(tekst: str) -> str:
    return " ".join(_PART.sub(" ", plain(tekst)).split())
