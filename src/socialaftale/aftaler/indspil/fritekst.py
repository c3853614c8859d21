"""Where people write about themes handed in: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, register_texts

from .models import Indspil

register_texts(
    Fritekst(
        Indspil,
        lambda indspil: [
            (Indspil.objects.filter(pk=indspil.pk), ("tema", "forum", "om")),
            (indspil.frister.all(), ("grund",)),
            (indspil.svar.all(), ("tekst",)),
        ],
    )
)
