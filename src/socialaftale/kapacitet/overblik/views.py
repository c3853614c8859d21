"""The area's free capacity side by side, and what is done about it."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.moeder.naevn import decision_text, decisions_to_name
from socialaftale.parter.attempt import attempt
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.permissions import access_of, adgang, require
from socialaftale.regler.ledighed import demand_band
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.permissions import reach
from socialaftale.tilbud.queries import name_of

from . import actions, queries
from .forms import ArbejdsgangForm, SvarForm, TilpasForm
from .permissions import ARBEJDSGANG, OVERBLIK, SVAR_TILPASNING, TILPAS


@adgang(OVERBLIK)
def overblik(request: HttpRequest) -> HttpResponse:
    """What is free, how fresh that is, what is in demand, and how each driftsherre reports."""
    held = access_of(request)
    egne = [et for et in Aftaleomraade.objects.order_by("navn") if held.may(OVERBLIK, omraade=et)]
    valgt = next((et for et in egne if et.kode == request.GET.get("omraade")), egne[0])
    adresse = reverse("kapacitet_overblik")
    o = queries.read_overview(valgt)
    beskrevne = [et.arbejdsgang.get_kanal_display() for et in o.parter if et.arbejdsgang]
    kontekst = {
        "o": o,
        "flest": queries.FLEST_EFTERSPURGTE,
        "kanaler": Counter(beskrevne).most_common(),
        "omraader": [{"text": e.navn, "href": f"{adresse}?omraade={e.kode}", "current": e == valgt} for e in egne],
        "kan_bede": held.may(TILPAS, omraade=valgt),
        "egne_parter": {part.pk for part in reach(request.user, ARBEJDSGANG)},
        "name_of": name_of,
        "baand": lambda antal: demand_band(antal, tid.today()),
        "decision_text": decision_text,
    }
    return render(request, "kapacitet/overblik/overblik.jinja", kontekst)


@adgang(ARBEJDSGANG)
def arbejdsgang(request: HttpRequest, kode: str) -> HttpResponse:
    """Tell how one's own afdelinger report."""
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, ARBEJDSGANG, part)
    gang = queries.workflows([part], tid.today()).get(part.pk)
    felter = ("hvem", "hvor_tit", "kanal", "opfoelgning")
    form = ArbejdsgangForm(request.POST or None, initial={felt: getattr(gang, felt, "") for felt in felter})
    if request.method == "POST" and attempt(form, actions.tell_workflow, driftsherre=part, by=request.user):
        messages.success(request, "Arbejdsgangen er gemt. De andre driftsherrer kan se den i overblikket.")
        return redirect("arbejdsgang", kode)
    return render(request, "kapacitet/overblik/arbejdsgang.jinja", {"form": form, "part": part, "gang": gang})


@adgang(TILPAS)
def tilpas(request: HttpRequest, kode: str) -> HttpResponse:
    """Ask a driftsherre to see whether a tilbud can be adjusted."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    require(request.user, TILPAS, omraade=tilbud.omraade)
    form = TilpasForm(request.POST or None, beslutninger=decisions_to_name(tilbud.omraade, request.user, 40))
    if request.method == "POST" and attempt(form, actions.ask_for_adjustment, tilbud=tilbud, by=request.user):
        messages.success(request, "Driftsherren har fået opgaven. Svaret kommer i overblikket.")
        return redirect("kapacitet_overblik")
    return render(request, "kapacitet/overblik/tilpas.jinja", {"form": form, "tilbud": tilbud, "navn": name_of(tilbud)})


@adgang(SVAR_TILPASNING)
def tilpasning(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, or see the answer."""
    opgave = get_object_or_404(queries.all_adjustments(), pk=pk)
    require(request.user, SVAR_TILPASNING, opgave.driftsherre)
    form = SvarForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.answer_adjustment, tilpasning=opgave, by=request.user):
        messages.success(request, "Svaret er sendt.")
        return redirect("tilpasning", pk)
    kontekst = {"form": form, "t": opgave, "navn": name_of(opgave.tilbud), "decision_text": decision_text}
    return render(request, "kapacitet/overblik/tilpasning.jinja", kontekst)
