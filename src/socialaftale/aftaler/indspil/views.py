"""Themes handed in to other forums: all of them, and one with what came back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.moeder.naevn import decisions_to_name
from socialaftale.parter.attempt import attempt, submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang, personlig, require

from . import actions, queries
from . import forms as f
from .models import Indspil
from .permissions import INDSPIL


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    maa = [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(INDSPIL, omraade=en)]
    viste = queries.themes(request.user)
    return render(request, "aftaler/indspil/liste.jinja", {"viste": viste, "maa_oprette": maa})


@aaben
def et(request: HttpRequest, pk: int) -> HttpResponse:
    """One theme; who looks after it, by name, is for the area."""
    fundet = _theme(request, pk)
    held = access_of(request)
    kontekst = {
        "vist": queries.shown_themes(Indspil.objects.filter(pk=pk), request.user)[0],
        "indspil": fundet,
        "frister": queries.deadlines_of(fundet),
        "i_omraadet": fundet.omraade_id in held.omraader,
        "ejer_er_her": actions.may_tell(fundet.ejer, fundet),
        "maa_fortaelle": request.user.is_authenticated and actions.may_tell(request.user, fundet),
        "maa_skrive": held.may(INDSPIL, omraade=fundet.omraade),
    }
    return render(request, "aftaler/indspil/et.jinja", kontekst)


@adgang(INDSPIL)
def nyt(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, INDSPIL, omraade=fundet)
    beslutninger = decisions_to_name(fundet, request.user)
    form = f.IndspilForm(request.POST or None, omraade=fundet, beslutninger=beslutninger)
    felter = {"omraade": fundet, "by": request.user}
    if form.is_valid() and (ny := submit(form, actions.hand_over, oplysninger=form.oplysninger(), **felter)):
        messages.success(request, "Indspillet er skrevet ind. Ejeren får en opgave, hvis svaret udebliver.")
        return redirect("indspil_et", ny.pk)
    return render(request, "aftaler/indspil/nyt.jinja", {"form": form, "omraade": fundet})


@personlig
def svar(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = _told_by(request, pk)
    form = f.SvarForm(request.POST or None, initial={"dato": tid.today()})
    return _simple(request, fundet, form, actions.tell, "Hvad kom tilbage?")


@personlig
def frist(request: HttpRequest, pk: int) -> HttpResponse:
    return _simple(
        request, _told_by(request, pk), f.FristForm(request.POST or None), actions.move_deadline, "Hvornår ventes svar?"
    )


@adgang(INDSPIL)
def ejer(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = _theme(request, pk)
    require(request.user, INDSPIL, omraade=fundet.omraade)
    form = f.EjerForm(request.POST or None, omraade=fundet.omraade)
    return _simple(request, fundet, form, actions.give_to, "Hvem følger indspillet?")


def _simple(
    request: HttpRequest, indspil: Indspil, form: forms.Form, action: Callable[..., Any], overskrift: str
) -> HttpResponse:
    """Carry out an action that takes just what the form asks, and go back to the theme."""
    if request.method == "POST" and attempt(form, action, indspil=indspil, by=request.user):
        messages.success(request, "Det er gemt.")
        return redirect("indspil_et", indspil.pk)
    kontekst = {"form": form, "indspil": indspil, "overskrift": overskrift}
    return render(request, "aftaler/indspil/formular.jinja", kontekst)


def _theme(request: HttpRequest, pk: int) -> Indspil:
    synlige = Indspil.objects.visible_to(request.user).select_related("omraade", "ejer__organisation")
    return get_object_or_404(synlige, pk=pk)


def _told_by(request: HttpRequest, pk: int) -> Indspil:
    fundet = _theme(request, pk)
    actions.require_teller(request.user, fundet)
    return fundet
