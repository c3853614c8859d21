"""What the page of the search shows of each point found."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from socialaftale.faelles import tid
from socialaftale.faelles.soegning.ord import Spoergeord, query_words
from socialaftale.faelles.soegning.uddrag import Stykke, excerpt
from socialaftale.regler.gaeldende import Dom

from ..gaeldende.queries import Kendt, standings
from ..models import Beslutning, Dagsordenspunkt
from .find import meeting_days


@dataclass(frozen=True)
class Traef:
    """A point with its day, the decision that holds with the words found marked, and how much follow-up is done."""

    punkt: Dagsordenspunkt
    dag: dt.date
    beslutning: Beslutning | None
    titel: list[Stykke]
    uddrag: list[Stykke]
    opgaver: int
    gjort: int
    dom: Dom | None


def read_hits(pks: Sequence[int], q: str, kendt: Kendt, laeser: Collection[int]) -> list[Traef]:
    """Return the points in the order given, for one who reads all of these bodies: to others a decision is not there
    before its meeting is over, and what the point says not before the release."""
    nyeste = Beslutning.objects.order_by("-nr").select_related("delegation__fra_udvalg")
    punkter = Dagsordenspunkt.objects.select_related("moede__udvalg").prefetch_related(Prefetch("beslutninger", nyeste))
    punkter = punkter.annotate(
        opgaver=Count("opfoelgninger"), gjort=Count("opfoelgninger", Q(opfoelgninger__udfoert_at__isnull=False))
    )
    fundne = punkter.in_bulk(list(pks))
    dage, ordene = meeting_days(), query_words(q)
    gaeldende = {
        punkt.pk: beslutning
        for punkt in fundne.values()
        if punkt.moede.afsluttet_at or punkt.moede.udvalg_id in laeser
        for beslutning in list(punkt.beslutninger.all())[:1]
    }
    domme = standings(list(gaeldende.values()), kendt, tid.today())
    traef = []
    for punkt in (fundne[pk] for pk in pks):
        beslutning = gaeldende.get(punkt.pk)
        tekster = [beslutning.tekst] if beslutning else []
        if punkt.moede.frigivet_at or (punkt.moede.afsluttet_at and punkt.moede.udvalg_id in laeser):
            tekster += [punkt.resume, punkt.sagsfremstilling]
        om = (excerpt(punkt.titel, ordene), _best_of(tekster, ordene), punkt.opgaver, punkt.gjort, domme.get(punkt.pk))
        traef.append(Traef(punkt, dage[punkt.moede_id], beslutning, *om))
    return traef


def _best_of(tekster: Sequence[str], ordene: Sequence[Spoergeord]) -> list[Stykke]:
    """The excerpt of the first text that a word asked for stands in, else of the first that says anything."""
    uddrag = [excerpt(tekst, ordene) for tekst in tekster if tekst]
    return next((et for et in uddrag if any(fundet for _, fundet in et)), uddrag[0] if uddrag else [])
