"""Where people write in a report, a round, a decision, an import and a takstbilag: what can be redacted."""

from django.db.models import Q

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.parter.overstregning import Fritekst, Sted, extend_texts, register_texts, when_hidden
from socialaftale.tilbud.models import Aendring, Indskrivningslinje, Tilbud

from .bilag.overstregning import copies, reasons, remake_files
from .importering.models import Takstimport
from .models import Bemaerkningstrin, Linjeafgoerelse, Rundebesked, Takstbilag, Takstrunde, Tilbudsindberetning

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


def _published(indberetning: Tilbudsindberetning) -> list[Sted]:
    return copies(indberetning.tilbud.omraade_id, indberetning.aar)


def _published_conditions(punkt: Dagsordenspunkt) -> list[Sted]:
    """A takst approved on a condition stands in the takstbilag with it."""
    return copies(punkt.moede.udvalg.omraade_id)


register_texts(Fritekst(Tilbudsindberetning, _versions, NOEGLER, kopier=_published))
register_texts(Fritekst(Takstrunde, _statements))
register_texts(Fritekst(Takstimport, _reasons))
register_texts(Fritekst(Takstbilag, reasons, kopier=lambda bilag: copies(bilag.omraade_id, bilag.aar)))
extend_texts(Dagsordenspunkt, _reasons_of_lines, _published_conditions)
extend_texts(Tilbud, kopier=lambda tilbud: copies(tilbud.omraade_id))
for model in (Aendring, Indskrivningslinje):
    extend_texts(model, kopier=lambda sag: copies(sag.tilbud.omraade_id))
when_hidden(Takstbilag, remake_files)
