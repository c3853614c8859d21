"""Where people write about projects, puljer and agreements with other regions: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import Pladsprojekt, Pulje, Samarbejdsaftale


def _texts(projekt: Pladsprojekt) -> list[Sted]:
    return [
        (Pladsprojekt.objects.filter(pk=projekt.pk), ("titel",)),
        (projekt.trin.all(), ("finansiering", "note")),
    ]


register_texts(Fritekst(Pladsprojekt, _texts))
register_texts(Fritekst(Pulje, lambda pulje: [(Pulje.objects.filter(pk=pulje.pk), ("navn", "giver", "om"))]))
register_texts(
    Fritekst(Samarbejdsaftale, lambda aftale: [(Samarbejdsaftale.objects.filter(pk=aftale.pk), ("med", "om"))])
)
