"""Recording what a body recommends or decides, what came of it, what waits, and the trace of a line."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.queries import newest_decision
from socialaftale.parter.permissions import aaben, adgang, may, require
from socialaftale.tilbud.models import Tilbud

from ..runde.models import Takstrunde
from ..runde.permissions import SE_RUNDE
from .actions import round_of
from .afgoer import explain_mandate, open_page, record_page
from .moedesag import deciding_body, read_meeting, short_name
from .opgaver import can_be_published
from .permissions import AFGOER
from .sagsdata import read_case
from .sagstabeller import amount, change, trace
from .sagsviews import own_parties, seen_round
from .spor import read_trace
from .udfald import read_outcome
from .venter import waiting


@adgang(AFGOER)
def afgoer(request: HttpRequest, pk: int) -> HttpResponse:
    punkt, runde = _point(pk)
    require(request.user, AFGOER, omraade=runde.omraade)
    data = read_case(read_meeting(runde, punkt.moede))
    if request.method != "POST":
        side = open_page(punkt, data)
    elif "tilfoej" in request.POST:
        side = open_page(punkt, data, request.POST)
    else:
        side = record_page(punkt, data, request.POST, request.user)
    if side.gemt:
        messages.success(request, "Beslutningen er ført ind, og driftsherrerne får hver en mail.")
        return redirect("takst_udfald", pk)
    kontekst = {
        "side": side,
        "data": side.data,
        "runde": runde,
        "punkt": punkt,
        "mandat": explain_mandate(side.data.sag, deciding_body(runde)),
        "udvalg": short_name(punkt.moede.udvalg),
        "beloeb": amount,
        "aendring": change,
        "spor": trace,
    }
    return render(request, "takster/afgoerelse/afgoer.jinja", kontekst)


@adgang(SE_RUNDE)
def udfald(request: HttpRequest, pk: int) -> HttpResponse:
    punkt, runde = _point(pk)
    require(request.user, SE_RUNDE, omraade=runde.omraade)
    beslutning = newest_decision(punkt)
    if beslutning is None:
        raise Http404
    maa = may(request.user, AFGOER, omraade=runde.omraade)
    kontekst = {
        "punkt": punkt,
        "runde": runde,
        "beslutning": beslutning,
        "udfald": read_outcome(runde, beslutning),
        "udvalg": short_name(punkt.moede.udvalg),
        "egne": own_parties(request.user),
        "maa": maa,
        "kan_udgives": maa and can_be_published(runde),
    }
    return render(request, "takster/afgoerelse/udfald.jinja", kontekst)


@adgang(SE_RUNDE)
def venter(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    runde = seen_round(request, omraade, aar)
    kontekst = {
        "runde": runde,
        "grupper": waiting(runde),
        "egne": own_parties(request.user),
        "maa": may(request.user, AFGOER, omraade=runde.omraade),
        "kort": short_name,
        "beloeb": amount,
        "spor": trace,
    }
    return render(request, "takster/afgoerelse/venter.jinja", kontekst)


@aaben
def spor(request: HttpRequest, kode: str, aar: int, linje: str) -> HttpResponse:
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    fundet = read_trace(tilbud, aar, linje, request.user)
    if fundet is None:
        raise Http404("Der er intet at se om taksten.")
    kontekst: dict[str, Any] = {"spor": fundet, "beloeb": amount, "aendring": change}
    return render(request, "takster/afgoerelse/spor.jinja", kontekst)


def _point(pk: int) -> tuple[Dagsordenspunkt, Takstrunde]:
    """The point, its meeting read with its time, and the round it is about; 404 where it is about something else."""
    punkt = get_object_or_404(Dagsordenspunkt.objects.select_related("moede__udvalg__omraade"), pk=pk)
    runde = round_of(punkt)
    if runde is None:
        raise Http404("Punktet handler ikke om en åben takstrunde.")
    punkt.moede = Moede.objects.in_order().get(pk=punkt.moede_id)
    return punkt, runde
