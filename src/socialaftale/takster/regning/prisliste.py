"""The public takster of two takst years side by side. Nothing else in this package knows where public prices stand."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from socialaftale.faelles import tid
from socialaftale.tilbud.billede import Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Efterfoelger, Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..bilag.laesning import newest_editions
from ..queries import read_public, register_day
from ..synlighed import OffentligLinje, Offentligt


class Udgave(NamedTuple):
    """The newest edition of an area's takstbilag, and when it was published."""

    omraade: str
    aar: int
    nr: int
    udgivet_at: dt.datetime


class Linjepar(NamedTuple):
    """One line by its id, in the takst year and in the year before; None where it has no public price."""

    id: str
    ny: OffentligLinje | None
    gammel: OffentligLinje | None


class Tilbudspriser(NamedTuple):
    """A tilbud as it was known in the newest of the two years, and its public lines."""

    kode: str
    navn: str
    driftsherre: str
    linjer: tuple[Linjepar, ...]


class Prisliste(NamedTuple):
    """Every public price of a takst year and of the year before, tilbud by tilbud in Danish order."""

    aar: int
    tilbud: tuple[Tilbudspriser, ...]
    efterfoelgere: dict[str, list[str]]
    """By code: the tilbud that each one has gone on in by the takst year."""
    eksempeldata: bool

    @property
    def foer(self) -> int:
        return self.aar - 1


def read_udgaver(aar: int) -> tuple[Udgave, ...]:
    """What is published of the takst year and of the year before, area by area, the newest year first."""
    fundne = newest_editions().filter(aar__in=(aar - 1, aar)).order_by("-aar", "omraade")
    return tuple(Udgave(et.omraade.navn, et.aar, et.nr, et.udgivet_at) for et in fundne)


def read_prisliste(aar: int) -> Prisliste:
    """The price list of `aar`, in a constant number of queries. Raises UkendtRegelsaet for a year out of range."""
    idag = tid.today()
    tilbud = list(Tilbud.objects.offentlige(idag).select_related("omraade").by_navn(idag))
    gammel, ny = (read_public(tilbud, et) for et in (aar - 1, aar))
    dage = (register_day(aar - 1), register_day(aar))
    billeder = {et.pk: publicerbar(et) for dag in dage for et in read_billeder(tilbud, dag)}
    priser = tuple(_priser(billeder[et.pk], ny.get(et.pk), gammel.get(et.pk)) for et in tilbud if et.pk in ny | gammel)
    return Prisliste(
        aar, priser, _efterfoelgere(aar, {et.kode for et in priser}), any(et.eksempeldata for et in tilbud)
    )


def _efterfoelgere(aar: int, koder: Collection[str]) -> dict[str, list[str]]:
    fundne = defaultdict(list)
    raekker = Efterfoelger.objects.i_kraft(register_day(aar)).filter(fra__kode__in=koder, til__kode__in=koder)
    for fra, til in raekker.order_by("fra", "til").values_list("fra__kode", "til__kode"):
        fundne[fra].append(til)
    return dict(fundne)


def _priser(billede: Tilbudsbillede, ny: Offentligt | None, gammel: Offentligt | None) -> Tilbudspriser:
    nye, gamle = _by_id(ny), _by_id(gammel)
    linjer = tuple(Linjepar(id_, nye.get(id_), gamle.get(id_)) for id_ in nye | gamle)
    return Tilbudspriser(billede.kode, billede.navn, str(billede.stam.driftsherre), linjer)


def _by_id(offentligt: Offentligt | None) -> dict[str, OffentligLinje]:
    return {linje.linje: linje for linje in offentligt.linjer} if offentligt else {}
