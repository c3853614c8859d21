"""Where people write in a report, a round and an import: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .importering.models import Takstimport
from .models import Bemaerkningstrin, Takstrunde, Tilbudsindberetning

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


register_texts(Fritekst(Tilbudsindberetning, _versions, NOEGLER))
register_texts(Fritekst(Takstrunde, _statements))
register_texts(Fritekst(Takstimport, _reasons))
