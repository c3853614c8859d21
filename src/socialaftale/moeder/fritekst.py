"""Where people write about a point of the agenda: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import Dagsordenspunkt

_BESLUTNING = ("tekst", "omfang", "betingelser", "rettelse", "soegetekst")


def _texts(punkt: Dagsordenspunkt) -> list[Sted]:
    return [
        (Dagsordenspunkt.objects.filter(pk=punkt.pk), ("titel", "resume", "sagsfremstilling")),
        (punkt.indstillinger.all(), ("tekst",)),
        (punkt.beslutninger.all(), _BESLUTNING),
        (punkt.opfoelgninger.all(), ("hvad",)),
    ]


register_texts(Fritekst(Dagsordenspunkt, _texts))
