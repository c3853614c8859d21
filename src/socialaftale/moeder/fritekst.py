"""Where people write about a point of the agenda: what can be redacted."""

from django.db.models import QuerySet

from socialaftale.faelles.filer import path
from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .bilag.models import Punktbilag
from .forberedelse.aendringer import INDSTILLINGER, TEKSTER
from .fremmoede.models import Fremmoedeliste, Moededeltager
from .gennemsyn.models import Udkastlaeser
from .importering.models import Referatimport, Uklarhed
from .models import Dagsordenspunkt, Datofinding, Moede, Opfoelgning
from .opfoelgning.models import Opfoelgningstrin
from .soegning.indeks import reindex

_FOER = frozenset((*TEKSTER, INDSTILLINGER))
_BILAG = ("titel", "fjernet_fordi")
_PUNKT = ("titel", "resume", "sagsfremstilling", "indledning", "bilag", "taget_af_fordi")
_UKLARHED = ("tekst", "afklaring")
_BESLUTNING = ("tekst", "omfang", "betingelser", "rettelse")


def _texts(punkt: Dagsordenspunkt) -> list[Sted]:
    return [
        (Dagsordenspunkt.alle.filter(pk=punkt.pk), _PUNKT),
        (punkt.indstillinger.all(), ("tekst",)),
        (punkt.beslutninger.all(), _BESLUTNING),
        *_texts_of_followups(punkt.opfoelgninger.all()),
        (punkt.aendringer.all(), ("bemaerkning",)),
        (punkt.gaester.all(), ("navn",)),
        (punkt.filer.all(), _BILAG),
        (punkt.udkastbemaerkninger.all(), ("tekst",)),
        (punkt.senere_aendringer.all(), ("hvad", "grund", "foer")),
        (punkt.uklarheder.all(), _UKLARHED),
    ]


def _texts_of_followups(opfoelgninger: QuerySet[Opfoelgning]) -> list[Sted]:
    trin = Opfoelgningstrin.objects.filter(opfoelgning__in=opfoelgninger.values("pk"))
    return [(opfoelgninger, ("hvad", "hvem")), (trin, ("tekst",))]


def _texts_of_attendance(moede: int | None) -> list[Sted]:
    return [
        (Fremmoedeliste.objects.filter(moede=moede), ("rettelse",)),
        (Moededeltager.objects.filter(liste__moede=moede), ("navn", "hvorfra", "stedfortraeder")),
    ]


def _texts_of_minutes(referatimport: Referatimport) -> list[Sted]:
    """The text as it was read, and every point that it became."""
    steder = [
        (Referatimport.objects.filter(pk=referatimport.pk), ("tekst",)),
        (referatimport.uklarheder.all(), _UKLARHED),
    ]
    punkter = Dagsordenspunkt.objects.filter(moede=referatimport.moede_id) if referatimport.moede_id else ()
    steder += _texts_of_attendance(referatimport.moede_id)
    return [*steder, *(sted for punkt in punkter for sted in _texts(punkt))]


def _forget_file(referatimport: Referatimport) -> None:
    """The file holds what was hidden, so its content goes; the row with its name and hash stays."""
    path(referatimport.sha256).unlink(missing_ok=True)
    reindex(Dagsordenspunkt.objects.filter(moede=referatimport.moede_id).values_list("pk", flat=True))


register_texts(
    Fritekst(
        Punktbilag,
        lambda bilag: [(Punktbilag.objects.filter(pk=bilag.pk), _BILAG)],
        after=lambda bilag: reindex([bilag.punkt_id]),
    )
)
register_texts(Fritekst(Moede, lambda moede: _texts_of_attendance(moede.pk)))
register_texts(
    Fritekst(
        Opfoelgning,
        lambda en: _texts_of_followups(Opfoelgning.objects.filter(pk=en.pk)),
        after=lambda en: reindex([en.punkt_id]),
    )
)
register_texts(Fritekst(Dagsordenspunkt, _texts, _FOER, after=lambda punkt: reindex([punkt.pk])))
register_texts(Fritekst(Datofinding, lambda finding: [(Datofinding.objects.filter(pk=finding.pk), ("hvad", "sted"))]))
register_texts(Fritekst(Referatimport, _texts_of_minutes, after=_forget_file))
register_texts(Fritekst(Udkastlaeser, lambda laeser: [(laeser.bemaerkninger.all(), ("tekst",))]))
register_texts(Fritekst(Uklarhed, lambda uklarhed: [(Uklarhed.objects.filter(pk=uklarhed.pk), _UKLARHED)]))
