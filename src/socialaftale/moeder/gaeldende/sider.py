"""What the page of a meeting says of how its decisions stand."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger
from socialaftale.regler.gaeldende import Dom

from ..models import Beslutningsaendring
from ..permissions import readable_bodies
from ..queries import Punktvisning
from .queries import Kendt, known_to, standings


@dataclass(frozen=True)
class Moedestand:
    """By point: how its decision stands, and what it does to earlier ones."""

    domme: dict[int, Dom]
    goer: dict[int, list[Beslutningsaendring]]
    kendt: Kendt


def standings_of(punkter: list[Punktvisning], bruger: Bruger | AnonymousUser | None, den: dt.date) -> Moedestand:
    """Return how the decisions that are shown stand on the day."""
    besluttede = [vist for vist in punkter if vist.beslutning]
    if not besluttede:
        return Moedestand({}, {}, Kendt([], frozenset()))
    kendt = known_to(readable_bodies(bruger), om=[vist.punkt.pk for vist in besluttede])
    goer: dict[int, list[Beslutningsaendring]] = defaultdict(list)
    for raekke in kendt.raekker:
        goer[raekke.punkt_id].append(raekke)
    domme = standings([vist.beslutning for vist in besluttede if vist.beslutning], kendt, den)
    return Moedestand(domme, {vist.punkt.pk: goer[vist.punkt.pk] for vist in besluttede}, kendt)
