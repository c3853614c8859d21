"""Where people write in a report, a round, a decision and an import: what can be redacted."""

from django.db.models import Q

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.parter.overstregning import Fritekst, Sted, extend_texts, register_texts

from .importering.models import Takstimport
from .models import Bemaerkningstrin, Linjeafgoerelse, Rundebesked, Takstrunde, Tilbudsindberetning

NOEGLER = frozenset({"navn", "tekst", "indhold", "begrundelse", "grund", "noegle"})


def _versions(indberetning: Tilbudsindberetning) -> list[Sted]:
    """Every version, for an explanation is copied into each that follows it, and what was said in a round."""
    return [
        (indberetning.versioner.all(), ("indhold",)),
        (indberetning.indsendelser.all(), ("kort", "godkendt_af")),
        (indberetning.forklaringer.all(), ("tekst",)),
        (indberetning.bemaerkninger.all(), ("tekst", "sted")),
        (Bemaerkningstrin.objects.filter(bemaerkning__indberetning=indberetning), ("tekst",)),
    ]


def _statements(runde: Takstrunde) -> list[Sted]:
    return [(runde.erklaeringer.all(), ("tekst",))]


def _reasons(takstimport: Takstimport) -> list[Sted]:
    return [(takstimport.valg.all(), ("begrundelse",))]


def _reasons_of_lines(punkt: Dagsordenspunkt) -> list[Sted]:
    """What was said of single lines when a point was decided, and the mails that told of it."""
    mails = Q(pk__in=[])
    for pk in punkt.beslutninger.values_list("pk", flat=True):
        mails |= Q(noegle__startswith=f"afgoerelse-{pk}-")
    besked = Rundebesked.objects.filter(mails).values("besked")
    return [
        (Linjeafgoerelse.objects.filter(beslutning__punkt=punkt), ("betingelse",)),
        (Udgaaende.objects.filter(pk__in=besked), ("tekst",)),
    ]


register_texts(Fritekst(Tilbudsindberetning, _versions, NOEGLER))
register_texts(Fritekst(Takstrunde, _statements))
register_texts(Fritekst(Takstimport, _reasons))
extend_texts(Dagsordenspunkt, _reasons_of_lines)
