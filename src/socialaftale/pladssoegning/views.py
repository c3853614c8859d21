"""Finding a place: browsing for everyone, and a visitator's search that ends in a call list."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.permissions import aaben, access_of, adgang, may

from . import actions, queries, tekster
from .behov import in_words, keep
from .forms import BehovForm, FindForm
from .kort import draw_found
from .permissions import SOEG, home_of
from .steder import Blik

PR_SIDE = 25
FLEST_SAMMENLIGNET = 4


@aaben
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    form.is_valid()
    kriterier = keep(form.kriterier())
    svar = queries.find_places(kriterier, Blik(tid.now(), fra=kriterier.get("fra", "")))
    side = Paginator(svar.fund, PR_SIDE).get_page(request.GET.get("side"))
    valg = request.GET.copy()
    valg.pop("side", None)
    kontekst = {
        "form": form,
        "svar": svar,
        "side": side,
        "valgt": in_words(kriterier),
        "adresse": f"?{valg.urlencode()}",
        "maa_soege": may(request.user, SOEG),
        "kort": draw_found(svar),
    }
    return render(request, "pladssoegning/find.jinja", kontekst)


@adgang(SOEG)
def behov(request: HttpRequest) -> HttpResponse:
    hjem = home_of(request.user)
    form = BehovForm(request.POST or None, initial={"fra": hjem.kode if hjem else ""})
    if form.is_valid():
        soegning = actions.search(kriterier=keep(form.kriterier()), by=request.user)
        return redirect("find_plads_svar", soegning.kode)
    seneste = queries.searches_of(request.user)[:5]
    kontekst = {"form": form, "seneste": [(et, in_words(et.kriterier)) for et in seneste]}
    return render(request, "pladssoegning/behov.jinja", kontekst)


@adgang(SOEG)
def svar(request: HttpRequest, kode: str) -> HttpResponse:
    soegning = get_object_or_404(queries.searches_of(request.user), kode=kode)
    fundet = queries.read_again(soegning)
    kontekst = {
        "soegning": soegning,
        "svar": fundet,
        "valgt": in_words(soegning.kriterier),
        "ringeliste": tekster.call_list(soegning, fundet),
        "notat": tekster.journal_note(soegning, fundet),
        "kort": draw_found(fundet),
        "timer_i": tekster.hours,
    }
    return render(request, "pladssoegning/svar.jinja", kontekst)


@aaben
def sammenlign(request: HttpRequest) -> HttpResponse:
    koder = list(dict.fromkeys(request.GET.getlist("plads")))
    hjem = home_of(request.user)
    blik = Blik(tid.now(), access_of(request).omraader if hjem else frozenset(), hjem.kode if hjem else "")
    steder = queries.read_chosen(koder[:FLEST_SAMMENLIGNET], blik)
    kontekst = {
        "steder": steder,
        "for_mange": len(koder) > FLEST_SAMMENLIGNET,
        "aar": blik.den.year,
        "enheder": tekster.TAKSTENHEDER,
        "timer": tekster.hours_of,
    }
    return render(request, "pladssoegning/sammenlign.jinja", kontekst)
