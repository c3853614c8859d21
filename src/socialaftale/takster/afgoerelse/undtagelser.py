"""What is answered otherwise than all: a driftsherre, the open lines of a tilbud together, or one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import Resultat

from ..oversigt import counted
from .actions import FOR_ALLE
from .models import Linjeafgoerelse
from .queries import Indhold, content_of
from .sagsdata import Partsstand, Sagsdata
from .sagslinjer import Sagslinje

Udfald = Linjeafgoerelse.Udfald
SAMLET = "tilbud-"
Svar = tuple[str, str]
"""An outcome and its condition or reason."""


@dataclass(frozen=True)
class Undtagelse:
    """A place for another answer. `linjer` are those it is about; a driftsherre's are all that it has."""

    noegle: str
    navn: str
    linjer: tuple[Sagslinje, ...] = ()
    part: Partsstand | None = None

    @property
    def er_samlet(self) -> bool:
        """One answer to several lines, also where but one of them is left."""
        return self.noegle.startswith(SAMLET)

    @property
    def grunde(self) -> list[str]:
        """What is open in the lines, each said once."""
        return list(dict.fromkeys(et.grund for linje in self.linjer for et in linje.aabne))


def party_key(kode: str) -> str:
    return f"part-{kode}"


def line_key(linje: Sagslinje) -> str:
    """What the fields of a line are named by: the same in every version of the tilbud's report."""
    return f"linje-{linje.indhold.tilbud}-{linje.linje}"


def parties_shown(data: Sagsdata, post: Mapping[str, Any]) -> list[Undtagelse]:
    """The driftsherrer of the round, and one that was answered for though it has no tilbud there any longer."""
    return [
        Undtagelse(party_key(part.kode), part.navn, part=part)
        for part in data.parter
        if part.tilbud or post.get(f"{party_key(part.kode)}-udfald")
    ]


def lines_shown(data: Sagsdata, vis: frozenset[int], post: Mapping[str, Any]) -> list[Undtagelse]:
    """The lines with a place of their own, in the order of the case: with something open, answered before or just now.

    Those of one tilbud with the same to say and the same answer share a place, which `post` keeps as it was shown. The
    lines of the tilbud in `vis` (primary keys) stand one by one.
    """
    besluttet = recorded(data.beslutning)
    grupper = dict(_groups_sent(data, post))
    sendt = {linje.pk for egne in grupper.values() for linje in egne}
    enkelte, ens = [], {}
    for linje in data.linjer:
        if linje.indhold.tilbud in vis or post.get(f"{line_key(linje)}-udfald"):
            enkelte.append(linje)
        elif linje.pk not in sendt and ((linje.aabne and linje.afgjort is None) or linje.indhold in besluttet):
            ens.setdefault((linje.indhold.tilbud, linje.aabne, besluttet.get(linje.indhold)), []).append(linje)
    for (tilbud, *_), egne in ens.items():
        if len(egne) == 1:
            enkelte += egne
        else:
            nr = sum(noegle.startswith(f"{SAMLET}{tilbud}-") for noegle in grupper)
            grupper[f"{SAMLET}{tilbud}-{nr}"] = egne
    alle = [Undtagelse(noegle, _name(egne), tuple(egne)) for noegle, egne in grupper.items() if egne]
    alle += [Undtagelse(line_key(linje), linje.sted, (linje,)) for linje in enkelte]
    orden = {linje.pk: nr for nr, linje in enumerate(data.linjer)}
    return sorted(alle, key=lambda et: (orden[et.linjer[0].pk], not et.er_samlet))


def _groups_sent(data: Sagsdata, post: Mapping[str, Any]) -> Iterable[tuple[str, list[Sagslinje]]]:
    """The groups that the page showed, by key, with those of their lines that are still on the table."""
    for navn, vaerdi in post.items():
        noegle = navn.removesuffix("-linjer")
        if navn.startswith(SAMLET) and noegle != navn:
            tilbud, ider = noegle.split("-")[1], set(str(vaerdi).split(","))
            yield noegle, [et for et in data.linjer if str(et.indhold.tilbud) == tilbud and et.linje in ider]


def _name(linjer: list[Sagslinje]) -> str:
    if len(linjer) == 1:
        return linjer[0].sted
    return f"{linjer[0].tilbud}: {counted(len(linjer), 'takst', 'takster')}"


def recorded(beslutning: Beslutning | None) -> dict[Indhold, Svar]:
    """By content: what the recorded decision says of a line, where that is not what it says of all."""
    if beslutning is None or Resultat(beslutning.resultat) not in FOR_ALLE:
        return {}
    egne = beslutning.linjeafgoerelser.exclude(udfald__in=(FOR_ALLE[Resultat(beslutning.resultat)], Udfald.UAENDRET))
    alle = egne.select_related("linje__indsendelse__indberetning")
    return {content_of(et): (et.udfald, et.betingelse) for et in alle}


def proposed(data: Sagsdata, undtagelser: Iterable[Undtagelse]) -> dict[str, Svar]:
    """By key: the first answer, as recorded, else to put off where something is not in place."""
    besluttet = recorded(data.beslutning)
    svar = {}
    for et in undtagelser:
        linje = et.linjer[0]
        udsaettes = linje.udsaettes and linje.afgjort is None and not data.beslutning
        forslag = (Udfald.UDSAT.value, linje.udsaettes) if udsaettes else ("", "")
        svar[et.noegle] = besluttet.get(linje.indhold, forslag)
    return svar
