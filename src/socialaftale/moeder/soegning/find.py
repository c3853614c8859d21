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

from ..gaeldende.queries import in_force, known_to
from ..models import Beslutning, Dagsordenspunkt, Moedetid, Opfoelgning
from ..permissions import read_agendas, readable_bodies
from .models import Punktord

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


def find_points(oenske: Oenske, bruger: Laeser) -> list[int]:
    """Return the points, best first, then the latest meeting first; with no words all that may be read."""
    laeser = readable_bodies(bruger)
    dage = meeting_days()
    afgraenset = _limits(oenske, dage)
    point = _by_words(oenske.q, laeser, afgraenset)
    punkter = visible_points(laeser).filter(afgraenset).filter(_no_hidden_draft(bruger))
    if point is not None:
        punkter = punkter.filter(pk__in=list(point))
    raekker = _with_result(oenske, laeser, punkter).values_list("pk", "moede", "nummer")
    point = point or {}
    ordnet = sorted(raekker, key=lambda r: (-point.get(r[0], 0), -dage[r[1]].toordinal(), r[1], r[2]))
    return [pk for pk, *_ in ordnet]


def visible_points(laeser: Iterable[int]) -> QuerySet[Dagsordenspunkt]:
    """Return a point if and only if its body is among those read, or it is open, decided and the meeting over."""
    besluttet = Exists(Beslutning.objects.filter(punkt=OuterRef("pk")))
    return Dagsordenspunkt.objects.filter(Q(moede__udvalg__in=laeser) | _public() & Q(besluttet))


def _no_hidden_draft(bruger: Laeser) -> Q:
    """What is not decided yet is found by those who read its agenda: before the release few do."""
    besluttet = Exists(Beslutning.objects.filter(punkt=OuterRef("pk")))
    return Q(besluttet) | read_agendas(bruger, "moede__")


def meeting_days() -> dict[int, dt.date]:
    """Return when each meeting is, as known now."""
    return dict(Moedetid.objects.order_by("gaelder_fra", "registreret_at").values_list("moede", "dato"))


def _public(foran: str = "") -> Q:
    return Q(**{f"{foran}aaben": True, f"{foran}moede__afsluttet_at__isnull": False})


def _limits(oenske: Oenske, dage: dict[int, dt.date]) -> Q:
    """What a point's meeting must be."""
    krav = Q()
    if oenske.udvalg:
        krav &= Q(moede__udvalg=oenske.udvalg)
    if oenske.aar:
        krav &= Q(moede__in=[moede for moede, dag in dage.items() if dag.year == oenske.aar])
    return krav


def _with_result(oenske: Oenske, laeser: list[int], punkter: QuerySet[Dagsordenspunkt]) -> QuerySet[Dagsordenspunkt]:
    if oenske.resultat:
        punkter = punkter.filter(pk__in=Beslutning.objects.newest().filter(resultat=oenske.resultat).values("punkt"))
    if oenske.gaelder:
        punkter = punkter.filter(in_force(known_to(laeser), tid.today()))
    if oenske.mangler:
        punkter = punkter.filter(Exists(Opfoelgning.objects.open().filter(punkt=OuterRef("pk"))))
    return punkter


def _by_words(tekst: str, laeser: list[int], afgraenset: Q) -> Point | None:
    """Return what every word finds, else what most words find; None where nothing is asked."""
    ordene = query_words(tekst)[:FLEST_ORD]
    if not ordene:
        return {} if tekst.strip() else None
    synlige = Punktord.objects.filter(Q(punkt__moede__udvalg__in=laeser) | Q(for_alle=True) & _public("punkt__"))
    if afgraenset:
        synlige = synlige.filter(punkt__in=Dagsordenspunkt.objects.filter(afgraenset))

    def find(krav: Q) -> Point:
        point: Point = {}
        for pk, vaegt in synlige.filter(krav).order_by().values_list("punkt", "vaegt"):
            point[pk] = max(vaegt, point.get(pk, 0))
        return point

    if sammen := find_together(ordene, Ordtabel(synlige, find, lambda fundne: Q(punkt__in=list(fundne)))):
        return sammen
    fund = [find_word(ord_, find, synlige) for ord_ in ordene]
    return all_of(fund) or most_of(fund)
