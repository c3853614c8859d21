"""Where people write about a temadag: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import Temadag


def _texts(temadag: Temadag) -> list[Sted]:
    return [
        (Temadag.objects.filter(pk=temadag.pk), ("titel", "formaal", "sted", "aflyst_grund")),
        (temadag.program.all(), ("titel", "oplaegsholder")),
        (temadag.tilmeldinger.all(), ("navn", "arbejdssted")),
    ]


register_texts(Fritekst(Temadag, _texts))
