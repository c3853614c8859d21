"""Which connections there are between decisions, and how decisions stand on a day, as one reader may know it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from socialaftale.regler.gaeldende import Art, Dom, Forbindelse, ends_on, standing

from ..models import Beslutning, Beslutningsaendring, Dagsordenspunkt
from ..status import Resultat

AENDRER_NOGET = (Resultat.GODKENDT, Resultat.BETINGET, Resultat.REFERERET)
"""Results, of an item too, that can do something to an earlier decision: what is put off or refused changes nothing."""

KAN_GAELDE = (*AENDRER_NOGET, Resultat.AFVIST)
"""Results that hold until something else is decided; the others settle nothing."""


@dataclass(frozen=True)
class Kendt:
    """The connections as one reader knows them. `navngives`: the points that may be named to the reader."""

    raekker: list[Beslutningsaendring]
    navngives: frozenset[int]

    @property
    def titler(self) -> dict[int, str]:
        """The titles of the points, to be shown only of those in `navngives`."""
        return {p.pk: p.titel for en in self.raekker for p in (en.punkt, en.aendrer)}

    @property
    def forbindelser(self) -> list[Forbindelse]:
        return [as_rule(raekke) for raekke in self.raekker]


_PUNKT = ("titel", "aaben", "moede__udvalg", "moede__afsluttet_at")
_LAESES = (
    *("punkt", "aendrer", "art", "gaelder_fra", "gaelder_til", "bemaerkning", "ophoert", "registreret_at"),
    *(f"{ende}__{felt}" for ende in ("punkt", "aendrer") for felt in _PUNKT),
)
"""Of long points only what is asked of them here."""


def all_changes(kendt_at: dt.datetime | None = None, om: Collection[int] | None = None) -> list[Beslutningsaendring]:
    """Return the connections that stand, as known then: one whose decision is now put off or refused does not.

    `om` keeps it to those that these points have part in.
    """
    raekker = Beslutningsaendring.objects.select_related("punkt__moede", "aendrer__moede").only(*_LAESES)
    if om is not None:
        raekker = raekker.filter(Q(punkt__in=om) | Q(aendrer__in=om))
    if kendt_at:
        raekker = raekker.filter(registreret_at__lte=kendt_at)
    nyeste = {(en.punkt_id, en.aendrer_id): en for en in raekker.order_by("registreret_at", "pk")}
    virker = _changing({punkt for punkt, _ in nyeste})
    return [en for en in nyeste.values() if not en.ophoert and en.punkt_id in virker]


def _changing(punkter: Collection[int]) -> set[int]:
    nyeste = Beslutning.objects.newest().filter(punkt__in=punkter).saying(AENDRER_NOGET)
    return set(nyeste.values_list("punkt", flat=True))


def known_to(laeser: Iterable[int], kendt_at: dt.datetime | None = None, om: Collection[int] | None = None) -> Kendt:
    """Return what a reader of these bodies knows. A closed point is not named to others, but that it ended one is true.

    What is recorded before its meeting is over is for the body's readers alone.
    """
    laeser = set(laeser)
    alle = [en for en in all_changes(kendt_at, om) if _reads(en.punkt, laeser) or en.punkt.moede.afsluttet_at]
    punkter = {punkt for en in alle for punkt in (en.punkt, en.aendrer)}
    synlige = {p.pk for p in punkter if _reads(p, laeser) or (p.aaben and p.moede.afsluttet_at)}
    return Kendt(alle, frozenset(synlige))


def _reads(punkt: Dagsordenspunkt, laeser: set[int]) -> bool:
    return punkt.moede.udvalg_id in laeser


def standings(beslutninger: Iterable[Beslutning], kendt: Kendt, den: dt.date) -> dict[int, Dom]:
    """Return how each decision that can hold stands on the day, by its point."""
    forbindelser = kendt.forbindelser
    kan_gaelde = Beslutning.objects.filter(pk__in=[b.pk for b in beslutninger]).saying(KAN_GAELDE)
    return {punkt: standing(punkt, forbindelser, den) for punkt in kan_gaelde.values_list("punkt", flat=True)}


def in_force(laeser: Iterable[int], den: dt.date) -> Q:
    """The points whose newest decision holds on the day, as a reader of these bodies knows."""
    pr_punkt: dict[int, list[Forbindelse]] = defaultdict(list)
    for forbindelse in _rules_known_to(set(laeser)):
        pr_punkt[forbindelse.om].append(forbindelse)
    slut = {pk for pk, egne in pr_punkt.items() if not standing(pk, egne, den).i_kraft}
    nyeste = Beslutning.objects.newest().saying(KAN_GAELDE)
    return Q(pk__in=nyeste.values("punkt")) & ~Q(pk__in=slut)


def _rules_known_to(laeser: set[int]) -> list[Forbindelse]:
    """As `known_to`, of the rules alone: there may be many."""
    felter = ("art", "punkt", "aendrer", "gaelder_fra", "gaelder_til", "ophoert")
    hvem = ("punkt__moede__udvalg", "punkt__moede__afsluttet_at")
    raekker = Beslutningsaendring.objects.order_by("registreret_at", "pk").values_list(*felter, *hvem)
    nyeste = {(punkt, aendrer): raekke for raekke in raekker for _, punkt, aendrer, *_ in [raekke]}
    virker = _changing({punkt for punkt, _ in nyeste})
    return [
        Forbindelse(Art(art), af, om, fra, til)
        for art, af, om, fra, til, ophoert, udvalg, afsluttet in nyeste.values()
        if not ophoert and af in virker and (udvalg in laeser or afsluttet)
    ]


def endings(punkter: Iterable[int]) -> dict[int, dt.date]:
    """Return, of these points, the first day on which a decision does not hold any more."""
    punkter = list(punkter)
    forbindelser = [as_rule(raekke) for raekke in all_changes(om=punkter)]
    slut = {punkt: ends_on(punkt, forbindelser) for punkt in punkter}
    return {punkt: dag for punkt, dag in slut.items() if dag}


def as_rule(raekke: Beslutningsaendring) -> Forbindelse:
    return Forbindelse(Art(raekke.art), raekke.punkt_id, raekke.aendrer_id, raekke.gaelder_fra, raekke.gaelder_til)
