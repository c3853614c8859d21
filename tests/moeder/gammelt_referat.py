"""A closed point of old minutes, for the worlds that the sweeps of all pages walk."""

import datetime as dt

from socialaftale.moeder.importering.actions import Sendt, receive_minutes
from socialaftale.moeder.importering.laesning import Laest
from socialaftale.moeder.importering.models import Referatimport
from socialaftale.parter.models import Bruger, Udvalg


def receive_old(udvalg: Udvalg, dato: dt.date, by: Bruger, titel: str = "En sag") -> Referatimport:
    tekst = f"Lukket\n\nPunkt 1. {titel}\n\nIndstilling\n1. godkender {titel}\n\nBeslutning\nDrøftet. {dato}\n"
    return receive_text(tekst, udvalg, dato, by)


def receive_text(tekst: str, udvalg: Udvalg, dato: dt.date, by: Bruger) -> Referatimport:
    sendt = Sendt(tekst.encode(), "referat.txt", Laest.of(tekst))
    return receive_minutes(sendt=sendt, udvalg=udvalg, dato=dato, by=by)
