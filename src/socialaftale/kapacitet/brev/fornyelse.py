"""A new link for one that has expired: sent to where the old one went, never to whoever asks."""

from django.db import IntegrityError, transaction

from socialaftale.faelles import tid
from socialaftale.tilbud.models import Afdeling

from ..models import Meldeaftale
from .breve import ask
from .links import Ugyldigt, find_link
from .modtagere import Modtager, read_card_index, whom_to_tell

GAELDER_ENDNU = "Linket gælder stadig. Brug det fra mailen."
IKKE_MERE = "Den, linket blev sendt til, svarer ikke for afdelingen mere, så der sendes ikke et nyt."


def renew(token: str) -> bool:
    """Mail a new link, and tell whether one was written: an address gets one mail a day.

    Raises Ugyldigt, also where whoever has the address answers for the afdeling no more.
    """
    link = find_link(token)
    if link.udloeber_at > tid.now():
        raise Ugyldigt(GAELDER_ENDNU)
    if link.brev is None or link.brev.adresse not in _answering(link.afdeling):
        raise Ugyldigt(IKKE_MERE)
    modtager = Modtager(link.brev.adresse, link.i_navn, link.bruger)
    try:
        with transaction.atomic():
            ask(modtager, [link.afdeling])
    except IntegrityError:
        return False
    return True


def _answering(afdeling: Afdeling) -> set[str]:
    """The addresses of all who may be asked about the afdeling today; a leader who is away still answers for it."""
    adresser = set(whom_to_tell(afdeling))
    aftale = Meldeaftale.objects.gaeldende(tid.today()).filter(afdeling=afdeling).select_related("leder").first()
    if aftale:
        kartotek = read_card_index()
        adresser |= {en.adresse for en in (*kartotek.leaders(aftale), *kartotek.deputies(aftale))} | {aftale.postkasse}
        adresser |= {aftale.leder.email} if aftale.leder and aftale.leder.aktiv else set()
    return adresser - {""}
