"""What waits about requests: an answer from the leader, and what a visitator waits for."""

import datetime as dt

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .permissions import ANMOD, SVAR
from .queries import Raekke, own_requests, requests_to


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the leader must answer by its deadline, and what the municipality has asked and hears about."""
    adgang, opgaver = access(bruger), []
    if adgang.may(SVAR) and (venter := _open(requests_to(bruger))):
        senest = f"Senest {dato(_first(venter))}. Et nej kræver kun en årsag."
        opgaver.append(Opgave(f"Svar på {_count(venter)} om en plads", senest, _page(), _first(venter)))
    if adgang.may(ANMOD) and (egne := _open(own_requests(bruger))):
        hvorfor = "I får en mail ved svar. Uden svar er det slut efter fristen."
        opgaver.append(Opgave(f"{_count(egne).capitalize()} om en plads venter på svar", hvorfor, _page()))
    return opgaver


def _open(raekker: list[Raekke]) -> list[Raekke]:
    return [raekke for raekke in raekker if raekke.aaben]


def _first(raekker: list[Raekke]) -> dt.date:
    return min(raekke.sidste_dag for raekke in raekker if raekke.sidste_dag)


def _count(raekker: list[Raekke]) -> str:
    return "1 anmodning" if len(raekker) == 1 else f"{len(raekker)} anmodninger"


def _page() -> str:
    return reverse("anmodninger")
