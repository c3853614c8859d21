"""The pages of a round, as tabs: each shows those that the person may open."""

from django.http import HttpRequest
from django.urls import reverse

from socialaftale.parter.permissions import access

from ..runde.models import Takstrunde
from ..runde.permissions import AABN, SE_RUNDE

FANER = (
    ("Overblik", "takstrunde", SE_RUNDE),
    ("Hvem mangler jeg?", "takstrunde_mangler", AABN),
    ("Påmindelser", "takstrunde_paamindelser", AABN),
    ("Datoer", "takstrunde_datoer", AABN),
    ("Tider", "takstrunde_tider", SE_RUNDE),
    ("Hændelser", "takstrunde_haendelser", AABN),
)


def tabs_of(request: HttpRequest, runde: Takstrunde) -> list[dict[str, object]]:
    """Return the tabs of the round's pages, the one that is shown marked."""
    held = access(request.user)
    return [
        {
            "text": tekst,
            "href": (href := reverse(side, args=[runde.omraade.kode, runde.aar])),
            "current": request.path == href,
        }
        for tekst, side, ret in FANER
        if held.may(ret, omraade=runde.omraade)
    ]
