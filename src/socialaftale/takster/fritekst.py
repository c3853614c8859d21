"""Where people write in a report and in an import: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .importering.models import Takstimport
from .models import Tilbudsindberetning

NOEGLER = frozenset({"navn", "tekst", "indhold", "begrundelse", "grund", "noegle"})


def _versions(indberetning: Tilbudsindberetning) -> list[Sted]:
    """Every version: an explanation is copied into each that follows it."""
    return [(indberetning.versioner.all(), ("indhold",))]


def _reasons(takstimport: Takstimport) -> list[Sted]:
    return [(takstimport.valg.all(), ("begrundelse",))]


register_texts(Fritekst(Tilbudsindberetning, _versions, NOEGLER))
register_texts(Fritekst(Takstimport, _reasons))
