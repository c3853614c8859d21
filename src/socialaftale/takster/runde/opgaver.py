"""What a driftsherre must do in an open takst round, and by when."""

import datetime as dt

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Organisation

from ..oversigt import counted
from . import queries
from .egne import read_own
from .models import Takstrunde
from .naeste import Rundesum, budget_is_adopted, summed, write_progress
from .visning import write_days_left, write_deadline


def tasks_in_round(runde: Takstrunde, part: Organisation) -> list[Opgave]:
    """The most pressing first: answers and promises that others wait for, then what is not submitted."""
    samlet = summed(read_own(runde, part))
    datoer = queries.read_dates(runde)
    liste = reverse("takster_driftsherre", args=[part.kode, runde.aar])
    indsend = reverse("takstrunde_indsend", args=[part.kode, runde.aar])
    opgaver = _answers(samlet, liste)
    if samlet.mangler and not queries.stands(runde, part):
        goer = f"{write_deadline(datoer)} {write_progress(samlet).capitalize()}"
        kun_klar = samlet.klar and not samlet.retter and not samlet.ikke_begyndt
        forsinket = "" if tid.today() <= datoer.frist else ", selv om fristen er gået"
        side = indsend if kun_klar else liste
        opgaver.append((f"indsend {_count(samlet.mangler)}{forsinket}", goer, side, datoer.frist))
    elif samlet.klar or samlet.retter:
        opgaver.append((f"{_count(samlet.klar + samlet.retter)} er rettet og ikke indsendt igen", "", indsend, None))
    if samlet.foreloebige and budget_is_adopted(datoer.sat.budget_vedtaget):
        tekst = f"{_count(samlet.foreloebige)} er foreløbige: bekræft efter budgetvedtagelsen"
        opgaver.append((tekst, "Ét tryk, hvis tallene er uændrede.", liste, None))
    return [
        Opgave(f"Takster {runde.aar}: {tekst}", f"{part}. {hvorfor}".strip(), href, frist)
        for tekst, hvorfor, href, frist in opgaver
    ]


def _answers(samlet: Rundesum, href: str) -> list[tuple[str, str, str, dt.date | None]]:
    opgaver = []
    if samlet.bemaerkninger:
        antal = counted(samlet.bemaerkninger, "bemærkning", "bemærkninger")
        frist = f" senest {dato(samlet.svarfrist)}" if samlet.svarfrist else ""
        hvorfor = f"Svarfristen er {write_days_left(samlet.svarfrist)}." if samlet.svarfrist else ""
        opgaver.append((f"svar på {antal}{frist}", hvorfor, href, samlet.svarfrist))
    if samlet.foerste_loefte:
        antal = counted(samlet.loefter, "forklaring", "forklaringer")
        senest = f"Den første skal være her senest {dato(samlet.foerste_loefte)}."
        opgaver.append((f"skriv {antal}, I har lovet", senest, href, samlet.foerste_loefte))
    return opgaver


def _count(antal: int) -> str:
    return counted(antal, "tilbud", "tilbud")
