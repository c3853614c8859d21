"""Projects that add places, what comes for whom, and the puljer and agreements around them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.attempt import submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang, require
from socialaftale.tilbud.permissions import reach

from . import actions, queries
from .forms import ProjektForm, PuljeForm, SamarbejdsForm, TrinForm
from .models import Pladsprojekt
from .permissions import PROJEKT, PULJE


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    omraader = queries.areas(request.user)
    kontekst = {
        "omraader": omraader,
        "maa_oprette": {vist.omraade.kode for vist in omraader if held.may(PROJEKT, omraade=vist.omraade)},
        "maa_pulje": {vist.omraade.kode for vist in omraader if held.may(PULJE, omraade=vist.omraade)},
        "i_dag": tid.today(),
    }
    return render(request, "aftaler/pladsprojekt/liste.jinja", kontekst)


@adgang(PROJEKT)
def nyt(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    held = access_of(request)
    ejere = [part for part in reach(request.user, PROJEKT) if held.may(PROJEKT, organisation=part, omraade=fundet)]
    if not ejere:
        raise PermissionDenied
    form = ProjektForm(request.POST or None, omraade=fundet, ejere=ejere)
    if form.is_valid():
        data = form.cleaned_data
        felter = {"ejer": data["ejer"], "hvad": (data["titel"], data["maalgruppe"]), "trin": form.trin()}
        if submit(form, actions.begin_project, omraade=fundet, **felter, by=request.user):
            messages.success(request, "Projektet er oprettet.")
            return redirect("pladsprojekter")
    return render(request, "aftaler/pladsprojekt/nyt.jinja", {"form": form, "omraade": fundet})


@adgang(PROJEKT)
def flyt(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how far a project is; what stood before stays below."""
    synlige = Pladsprojekt.objects.visible_to(request.user).select_related("ejer", "omraade")
    projekt = get_object_or_404(synlige, pk=pk)
    require(request.user, PROJEKT, organisation=projekt.ejer, omraade=projekt.omraade)
    form = TrinForm(request.POST or None, omraade=projekt.omraade, foer=actions.current_step(projekt))
    if form.is_valid() and submit(form, actions.move_project, projekt=projekt, trin=form.trin(), by=request.user):
        messages.success(request, "Det er gemt, hvor langt projektet er.")
        return redirect("pladsprojekter")
    kontekst = {"form": form, "projekt": projekt, "trin": queries.history(projekt)}
    return render(request, "aftaler/pladsprojekt/flyt.jinja", kontekst)


@adgang(PULJE)
def ny_pulje(request: HttpRequest, omraade: str) -> HttpResponse:
    return _write_in(request, omraade, PuljeForm, actions.add_fund, "Skriv en pulje ind")


@adgang(PULJE)
def ny_samarbejdsaftale(request: HttpRequest, omraade: str) -> HttpResponse:
    return _write_in(request, omraade, SamarbejdsForm, actions.add_cooperation, "Skriv en samarbejdsaftale ind")


def _write_in(request: HttpRequest, omraade: str, formular: Any, action: Any, overskrift: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, PULJE, omraade=fundet)
    form = formular(request.POST or None)
    if form.is_valid():
        felter = {"felter": form.cleaned_data, "frigivet": form.frigivne, "by": request.user}
        if submit(form, action, omraade=fundet, **felter):
            messages.success(request, "Det er skrevet ind.")
            return redirect("pladsprojekter")
    kontekst = {"form": form, "omraade": fundet, "overskrift": overskrift}
    return render(request, "aftaler/pladsprojekt/skriv_ind.jinja", kontekst)
