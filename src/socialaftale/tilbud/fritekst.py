"""Where people write in the register: what can be redacted."""

from typing import Any

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import (
    Aendring,
    Afdelingsfakta,
    Indskrivningslinje,
    Pladsfakta,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelsesfakta,
)
from .soegning import reindex


def _texts(tilbud: Tilbud) -> list[Sted]:
    return [
        (Stamfakta.objects.filter(tilbud=tilbud), ("navn", "sortering")),
        (Statusfakta.objects.filter(tilbud=tilbud), ("aarsag",)),
        (Afdelingsfakta.objects.filter(afdeling__tilbud=tilbud), ("navn", "vej", "postdistrikt")),
        (Pladsfakta.objects.filter(pladsgruppe__afdeling__tilbud=tilbud), ("aarsag",)),
        (Ydelsesfakta.objects.filter(ydelse__tilbud=tilbud), ("navn",)),
        (Aendring.objects.filter(tilbud=tilbud), ("begrundelse", "svar")),
        (Indskrivningslinje.objects.filter(tilbud=tilbud), ("bemaerkning",)),
    ]


def _texts_of_tilbud(sag: Any) -> list[Sted]:
    """An approved change is copied into the facts, so all of the tilbud is read."""
    return _texts(sag.tilbud)


register_texts(Fritekst(Tilbud, _texts, after=lambda tilbud: reindex([tilbud.pk])))
for model in (Aendring, Indskrivningslinje):
    register_texts(Fritekst(model, _texts_of_tilbud, after=lambda sag: reindex([sag.tilbud_id])))
