"""The pages on which a report is typed: one calculation a page, saved as it is typed."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.visning import tidspunkt
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import adgang, require
from socialaftale.regler.takst.opgave import Takstberegning
from socialaftale.tilbud.models import Tilbud

from .. import queries as takster
from ..opslag import kendt_aar
from ..oversigt import counted
from ..runde.permissions import INDSEND
from . import actions, queries
from .felter import values_of, write_value
from .feltform import fault_in
from .forms import BeregningForm
from .overlaeg import VERSION, Desk
from .queries import Udgangspunkt
from .side import page


@adgang(INDSEND)
@kendt_aar
def ret(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Type a calculation's figures, and save them as a draft. What was typed stands until it is saved."""
    tilbud, part = _own(request, kode, aar)
    start = _start(tilbud, aar, part)
    beregning = _chosen(request, start)
    bord = _desk(request, start, beregning)
    form = BeregningForm(request.POST if request.method == "POST" else None, start, beregning, bord)
    if form.is_valid() and not form.overlagt.vaek:
        try:
            version = actions.save_report(tilbud=tilbud, aar=aar, gem=form.gem(), by=request.user)
            messages.success(request, f"{beregning.navn} er gemt som kladde (version {version.nr}).")
            if "videre" in request.POST:
                return redirect("takst", kode, aar)
            return redirect(f"{reverse('takst_ret', args=[kode, aar])}?{urlencode({'afdeling': beregning.id})}")
        except actions.Forfra as fejl:
            form.add_error(None, fejl)
    return render(request, "takster/indtast/ret.jinja", page(request, form, part))


@adgang(INDSEND)
@require_POST
@kendt_aar
def felt(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Keep one field as it is typed. The answer is JSON: it stands, or why not."""
    tilbud, _ = _own(request, kode, aar)
    skrevet = _typed(request)
    try:
        nr = actions.save_field(tilbud=tilbud, aar=aar, skrevet=skrevet, by=request.user)
    except actions.FeltUenighed as fejl:
        uenige = fejl.uenige._asdict() | {"hvornaar": tidspunkt(fejl.uenige.hvornaar)}
        return JsonResponse({"uenige": uenige})
    except ValidationError as fejl:
        return JsonResponse({"fejl": fejl.messages[0]})
    return JsonResponse({"nr": nr, "kl": tidspunkt(tid.now())[-5:], "besked": fault_in(skrevet.felt, skrevet.tekst)})


@adgang(INDSEND)
@require_POST
@kendt_aar
def kasser(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Throw away what is typed and not saved."""
    tilbud, _ = _own(request, kode, aar)
    antal = actions.discard_fields(tilbud=tilbud, aar=aar, by=request.user)
    messages.info(request, f"{counted(antal, 'felt', 'felter')}, der ikke var gemt, er kasseret.")
    return redirect("takst", kode, aar)


def _own(request: HttpRequest, kode: str, aar: int) -> tuple[Tilbud, Organisation]:
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    takster.require_rules(aar, tilbud.omraade)
    part = takster.driftsherre_of(tilbud, aar)
    require(request.user, INDSEND, part)
    return tilbud, part


def _start(tilbud: Tilbud, aar: int, part: Organisation) -> Udgangspunkt:
    start = queries.read_start(tilbud, aar, part)
    if start is None or not start.indhold.beregninger:
        raise Http404("Tilbuddet er ikke i drift det år, eller registeret har ingen pladser. Ret registeret først.")
    return start


def _chosen(request: HttpRequest, start: Udgangspunkt) -> Takstberegning:
    valgt = request.GET.get("afdeling")
    alle = start.indhold.beregninger
    fundet = next((et for et in alle if et.id == valgt), None if valgt else alle[0])
    if fundet is None:
        raise Http404("Afdelingen findes ikke i tilbuddets takster.")
    return fundet


def _desk(request: HttpRequest, start: Udgangspunkt, beregning: Takstberegning) -> Desk:
    staar = {navn: write_value(et) for navn, et in values_of(beregning, start.regnskabsaar).items()}
    return Desk(staar, queries.drafts(start.tilbud, start.aar), request.user)


def _typed(request: HttpRequest) -> actions.Skrevet:
    """One field as the browser sends it: JSON, so that a session that ended leads to the sign-in and nothing else."""
    try:
        sendt = dict(json.loads(request.body))
    except (TypeError, ValueError):
        sendt = {}
    tekster = {navn: str(sendt.get(navn, "")) for navn in ("felt", "tekst", VERSION, "nr", "forsoegt")}
    tal = {navn: int(tekster[navn]) if tekster[navn].isdecimal() else 0 for navn in (VERSION, "nr")}
    return actions.Skrevet(tekster["felt"], tekster["tekst"], tal[VERSION], tal["nr"], tekster["forsoegt"])
