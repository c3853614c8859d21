"""A new link for one that has expired: sent to where the old one went, never to whoever asks."""

from django.db import IntegrityError, transaction

from socialaftale.faelles import tid

from .breve import ask
from .links import Ugyldigt, find_link
from .modtagere import Modtager


def renew(token: str) -> bool:
    """Mail a new link, and tell whether one was written: an address gets one mail a day. Raises Ugyldigt."""
    link = find_link(token)
    if link.brev is None or link.udloeber_at > tid.now():
        raise Ugyldigt("Linket kan ikke fornyes. Skriv til jeres kapacitetskoordinator.")
    modtager = Modtager(link.brev.adresse, link.i_navn, link.bruger)
    try:
        with transaction.atomic():
            ask(modtager, [link.afdeling])
    except IntegrityError:
        return False
    return True
