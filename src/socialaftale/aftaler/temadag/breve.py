"""Mail to those who have signed up for a temadag. Call each inside the transaction of what it tells of."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato

from .models import Temadag, Tilmelding

SALT = "aftaler.temadag.tilmelding"
BREV = """Kære {navn}

{besked}

{titel}
{naar}, kl. {fra}-{til}, {sted}

Se eller afmeld din tilmelding her, uden at logge på:
{link}
"""
AFLYST = """Kære {navn}

Temadagen »{titel}« den {naar} er aflyst: {grund}

Du skal ikke gøre noget. Dit navn og din mailadresse slettes senere af sig selv.
"""


def link_to(tilmelding: Tilmelding) -> str:
    """Return the address by which a person sees and cancels her own."""
    return settings.WEBADRESSE + reverse("temadag_tilmelding", args=[signing.dumps(tilmelding.pk, salt=SALT)])


def write_place(tilmelding: Tilmelding) -> None:
    _write(tilmelding, "Du har en plads.")


def write_waiting(tilmelding: Tilmelding) -> None:
    _write(tilmelding, "Der er ikke flere pladser, så du står på venteliste. Du får en mail, hvis der bliver plads.")


def write_known(tilmelding: Tilmelding) -> None:
    hvad = "du har en plads" if tilmelding.plads_at else "du står på venteliste"
    _write(tilmelding, f"Du er allerede tilmeldt, og {hvad}.")


def write_cancelled(temadag: Temadag) -> int:
    """Write to everyone who has signed up that the day is cancelled, and return how many."""
    staar = list(temadag.tilmeldinger.standing())
    for en in staar:
        felter = {"navn": en.navn, "titel": temadag.titel, "naar": dato(temadag.dato), "grund": temadag.aflyst_grund}
        queue_mail(en.email, f"Aflyst: {temadag.titel}"[:200], AFLYST.format(**felter))
    return len(staar)


def _write(tilmelding: Tilmelding, besked: str) -> None:
    temadag = tilmelding.temadag
    tekst = BREV.format(
        navn=tilmelding.navn,
        besked=besked,
        titel=temadag.titel,
        naar=dato(temadag.dato),
        fra=f"{temadag.fra_kl:%H.%M}",
        til=f"{temadag.til_kl:%H.%M}",
        sted=temadag.sted,
        link=link_to(tilmelding),
    )
    queue_mail(tilmelding.email, f"Temadag: {temadag.titel}"[:200], tekst)
