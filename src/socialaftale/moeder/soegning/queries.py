"""What the page of the search shows of each point found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from socialaftale.faelles import tid
from socialaftale.faelles.soegning.ord import query_words
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


def read_hits(pks: Sequence[int], q: str, kendt: Kendt) -> list[Traef]:
    """Return the points in the order given."""
    nyeste = Beslutning.objects.order_by("-nr").select_related("delegation__fra_udvalg")
    punkter = Dagsordenspunkt.objects.select_related("moede__udvalg").prefetch_related(Prefetch("beslutninger", nyeste))
    punkter = punkter.annotate(
        opgaver=Count("opfoelgninger"), gjort=Count("opfoelgninger", Q(opfoelgninger__udfoert_at__isnull=False))
    )
    fundne = punkter.in_bulk(list(pks))
    dage, ordene = meeting_days(), query_words(q)
    gaeldende = [b for punkt in fundne.values() for b in list(punkt.beslutninger.all())[:1]]
    domme = standings(gaeldende, kendt, tid.today())
    traef = []
    for punkt in (fundne[pk] for pk in pks):
        beslutning = next(iter(punkt.beslutninger.all()), None)
        uddrag = excerpt(beslutning.tekst, ordene) if beslutning else []
        om = (excerpt(punkt.titel, ordene), uddrag, punkt.opgaver, punkt.gjort, domme.get(punkt.pk))
        traef.append(Traef(punkt, dage[punkt.moede_id], beslutning, *om))
    return traef
