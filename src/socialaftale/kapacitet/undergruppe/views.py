"""The page of whom an afdeling's places are for: special needs, and subgroups where numbers are switched on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt, press
from socialaftale.parter.permissions import adgang, require
from socialaftale.tilbud.models import Afdeling, Maalgruppefakta, Pladsgruppe

from ..melding import TAL, more_is_asked
from ..steder import driftsherre_of, name_of
from . import actions, queries
from .forms import BehovForm, UndergruppeForm
from .models import Pladsbehov, Undergruppe, Undergruppefakta
from .permissions import KRITERIER

GEMT = "Gemt. Det gælder fra i dag, og visitatorerne ser det, når de søger."
AFSLUTTET = "Undergruppen er ophørt. Har I meldt pladser til den, så meld igen, så det er klart, hvem de er til."


@adgang(KRITERIER)
def kriterier(request: HttpRequest, kode: str) -> HttpResponse:
    afdeling = get_object_or_404(Afdeling.objects.select_related("tilbud__omraade"), kode=kode)
    require(request.user, KRITERIER, organisation=driftsherre_of(afdeling))
    kontekst = {
        "navn": name_of(afdeling),
        "grupper": queries.read_page(afdeling),
        "tal": more_is_asked(afdeling, TAL, tid.today()),
        "behov_i_ord": queries.needs_in_words,
        "kriterier_i_ord": queries.criteria_in_words,
    }
    return render(request, "kapacitet/undergruppe/kriterier.jinja", kontekst)


@adgang(KRITERIER)
def behov(request: HttpRequest, kode: str) -> HttpResponse:
    gruppe = _group(request, kode)
    svar = Pladsbehov.objects.gaeldende(tid.today()).filter(pladsgruppe=gruppe).first()
    form = BehovForm(request.POST or None, svar=svar)
    if request.method == "POST" and attempt(form, actions.keep_needs, pladsgruppe=gruppe, by=request.user):
        messages.success(request, GEMT)
        return redirect("pladskriterier", gruppe.afdeling.kode)
    kontekst = {"form": form, "afdeling": gruppe.afdeling, "navn": name_of(gruppe.afdeling)}
    return render(request, "kapacitet/undergruppe/behov.jinja", kontekst)


@adgang(KRITERIER)
def ny(request: HttpRequest, kode: str) -> HttpResponse:
    return _edit(request, _group(request, kode), None, None)


@adgang(KRITERIER)
def ret(request: HttpRequest, kode: str) -> HttpResponse:
    undergruppe = get_object_or_404(Undergruppe.objects.select_related("pladsgruppe"), kode=kode)
    gruppe = _group(request, undergruppe.pladsgruppe.kode)
    nu = Undergruppefakta.objects.i_kraft(tid.today()).filter(undergruppe=undergruppe).first()
    if nu is None:
        raise Http404(actions.OPHOERT)
    return _edit(request, gruppe, undergruppe, nu)


@adgang(KRITERIER)
@require_POST
def afslut(request: HttpRequest, kode: str) -> HttpResponse:
    undergruppe = get_object_or_404(Undergruppe.objects.select_related("pladsgruppe"), kode=kode)
    gruppe = _group(request, undergruppe.pladsgruppe.kode)
    press(request, actions.end_group, AFSLUTTET, undergruppe=undergruppe)
    return redirect("pladskriterier", gruppe.afdeling.kode)


def _group(request: HttpRequest, kode: str) -> Pladsgruppe:
    gruppe = get_object_or_404(Pladsgruppe.objects.select_related("afdeling__tilbud__omraade"), kode=kode)
    require(request.user, KRITERIER, organisation=driftsherre_of(gruppe.afdeling))
    return gruppe


def _edit(
    request: HttpRequest, gruppe: Pladsgruppe, undergruppe: Undergruppe | None, nu: Undergruppefakta | None
) -> HttpResponse:
    maal = Maalgruppefakta.objects.gaeldende(tid.today()).filter(tilbud=gruppe.afdeling.tilbud_id).first()
    form = UndergruppeForm(request.POST or None, tilbuddets=maal.maalgrupper if maal else (), nu=nu)
    felter = {"pladsgruppe": gruppe, "undergruppe": undergruppe, "by": request.user}
    if request.method == "POST" and attempt(form, actions.keep_group, **felter):
        messages.success(request, GEMT)
        return redirect("pladskriterier", gruppe.afdeling.kode)
    kontekst = {"form": form, "afdeling": gruppe.afdeling, "navn": name_of(gruppe.afdeling), "nu": nu, "maal": maal}
    return render(request, "kapacitet/undergruppe/undergruppe.jinja", kontekst)
