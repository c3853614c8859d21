"""Where people write about the cooperation: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, extend_texts, register_texts
from socialaftale.tilbud.models import Tilbud

from .models import Samarbejdssag

register_texts(
    Fritekst(
        Samarbejdssag,
        lambda sag: [
            (Samarbejdssag.objects.filter(pk=sag.pk), ("begrundelse",)),
            (sag.vurderinger.all(), ("begrundelse",)),
        ],
    )
)
extend_texts(
    Tilbud,
    lambda tilbud: [(tilbud.samarbejdsrapporter.all(), ("efterspoergsel", "kompetencer", "baeredygtighed"))],
)
