"""Find points by words among what a person may read: the words of a closed point never help anyone else to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.soegning.find import (
    FLEST_ORD,
    Ordtabel,
    Point,
    all_of,
    find_together,
    find_word,
    most_of,
)
from socialaftale.faelles.soegning.ord import query_words
from socialaftale.parter.models import Bruger, Udvalg

from ..gaeldende.queries import in_force
from ..models import Beslutning, Dagsordenspunkt, Moedetid, Opfoelgning
from ..permissions import read_agendas, readable_bodies
from .models import Punktord

FLEST_FUNDNE = 400  # of one word: so a word that is common in twenty years costs no more than in one
Laeser = Bruger | AnonymousUser | None


@dataclass(frozen=True)
class Oenske:
    """What is looked for; what is empty does not count."""

    q: str = ""
    udvalg: Udvalg | None = None
    aar: int | None = None
    resultat: str = ""
    mangler: bool = False
    gaelder: bool = False

    @property
    def om_beslutningen(self) -> bool:
        """Whether a choice asks what was decided, or what came of it: no one is answered before she may know."""
        return bool(self.resultat or self.mangler or self.gaelder)


def find_points(oenske: Oenske, bruger: Laeser) -> list[int]:
    """Return the points, best first, then the latest meeting first; with no words all that may be read."""
    laeser = readable_bodies(bruger)
    dage = meeting_days()
    frigivet = _released if not oenske.om_beslutningen else lambda foran="": _released(foran) & _public(foran)
    punkter = Dagsordenspunkt.objects.filter(_findable(bruger, laeser) | frigivet())
    valgte = _chosen(oenske, laeser, dage)
    ordene = Q(punkt__moede__udvalg__in=laeser) | Q(for_alle=True) & _public("punkt__")
    ordene |= Q(fra_frigivelsen=True) & frigivet("punkt__")
    point = _by_words(oenske.q, Punktord.objects.filter(ordene), valgte)
    if point is not None:
        punkter = punkter.filter(pk__in=list(point))
    raekker = punkter.filter(valgte).values_list("pk", "moede", "nummer")
    point = point or {}
    ordnet = sorted(raekker, key=lambda r: (-point.get(r[0], 0), -dage[r[1]].toordinal(), r[1], r[2]))
    return [pk for pk, *_ in ordnet]


def visible_points(laeser: Iterable[int]) -> QuerySet[Dagsordenspunkt]:
    """Return a point if and only if its body is among those read, or it is open, decided and the meeting over."""
    besluttet = Exists(Beslutning.objects.filter(punkt=OuterRef("pk")))
    return Dagsordenspunkt.objects.filter(Q(moede__udvalg__in=laeser) | _public() & Q(besluttet))


def _findable(bruger: Laeser, laeser: list[int]) -> Q:
    """What is not decided yet is found by those who read its agenda: before the release few do."""
    besluttet = Q(Exists(Beslutning.objects.filter(punkt=OuterRef("pk"))))
    return besluttet & (Q(moede__udvalg__in=laeser) | _public()) | read_agendas(bruger, "moede__")


def meeting_days() -> dict[int, dt.date]:
    """Return when each meeting is, as known now."""
    return dict(Moedetid.objects.order_by("gaelder_fra", "registreret_at").values_list("moede", "dato"))


def _public(foran: str = "") -> Q:
    return Q(**{f"{foran}aaben": True, f"{foran}moede__afsluttet_at__isnull": False})


def _released(foran: str = "") -> Q:
    """What everyone reads before it is decided."""
    return Q(**{f"{foran}aaben": True, f"{foran}moede__frigivet_at__isnull": False})


def _chosen(oenske: Oenske, laeser: list[int], dage: dict[int, dt.date]) -> Q:
    """What the choices beside the words ask of a point."""
    krav = Q()
    if oenske.udvalg:
        krav &= Q(moede__udvalg=oenske.udvalg)
    if oenske.aar:
        krav &= Q(moede__in=[moede for moede, dag in dage.items() if dag.year == oenske.aar])
    if oenske.resultat:
        krav &= Q(pk__in=Beslutning.objects.newest().filter(resultat=oenske.resultat).values("punkt"))
    if oenske.gaelder:
        krav &= in_force(laeser, tid.today())
    if oenske.mangler:
        krav &= Q(pk__in=Opfoelgning.objects.open().values("punkt"))
    return krav


def _by_words(tekst: str, synlige: QuerySet[Punktord], valgte: Q) -> Point | None:
    """Return what every word finds, else what most words find; None where nothing is asked."""
    ordene = query_words(tekst)[:FLEST_ORD]
    if not ordene:
        return {} if tekst.strip() else None
    if valgte:
        synlige = synlige.filter(punkt__in=Dagsordenspunkt.objects.filter(valgte))

    def find(krav: Q) -> Point:
        """The heaviest, of the same weight the newest points: a common word costs no more among many."""
        point: Point = {}
        tungeste = synlige.filter(krav).order_by("-vaegt", "-punkt").values_list("punkt", "vaegt")
        for pk, vaegt in tungeste[:FLEST_FUNDNE]:
            point.setdefault(pk, vaegt)
        return point

    tabel = Ordtabel(synlige, find, lambda fundne: Q(punkt__in=list(fundne)), FLEST_FUNDNE)
    if len(ordene) > 1 and (sammen := find_together(ordene, tabel)):
        return sammen
    fund = [find_word(ord_, find, Punktord.objects.all(), FLEST_FUNDNE) for ord_ in ordene]
    return all_of(fund) or most_of(fund)
