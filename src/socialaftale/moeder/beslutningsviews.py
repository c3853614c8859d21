"""Decisions, delegations, follow-ups, and the chair's confirmation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.sikkerhed import secret_link
from socialaftale.parter.attempt import attempt, press, submit
from socialaftale.parter.permissions import aaben, adgang, may, require

from . import actions, queries
from . import formand as formanden
from .forms import BekraeftForm, DelegerForm, FormandForm
from .models import Dagsordenspunkt, Delegation, Moede, Opfoelgning
from .opfoelgning.actions import finish_followup
from .permissions import LAES, REFERER


@aaben
def delegationer(request: HttpRequest) -> HttpResponse:
    kontekst = {
        "viste": queries.shown_delegations(request.user, tid.today()),
        "den": tid.today(),
        "emnenavn": queries.subject_name,
        "kan_referere": may(request.user, REFERER),
    }
    return render(request, "moeder/delegationer.jinja", kontekst)


@adgang(REFERER)
@require_POST
def tag_tilbage(request: HttpRequest, pk: int) -> HttpResponse:
    delegation = get_object_or_404(Delegation.objects.select_related("fra_udvalg", "beslutning__punkt"), pk=pk)
    felter = {"delegation": delegation, "fra": max(tid.today(), delegation.gaelder_fra)}
    press(request, actions.take_back, "Delegationen giver ikke længere mandat.", **felter)
    return redirect("delegationer")


@adgang(REFERER)
def deleger(request: HttpRequest, pk: int) -> HttpResponse:
    punkt = get_object_or_404(Dagsordenspunkt.objects.select_related("moede__udvalg"), pk=pk)
    udvalg = punkt.moede.udvalg
    require(request.user, REFERER, udvalg=udvalg)
    beslutning = queries.newest_decision(punkt)
    if beslutning is None:
        raise Http404
    form = DelegerForm(request.POST or None, fra=udvalg)
    if form.is_valid() and submit(form, actions.delegate, beslutning=beslutning, by=request.user, **form.cleaned_data):
        messages.success(request, "Delegationen er ført ind.")
        return redirect("delegationer")
    emne = queries.subject_name(udvalg, punkt.emne, punkt.emne_id)
    return render(request, "moeder/deleger.jinja", {"form": form, "punkt": punkt, "emne": emne})


@adgang(LAES)
def opfoelgning(request: HttpRequest) -> HttpResponse:
    kontekst = {
        "aabne": list(queries.open_followups(request.user)),
        "i_dag": tid.today(),
        "kan_referere": may(request.user, REFERER),
    }
    return render(request, "moeder/opfoelgning.jinja", kontekst)


@adgang(REFERER)
@require_POST
def udfoert(request: HttpRequest, pk: int) -> HttpResponse:
    en = get_object_or_404(Opfoelgning.objects.select_related("punkt__moede__udvalg"), pk=pk)
    finish_followup(opfoelgning=en, by=request.user)
    messages.success(request, f"»{en.hvad}« er meldt udført.")
    return redirect("opfoelgning")


@adgang(REFERER)
def bed_formand(request: HttpRequest, pk: int) -> HttpResponse:
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    form = FormandForm(request.POST or None)
    felter = {"moede": moede, "site": request.build_absolute_uri("/"), "by": request.user}
    if attempt(form, formanden.ask_chair, **felter):
        messages.success(request, "Formanden får en mail med et link.")
        return redirect("moede", pk)
    return render(request, "moeder/bed_formand.jinja", {"form": form, "moede": moede})


@aaben
@secret_link
@never_cache
def formand(request: HttpRequest, token: str) -> HttpResponse:
    """Show the chair the open points' decisions, and take the answer: no account is needed, the link is the key."""
    try:
        bekraeftelse = formanden.read_link(token)
    except formanden.Ugyldigt as fejl:
        return render(request, "moeder/link_brugt.jinja", {"besked": str(fejl)}, status=410)
    moede = bekraeftelse.moede
    form = BekraeftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        formanden.confirm(token=token, bemaerkning=form.cleaned_data["bemaerkning"])
        return render(request, "moeder/tak.jinja", {"moede": moede})
    kontekst = {
        "form": form,
        "bekraeftelse": bekraeftelse,
        "moede": moede,
        "dato": queries.current_time(moede).dato,
        "punkter": queries.open_decisions(moede),
    }
    return render(request, "moeder/formand.jinja", kontekst)
