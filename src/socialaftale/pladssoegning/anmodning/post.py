"""The mails about requests. They name the afdeling and never the case."""

from django.urls import reverse

from socialaftale.kapacitet.reservation.post import held_text, leaders_of, send_about
from socialaftale.regler.afslag import reason_text

from .models import Anmodning
from .status import Svar

SIDE = "anmodninger"


def tell_new(anmodning: Anmodning) -> None:
    """The receipt to whoever asked, at once, and a word to the leader."""
    tekst = "Tilbuddet har fået besked. I får en mail, når der er svar."
    _to_the_municipality(anmodning, "Jeres anmodning er modtaget", tekst)
    _to_the_leaders(anmodning, "En kommune spørger om en plads", f"{anmodning.myndighed} spørger, om I kan tage imod.")


def remind(anmodning: Anmodning) -> None:
    tekst = f"{anmodning.myndighed} har spurgt og venter på svar."
    _to_the_leaders(anmodning, "En kommune venter på jeres svar", tekst)


def tell_answer(anmodning: Anmodning) -> None:
    """How it ended, to whoever asked."""
    svar = Svar(anmodning.svar)
    tekst = {
        Svar.TILBUDT: f"Tilbuddet kan tage imod. {_held(anmodning)} Ring, og aftal det videre.".replace("  ", " "),
        Svar.AFVIST: f"Tilbuddet kan ikke tage imod: {reason_text(anmodning.aarsag).lower()}.",
        Svar.UDLOEBET: "Tilbuddet har ikke svaret inden fristen. Ring, eller spørg et andet sted.",
        Svar.TRUKKET: "Anmodningen er trukket tilbage.",
        Svar.LUKKET: "Aftaleområdet har slået anmodninger fra, så tilbuddet svarer ikke her. Ring til tilbuddet.",
    }[svar]
    _to_the_municipality(anmodning, f"Svar på jeres anmodning: {svar.label}", tekst)


def _held(anmodning: Anmodning) -> str:
    return held_text(anmodning.reservation) if anmodning.reservation else ""


def _to_the_municipality(anmodning: Anmodning, emne: str, tekst: str) -> None:
    if anmodning.oprettet_by.email:
        send_about(anmodning.afdeling, anmodning.oprettet_by.email, emne, tekst, reverse(SIDE))


def _to_the_leaders(anmodning: Anmodning, emne: str, tekst: str) -> None:
    for adresse in leaders_of(anmodning.afdeling):
        send_about(anmodning.afdeling, adresse, emne, tekst, reverse(SIDE))
