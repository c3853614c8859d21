"""A matter from its first decision to what holds on a day: what was decided when, and who may settle it until when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from socialaftale.regler.gaeldende import Dom

from ..models import Beslutning, Beslutningsaendring, Dagsordenspunkt, Delegation
from ..queries import delegations_given
from ..soegning.find import meeting_days, visible_points
from .queries import Kendt, standings


@dataclass(frozen=True)
class Led:
    """One decision of a matter, with what it does to earlier ones, and how it stands; `dom` is None where it settles
    nothing.
    """

    punkt: Dagsordenspunkt
    dag: dt.date
    beslutning: Beslutning | None
    dom: Dom | None
    goer: list[Beslutningsaendring]


@dataclass(frozen=True)
class Fuldmagt:
    """A delegation that a decision of the matter gave: its last day, and how it stands on the day asked about."""

    delegation: Delegation
    til: dt.date
    stand: str


def read_matter(punkt: Dagsordenspunkt, laeser: list[int], kendt: Kendt, den: dt.date) -> list[Led]:
    """Return the decisions of a point's matter until and with the day, the first one first.

    A matter is what is connected, and the points about the same subject; a case number alone makes none, for one
    number may stand on a whole agenda.
    """
    beslutninger = Prefetch("beslutninger", Beslutning.objects.order_by("-nr").select_related("delegation__fra_udvalg"))
    hoerer_til = _same_subject(punkt) | Q(pk__in=_connected(punkt.pk, kendt))
    punkter = visible_points(laeser).filter(hoerer_til, moede__udvalg__omraade=punkt.moede.udvalg.omraade_id)
    dage = meeting_days()
    fundne = [
        p for p in punkter.select_related("moede__udvalg").prefetch_related(beslutninger) if dage[p.moede_id] <= den
    ]
    nyeste = {p.pk: b for p in fundne for b in list(p.beslutninger.all())[:1]}
    domme = standings(nyeste.values(), kendt, den)
    goer: dict[int, list[Beslutningsaendring]] = {}
    for raekke in kendt.raekker:
        goer.setdefault(raekke.punkt_id, []).append(raekke)
    led = [Led(p, dage[p.moede_id], nyeste.get(p.pk), domme.get(p.pk), goer.get(p.pk, [])) for p in fundne]
    return sorted(led, key=lambda et: (et.dag, et.punkt.moede_id, et.punkt.nummer))


def read_mandates(punkter: Iterable[int], den: dt.date) -> list[Fuldmagt]:
    """Return what was delegated by decisions on these points, by last day."""
    givne = delegations_given(Delegation.objects.filter(beslutning__punkt__in=list(punkter)))
    fuldmagter = [Fuldmagt(raekke, til, _mandate_stands(raekke.gaelder_fra, til, den)) for raekke, til in givne]
    return sorted(fuldmagter, key=lambda en: (en.til, en.delegation.pk))


def _mandate_stands(fra: dt.date, til: dt.date, den: dt.date) -> str:
    if den < fra:
        return "venter"
    return "gælder" if den <= til else "udløbet"


def _same_subject(punkt: Dagsordenspunkt) -> Q:
    samme = Q(pk=punkt.pk)
    return samme | Q(emne=punkt.emne, emne_id=punkt.emne_id) if punkt.emne and punkt.emne_id else samme


def _connected(punkt: int, kendt: Kendt) -> set[int]:
    """Return every point that connections lead to from this one, either way."""
    naboer: dict[int, set[int]] = {}
    for f in kendt.forbindelser:
        naboer.setdefault(f.af, set()).add(f.om)
        naboer.setdefault(f.om, set()).add(f.af)
    naaet, venter = {punkt}, [punkt]
    while venter:
        nye = naboer.get(venter.pop(), set()) - naaet
        naaet |= nye
        venter += nye
    return naaet
