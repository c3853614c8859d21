"""What a round took and what happened in it: time in each stage, and the audit trail."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import adgang, may

from ..runde.models import Takstrunde
from ..runde.permissions import AABN, SE_RUNDE
from . import haendelser as spor
from . import tider as maaling
from .menu import tabs_of
from .opslag import find_open_round

PR_SIDE = 50


@adgang(SE_RUNDE)
def tider(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """The median and the slow end of each stage, this year and those before; by driftsherre for the secretariat."""
    runde = find_open_round(request, omraade, aar, SE_RUNDE)
    maalt = maaling.measure(runde)
    ledtider = maaling.by_stage(maalt)
    tidligere = Takstrunde.objects.filter(omraade=runde.omraade, aar__lt=aar).order_by("-aar")[:2]
    led = request.GET.get("led") if request.GET.get("led") in maaling.LED else "indsend"
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "ledtider": ledtider,
        "billede": maaling.chart(ledtider),
        "tidligere": [(et.aar, maaling.by_stage(maaling.measure(et))) for et in tidligere],
        "led": led,
        "alle_led": maaling.LED,
        "parter": maaling.by_party(maalt, led) if may(request.user, AABN, omraade=runde.omraade) else None,
    }
    return render(request, "takster/styring/tider.jinja", kontekst)


@adgang(AABN)
def haendelser(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """Every step of the round, the newest first."""
    runde = find_open_round(request, omraade, aar, AABN)
    side = Paginator(spor.events_in(runde), PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "side": side,
        "skete": spor.in_words(side.object_list),
    }
    return render(request, "takster/styring/haendelser.jinja", kontekst)


@adgang(AABN)
def haendelser_fil(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    runde = find_open_round(request, omraade, aar, AABN)
    svar = HttpResponse(spor.as_csv(runde), content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = f'attachment; filename="haendelser-{omraade}-{aar}.csv"'
    return svar
