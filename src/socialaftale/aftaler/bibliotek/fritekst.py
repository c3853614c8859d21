"""Where people write in the library: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, register_texts

from .models import Biblioteksprodukt

register_texts(
    Fritekst(
        Biblioteksprodukt,
        lambda produkt: [
            (Biblioteksprodukt.objects.filter(pk=produkt.pk), ("titel", "om", "udgaar_fordi")),
            (produkt.versioner.all(), ("note",)),
        ],
    )
)
