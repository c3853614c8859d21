"""Where people write about the agreement: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import Aftale, Aftaledel


def _texts(aftale: Aftale) -> list[Sted]:
    return [
        (Aftaledel.objects.filter(aftaletekst__aftale=aftale), ("overskrift", "tekst")),
        (aftale.tekster.all(), ("note",)),
        (aftale.bilag.all(), ("titel",)),
        (aftale.godkendelser.all(), ("beslutning",)),
    ]


register_texts(Fritekst(Aftale, _texts))
