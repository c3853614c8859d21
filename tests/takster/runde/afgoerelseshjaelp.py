"""Short ways to a round that is ready for FU and DAS."""

from django.test import Client

from socialaftale.parter.models import Bruger, Funktion
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.models import Indsendelse
from socialaftale.takster.runde.frys import Sted

from .conftest import FU, Rum

HOEJ = "4500000"
"""Wages that lift the takst by a fifth: it must be explained."""


def name_bodies(rum: Rum) -> None:
    """The bodies under the names they have in North Jutland."""
    for kort, navn in (("das", "Den Administrative Styregruppe (DAS)"), ("fu", "Forretningsudvalget, voksne")):
        udvalg = rum.udvalg[kort]
        udvalg.navn = navn
        udvalg.save()


def give_mailbox(rum: Rum, adresse: str = "takst@hjoerring.dk") -> None:
    """Hjørring has somebody who answers for its takster."""
    felter = {"organisation": rum.hus.register.hjoerring, "art": Funktion.Art.TAKSTANSVARLIG_VOKSNE}
    Funktion.objects.create(**felter, faelles_postkasse=adresse)


def remark_on(rum: Rum, indsendelse: Indsendelse, tekst: str = "Hvad dækker taksten?", send: bool = True):
    """A remark from Aalborg on the submission's only line, sent to the driftsherre unless `send` is false."""
    linje = rum.line(indsendelse)
    sted, by = Sted(linje.beregning, linje.linje), rum.member(rum.hus.register.aalborg)
    bemaerkning = gennemgang.remark(indsendelse=indsendelse, sted=sted, tekst=tekst, by=by)
    if send:
        gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    return bemaerkning


def answer(rum: Rum, bemaerkning, tekst: str = "Kost og bolig."):
    return gennemgang.answer(bemaerkning=bemaerkning, tekst=tekst, by=rum.hus.indberetter)


def settle(rum: Rum, bemaerkning, art: str = "afklaret", tekst: str = ""):
    by = rum.member(rum.hus.register.aalborg)
    return gennemgang.settle(bemaerkning=bemaerkning, art=art, tekst=tekst, by=by)


def visit(bruger: Bruger | None) -> Client:
    client = Client()
    if bruger:
        client.force_login(bruger)
    return client


def page(bruger: Bruger | None, sti: str, status: int = 200) -> str:
    svar = visit(bruger).get(sti)
    assert svar.status_code == status, svar.status_code
    return svar.content.decode()
