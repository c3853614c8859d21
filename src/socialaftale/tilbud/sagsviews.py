"""What a driftsherre and the secretariat do to one tilbud: correct, propose, take a step, carry over to the portal."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import attempt
from socialaftale.parter.permissions import adgang, require

from . import portal as portalen
from . import queries
from .actions import aendring as aendringer
from .actions import dele
from .actions import portal as portalhandlinger
from .actions import tilbud as handlinger
from .actions.faelles import driftsherre_of, version_of
from .models import Aendring, Tilbud
from .permissions import AFGOER, FORESLAA, INDSKRIV, PORTAL, RET, SE_KLADDE, may, reach
from .rettelser import find_part, parts_of
from .sagsformularer import AendringForm, AfgoerForm, EfterfoelgerForm, OvertagelseForm, SkridtForm, take_up_version
from .status import Skridt, UlovligtSkridt, find_step
from .tilfoejelser import addition

PR_SIDE = 50


def _own(request: HttpRequest, kode: str, ret: Any) -> Tilbud:
    """Return the tilbud if the person holds the right for the party that runs it."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    require(request.user, ret, driftsherre_of(tilbud))
    return tilbud


@adgang(RET)
def ret_oversigt(request: HttpRequest, kode: str) -> HttpResponse:
    tilbud = _own(request, kode, RET)
    kontekst = {"tilbud": tilbud, "navn": queries.name_of(tilbud), "dele": parts_of(tilbud)}
    return render(request, "tilbud/ret.jinja", kontekst)


@adgang(RET)
def ret(request: HttpRequest, kode: str, del_kode: str) -> HttpResponse:
    tilbud = _own(request, kode, RET)
    del_ = find_part(tilbud, del_kode)
    if del_ is None:
        raise Http404
    form = del_.form(request.POST or None, initial=del_.values() | {"version": version_of(tilbud)})
    if request.method == "POST" and attempt(form, del_.write, tilbud=tilbud, by=request.user):
        messages.success(request, f"{del_.overskrift} er gemt.")
        return redirect("ret_tilbud", kode)
    return _form_page(request, tilbud, form, del_.overskrift, "Gem")


@adgang(RET)
def tilfoej(request: HttpRequest, kode: str, hvad: str) -> HttpResponse:
    tilbud = _own(request, kode, RET)
    ny = addition(hvad, tilbud)
    if ny is None:
        raise Http404
    form = ny.form(request.POST or None, initial={"version": version_of(tilbud)})
    if request.method == "POST" and attempt(form, ny.write, tilbud=tilbud, by=request.user):
        messages.success(request, f"{ny.overskrift} er tilføjet.")
        return redirect("ret_tilbud", kode)
    return _form_page(request, tilbud, form, ny.overskrift, "Tilføj")


@adgang(INDSKRIV)
def overtagelse(request: HttpRequest, kode: str) -> HttpResponse:
    tilbud = _own(request, kode, INDSKRIV)
    form = OvertagelseForm(request.POST or None, parter=reach(request.user, INDSKRIV))
    if request.method == "POST" and attempt(form, dele.take_over, tilbud=tilbud, by=request.user):
        messages.success(request, "Den nye driftsherre er registreret.")
        return redirect("tilbud", kode)
    return _form_page(request, tilbud, form, "Ny driftsherre", "Registrér")


@adgang(FORESLAA)
def foreslaa(request: HttpRequest, kode: str) -> HttpResponse:
    tilbud = _own(request, kode, FORESLAA)
    form = AendringForm(
        request.POST or None, grupper=queries.places_to_change(tilbud), initial={"version": version_of(tilbud)}
    )
    if request.method == "POST" and attempt(form, _propose, tilbud=tilbud, by=request.user):
        messages.success(request, "Ændringen er foreslået. Sekretariatet afgør den.")
        return redirect("aendringer")
    return _form_page(request, tilbud, form, "Foreslå en ændring", "Send forslaget")


@adgang(SE_KLADDE)
def skridt(request: HttpRequest, kode: str, verbum: str) -> HttpResponse:
    tilbud = _own(request, kode, SE_KLADDE)
    valgt = _step(tilbud, verbum)
    handlinger.require_step(valgt, tilbud, request.user)
    form = SkridtForm(request.POST or None)
    if request.method == "POST" and attempt(form, handlinger.take_step, tilbud=tilbud, verbum=verbum, by=request.user):
        messages.success(request, f"Tilbuddet er nu {valgt.til.label}.")
        return redirect("tilbud", kode)
    return _form_page(request, tilbud, form, valgt.knap, valgt.knap)


@adgang(INDSKRIV)
def efterfoelger(request: HttpRequest, kode: str) -> HttpResponse:
    tilbud = _own(request, kode, INDSKRIV)
    form = EfterfoelgerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        til = Tilbud.objects.filter(kode=form.cleaned_data["til"].strip().upper()).exclude(pk=tilbud.pk).first()
        if til is None:
            form.add_error("til", "Der er ikke et andet tilbud med det id.")
        elif attempt(form, lambda **f: handlinger.register_successor(fra=tilbud, by=request.user, **f | {"til": til})):
            messages.success(request, "Efterfølgeren er registreret.")
            return redirect("tilbud", kode)
    return _form_page(request, tilbud, form, "Tilbuddet fortsætter i et andet", "Registrér")


@adgang(SE_KLADDE)
def aendringsliste(request: HttpRequest) -> HttpResponse:
    side = Paginator(queries.changes_for(request.user), PR_SIDE).get_page(request.GET.get("side"))
    return render(request, "tilbud/aendringer.jinja", {"aendringer": side})


@adgang(SE_KLADDE)
def aendring(request: HttpRequest, pk: int) -> HttpResponse:
    sag = get_object_or_404(Aendring.objects.select_related("tilbud", "foreslaaet_by", "afgjort_by"), pk=pk)
    ejer = driftsherre_of(sag.tilbud)
    require(request.user, SE_KLADDE, ejer)
    form = AfgoerForm(request.POST or None)
    if request.method == "POST":
        if "traek" in request.POST:
            aendringer.withdraw(aendring=sag, by=request.user)
            messages.success(request, "Forslaget er trukket tilbage.")
            return redirect("aendringer")
        if attempt(form, aendringer.decide, aendring=sag, by=request.user):
            messages.success(request, "Ændringen er afgjort.")
            return redirect("aendringer")
    kontekst = {
        "sag": sag, "form": form, "navn": queries.name_of(sag.tilbud), "linjer": queries.lines_of(sag),
        "kan_afgoere": may(request.user, AFGOER, ejer), "kan_traekke": may(request.user, FORESLAA, ejer),
    }  # fmt: skip
    return render(request, "tilbud/aendring.jinja", kontekst)


@adgang(PORTAL)
def portal(request: HttpRequest, kode: str) -> HttpResponse:
    tilbud = _own(request, kode, PORTAL)
    if request.method == "POST":
        portalhandlinger.mark_entered(tilbud=tilbud, by=request.user)
        messages.success(request, "Mærket: værdierne er indtastet i Tilbudsportalen.")
        return redirect("portal", kode)
    ((billede, vaerdier),) = queries.portal_values([tilbud])
    maerke = tilbud.portalmaerker.first()
    raekke = portalen.latest_row(tilbud, billede.stam.tilbudsportal_id)
    kontekst = {
        "tilbud": tilbud, "billede": billede, "maerke": maerke, "afsnit": portalen.sections(vaerdier, maerke),
        "forskelle": portalen.differences(vaerdier, raekke) if raekke else None,
    }  # fmt: skip
    return render(request, "tilbud/portal.jinja", kontekst)


def _propose(*, version: int, tilbud: Tilbud, by: Any, **forslag: Any) -> None:
    aendringer.propose(tilbud=tilbud, forslag=aendringer.Forslag(**forslag), version=version, by=by)


def _step(tilbud: Tilbud, verbum: str) -> Skridt:
    try:
        return find_step(queries.status_of(tilbud), verbum)
    except UlovligtSkridt as fejl:
        raise Http404 from fejl


def _form_page(request: HttpRequest, tilbud: Tilbud, form: Any, overskrift: str, knap: str) -> HttpResponse:
    nu = take_up_version(form, version_of(tilbud))
    kontekst = {"tilbud": tilbud, "navn": queries.name_of(tilbud), "form": form, "overskrift": overskrift, "knap": knap}
    kontekst["nu"] = nu
    return render(request, "tilbud/formular.jinja", kontekst)
