"""The mail that asks: one for all of a person's afdelinger, with a link for each."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.tilbud.models import Afdeling

from ..models import Ledigmelding, Meldebrev
from ..queries import newest_reports
from ..steder import names_of
from .links import GYLDIGT, new_link
from .modtagere import Modtager

BREV = """{hilsen}

{spoergsmaal} Tryk på linket; er intet ændret, er det ét tryk på siden. Du skal ikke logge på.

{linjer}
Hvert link virker én gang og i {dage} dage. Den, der har linket, kan svare {for_hvem}.
Send det kun videre til en, der må det.
"""


def ask(modtager: Modtager, afdelinger: Sequence[Afdeling], forfaldne: int = 0) -> Meldebrev:
    """Write one mail with a link for each afdeling. Call it inside a transaction.

    Raises IntegrityError where the address has had its mail today.
    """
    navne = names_of(list(afdelinger))
    emne = _subject(len(afdelinger), forfaldne, navne[afdelinger[0].pk])
    besked = queue_mail(modtager.adresse, emne, "")
    brev = Meldebrev.objects.create(dag=tid.today(), adresse=modtager.adresse, besked=besked)
    sidst = {melding.afdeling_id: melding for melding in newest_reports([en.pk for en in afdelinger], tid.now())}
    linjer = [_line(brev, modtager, en, navne[en.pk], sidst.get(en.pk)) for en in afdelinger]
    antal = len(linjer)
    besked.tekst = BREV.format(
        hilsen=f"Kære {modtager.i_navn}" if modtager.bruger else "Hej",
        spoergsmaal=f"Hvilke af {antal} afdelinger har en ledig plads?" if antal > 1 else "Er der en ledig plads?",
        linjer="\n".join(linjer),
        dage=GYLDIGT.days,
        for_hvem=f"i navnet {modtager.i_navn}" if modtager.bruger else "for afdelingen",
    )
    besked.save(update_fields=["tekst"])
    return brev


def _subject(antal: int, forfaldne: int, navn: str) -> str:
    hvad = navn if antal == 1 else f"{antal} afdelinger"
    return f"{'Mangler stadig svar: ' if forfaldne else ''}Er der en ledig plads? {hvad}"[:200]


def _line(brev: Meldebrev, modtager: Modtager, afdeling: Afdeling, navn: str, sidst: Ledigmelding | None) -> str:
    token = new_link(afdeling, modtager.i_navn, modtager.bruger, brev)
    kendt = f"{sidst.get_svar_display()}, {dato(sidst.observeret_at)}" if sidst else "intet svar endnu"
    return f"{navn} (sidst meldt: {kendt})\n{settings.WEBADRESSE}{reverse('meld', args=[token])}\n"
