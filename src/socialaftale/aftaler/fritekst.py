"""Where people write about the agreement: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import (
    Aftale,
    Aftaledel,
    Fokusomraade,
    Initiativ,
    Leverance,
    Leverancefrist,
    Produkt,
    Spoergerunde,
    Spoergsmaalssvar,
    Udmelding,
)


def _texts(aftale: Aftale) -> list[Sted]:
    return [
        (Aftaledel.objects.filter(aftaletekst__aftale=aftale), ("overskrift", "tekst")),
        (aftale.tekster.all(), ("note",)),
        (aftale.bilag.all(), ("titel",)),
        (aftale.godkendelser.all(), ("beslutning",)),
        (aftale.visioner.all(), ("tekst",)),
        (aftale.kravevidens.all(), ("tekst",)),
        (aftale.erklaeringer.all(), ("til_raadighed",)),
        (aftale.fokusomraader.all(), ("titel", "vision")),
        *(sted for initiativ in Initiativ.objects.filter(fokusomraade__aftale=aftale) for sted in _of_work(initiativ)),
    ]


def _of_work(initiativ: Initiativ) -> list[Sted]:
    return [
        (Initiativ.objects.filter(pk=initiativ.pk), ("titel", "beskrivelse")),
        (initiativ.kommissorier.all(), ("tekst",)),
        (initiativ.gruppemoeder.all(), ("om",)),
        (initiativ.leverancer.all(), ("titel",)),
        (Leverancefrist.objects.filter(leverance__initiativ=initiativ), ("grund",)),
        (Produkt.objects.filter(leverance__initiativ=initiativ), ("note",)),
        (initiativ.meldinger.all(), ("grund",)),
    ]


register_texts(Fritekst(Aftale, _texts))
register_texts(Fritekst(Fokusomraade, lambda omraade: _texts(omraade.aftale)))
register_texts(Fritekst(Initiativ, _of_work))
register_texts(Fritekst(Leverance, lambda leverance: _of_work(leverance.initiativ)))


def _round_texts(runde: Spoergerunde) -> list[Sted]:
    return [
        (Spoergerunde.objects.filter(pk=runde.pk), ("titel", "baggrund", "ejer")),
        (runde.spoergsmaal.all(), ("tekst", "muligheder")),
        (Spoergsmaalssvar.objects.filter(svar__runde=runde), ("vaerdi",)),
    ]


register_texts(Fritekst(Spoergerunde, _round_texts))
register_texts(
    Fritekst(
        Udmelding,
        lambda udmelding: [
            (Udmelding.objects.filter(pk=udmelding.pk), ("maalgruppe", "om")),
            *((raekker.all(), ("tekst",)) for raekker in (udmelding.bidrag, udmelding.svar, udmelding.haendelser)),
            (udmelding.frister.all(), ("grund",)),
        ],
    )
)
