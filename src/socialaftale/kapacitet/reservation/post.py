"""The mails about holds. They name the afdeling and never the case: a mailbox is no place for it."""

from django.conf import settings
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.regler.afslag import reason_text
from socialaftale.tilbud.models import Afdeling

from ..brev.modtagere import read_card_index, whom_to_tell
from ..models import Meldeaftale
from ..steder import name_of
from .models import Reservation
from .status import Slut

HALE = "Mailen er sendt af platformen og kan ikke besvares."
ENDTE = {
    Slut.TAGET: "Tilbuddet har meldt, at pladsen nu er besat af jeres borger.",
    Slut.TRUKKET: "Kommunen har givet pladsen fri eller trukket sig fra køen.",
    Slut.UDLOEBET: "Fristen er gået, og pladsen holdes ikke længere.",
}

SLUTEMNE = {
    Slut.TAGET: "Pladsen er besat af jeres borger",
    Slut.TRUKKET: "Reservationen er givet fri",
    Slut.AFVIST: "Tilbuddet har afslået reservationen",
    Slut.UDLOEBET: "Reservationen er udløbet",
}


def tell_new(reservation: Reservation) -> None:
    """The receipt to whoever asked, at once, and a word to the leader."""
    holdes = reservation.aktiv_at is not None
    _send(reservation, "I holder en plads" if holdes else "I står i kø til en plads", held_text(reservation))
    tekst = f"{reservation.myndighed} {'holder en plads' if holdes else 'står i kø til en plads'}."
    for adresse in leaders_of(reservation.afdeling):
        send_about(reservation.afdeling, adresse, "En kommune vil gerne have en plads", tekst, reverse("reservationer"))


def tell_held(reservation: Reservation) -> None:
    """The first in the queue now holds a place."""
    _send(reservation, "I holder nu en plads", held_text(reservation))


def tell_ended(reservation: Reservation) -> None:
    """How it ended, to whoever asked."""
    slut = Slut(reservation.slut)
    tekst = ENDTE.get(slut) or f"Tilbuddet kan ikke tage imod: {reason_text(reservation.aarsag).lower()}."
    _send(reservation, SLUTEMNE[slut], tekst)


def held_text(reservation: Reservation) -> str:
    """Until when the place is held, or that the case waits for one."""
    if reservation.udloeber_at is None:
        return "I står i kø. I får en mail, hvis en plads bliver fri til jer."
    sidste = tid.day_of(reservation.udloeber_at - reservation.udloeber_at.resolution)
    return f"Pladsen holdes for jer til og med {dato(sidste)}. Derefter er den fri for andre."


def _send(reservation: Reservation, emne: str, tekst: str) -> None:
    if reservation.oprettet_by.email:
        send_about(reservation.afdeling, reservation.oprettet_by.email, emne, tekst, reverse("reservationer"))


def send_about(afdeling: Afdeling, adresse: str, emne: str, tekst: str, sti: str) -> None:
    """Queue a mail about an afdeling, with a link to the page where the rest stands."""
    sted = name_of(afdeling)
    hvor = f"Se mere: {settings.WEBADRESSE}{sti}" if settings.WEBADRESSE else ""
    afsnit = [f"{sted}.", tekst, hvor, HALE]
    queue_mail(adresse, f"{emne}: {sted}"[:200], "\n\n".join(et for et in afsnit if et).replace("\u00a0", " "))


def leaders_of(afdeling: Afdeling) -> list[str]:
    """Whoever answers for the afdeling; without one, who can put its facts right."""
    aftaler = Meldeaftale.objects.gaeldende(tid.today()).filter(afdeling=afdeling)
    aftale = aftaler.select_related("leder", "stedfortraeder").first()
    ledere = read_card_index().leaders(aftale) if aftale else []
    return [leder.adresse for leder in ledere] or whom_to_tell(afdeling)
