"""What a person must do in the register: answer the yearly inscription, decide on proposed changes."""

from collections import Counter

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import Access, access

from .models import Aendring, Indskrivningslinje
from .permissions import AFGOER, BEKRAEFT


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the person must answer for her own parties, by deadline, and what she must decide."""
    adgang = access(bruger)
    return [*_inscriptions(adgang), *_decisions(adgang)]


def _inscriptions(adgang: Access) -> list[Opgave]:
    egne = {en.organisation for en in adgang.tildelinger if en.organisation and adgang.may(BEKRAEFT, en.organisation)}
    linjer = Indskrivningslinje.objects.filter(driftsherre__in=egne, svar=Indskrivningslinje.Svar.MANGLER)
    linjer = linjer.select_related("indskrivning").order_by("indskrivning__frist", "indskrivning__pk")
    return [
        Opgave(
            f"Bekræft registeret for {runde.aar}: {antal} tilbud mangler svar",
            f"Senest {dato(runde.frist)}. Er intet ændret, er det ét tryk pr. tilbud.",
            reverse("indskrivning", args=[runde.pk]),
            frist=runde.frist,
        )
        for runde, antal in Counter(linje.indskrivning for linje in linjer).items()
    ]


def _decisions(adgang: Access) -> list[Opgave]:
    if not adgang.may(AFGOER):
        return []
    venter = Aendring.objects.filter(status=Aendring.Status.FORESLAAET, tilbud__omraade__in=adgang.omraader).count()
    tekst = "1 foreslået ændring venter" if venter == 1 else f"{venter} foreslåede ændringer venter"
    hvorfor = "Ændringer af pladser og lukninger gælder først, når de er godkendt."
    return [Opgave(f"{tekst} på afgørelse", hvorfor, reverse("aendringer"))] if venter else []
