"""The yearly inscription, and extracts from Tilbudsportalen that tilbud start from."""

import csv

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, adgang, require

from . import queries
from .actions import indskrivning as handlinger
from .actions import portal as portalhandlinger
from .actions import tilbud as tilbudshandlinger
from .fra_portalen import as_draft
from .models import Indskrivning, Indskrivningslinje, Portaludtraek
from .permissions import BEKRAEFT, INDSKRIV, PORTAL, allowed, may, reach
from .portal import labels
from .sagsformularer import FristForm, LinjeForm, RundeForm, UdtraekForm

PR_SIDE = 50


@adgang(BEKRAEFT)
def indskrivninger(request: HttpRequest) -> HttpResponse:
    omraader = Aftaleomraade.objects.visible_to(request.user)
    form = RundeForm(request.POST or None, initial={"aar": tid.today().year + 1})
    felter = {"omraade": omraader.first(), "site": request.build_absolute_uri("/"), "by": request.user}
    if request.method == "POST" and attempt(form, handlinger.open_round, **felter):
        messages.success(request, "Indskrivningen er åbnet. De takstansvarlige får en mail.")
        return redirect("indskrivninger")
    kontekst = {"runder": queries.rounds_for(omraader), "form": form, "maa_aabne": may(request.user, INDSKRIV)}
    return render(request, "tilbud/indskrivninger.jinja", kontekst)


@adgang(BEKRAEFT)
def indskrivning(request: HttpRequest, pk: int) -> HttpResponse:
    runde = get_object_or_404(Indskrivning.objects.select_related("omraade"), pk=pk)
    require(request.user, BEKRAEFT, omraade=runde.omraade)
    form = FristForm(request.POST or None, initial={"frist": runde.frist})
    if request.method == "POST" and attempt(form, handlinger.move_deadline, runde=runde, by=request.user):
        messages.success(request, "Fristen er flyttet.")
        return redirect("indskrivning", pk)
    parter = reach(request.user, BEKRAEFT)
    valgte = [part for part in parter if part.kode == request.GET.get("driftsherre")]
    linjer = queries.lines_in(runde, valgte or parter)
    kontekst = {
        "runde": runde,
        "linjer": Paginator(linjer, PR_SIDE).get_page(request.GET.get("side")),
        "mangler": sum(1 for linje, _ in linjer if linje.svar == "mangler"),
        "forsinket": runde.frist < tid.today(),
        "valgt": valgte[0] if valgte else None,
        "pr_part": queries.answers_by_party(runde, parter),
        "form": form if may(request.user, INDSKRIV, omraade=runde.omraade) else None,
    }
    return render(request, "tilbud/indskrivning.jinja", kontekst)


@adgang(BEKRAEFT)
def linje(request: HttpRequest, pk: int) -> HttpResponse:
    valgt = get_object_or_404(Indskrivningslinje.objects.select_related("indskrivning", "tilbud", "driftsherre"), pk=pk)
    require(request.user, BEKRAEFT, valgt.driftsherre)
    start = {"version": valgt.version, "bemaerkning": valgt.bemaerkning, "svar": valgt.svar}
    form = LinjeForm(request.POST or None, initial=start)
    if request.method == "POST" and attempt(form, handlinger.answer_line, linje=valgt, by=request.user):
        messages.success(request, f"{queries.name_of(valgt.tilbud)} er besvaret.")
        return redirect("indskrivning", valgt.indskrivning_id)
    kontekst = {"linje": valgt, "form": form, "billede": queries.read_billeder([valgt.tilbud], tid.today())[0]}
    return render(request, "tilbud/linje.jinja", kontekst | {"maa": allowed(request.user, valgt.driftsherre)})


@adgang(PORTAL)
def nyt(request: HttpRequest) -> HttpResponse:
    form = UdtraekForm(request.POST or None, request.FILES or None, parter=reach(request.user, PORTAL))
    if request.method == "POST" and form.is_valid():
        fil = form.cleaned_data["fil"]
        felter = {"organisation": form.cleaned_data["organisation"], "navn": fil.name, "by": request.user}
        if attempt(form, lambda **_: portalhandlinger.import_extract(indhold=fil.read(), **felter)):
            return redirect("udtraek", Portaludtraek.objects.filter(organisation=felter["organisation"])[0].pk)
    return render(request, "tilbud/nyt.jinja", {"form": form})


@adgang(PORTAL)
def udtraek(request: HttpRequest, pk: int) -> HttpResponse:
    valgt = get_object_or_404(Portaludtraek.objects.select_related("organisation"), pk=pk)
    require(request.user, PORTAL, valgt.organisation)
    kontekst = {"udtraek": valgt, "raekker": queries.compare_rows(valgt)}
    return render(request, "tilbud/udtraek.jinja", kontekst)


@adgang(PORTAL)
@require_POST
def kladde(request: HttpRequest, pk: int, nr: int) -> HttpResponse:
    valgt = get_object_or_404(Portaludtraek.objects.select_related("organisation"), pk=pk)
    require(request.user, PORTAL, valgt.organisation)
    if nr >= len(valgt.raekker):
        return redirect("udtraek", pk)
    udkast = as_draft(valgt.raekker[nr], valgt.organisation)
    omraade = Aftaleomraade.objects.visible_to(request.user).first()
    try:
        ny = tilbudshandlinger.draft_tilbud(omraade=omraade, nyt=udkast.nyt, gaelder_fra=tid.today(), by=request.user)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return redirect("udtraek", pk)
    for mangel in udkast.mangler:
        messages.warning(request, mangel)
    messages.success(request, f"{udkast.nyt.navn} er oprettet som kladde. Se den igennem.")
    return redirect("ret_tilbud", ny.kode)


@aaben
def skabelon(request: HttpRequest) -> HttpResponse:
    svar = HttpResponse(content_type="text/csv; charset=utf-8")
    svar["Content-Disposition"] = 'attachment; filename="udtraek.csv"'
    svar.write("\ufeff")
    csv.writer(svar, delimiter=";").writerow(labels().values())
    return svar
