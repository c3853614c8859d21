"""Parties, contacts, bodies, and the table of rights."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from . import actions, queries, rettighedstabel
from .attempt import attempt
from .forms import FunktionForm, LeverandoerForm, PladsForm, VaretagForm
from .models import Aftaleomraade, Bruger, Funktion, Funktionspost, Organisation, Udvalg
from .permissions import (
    ADGANGSLOG,
    BEKRAEFT,
    FUNKTIONER,
    KONTAKTER,
    LEVERANDOERER,
    UDVALG,
    UDVALGSPOSTER,
    aaben,
    access,
    adgang,
    may,
    require,
)

PR_SIDE = 50


@aaben
def rettigheder(request: HttpRequest) -> HttpResponse:
    kontekst = {"tabel": rettighedstabel.table(), "pr_rolle": rettighedstabel.by_role()}
    return render(request, "parter/rettigheder.jinja", kontekst)


@adgang(KONTAKTER)
def kontakter(request: HttpRequest) -> HttpResponse:
    omraader = list(Aftaleomraade.objects.visible_to(request.user))
    alle = [(omraade, part) for omraade in omraader for part in Organisation.objects.i_omraade(omraade)]
    side = Paginator(alle, PR_SIDE).get_page(request.GET.get("side"))
    viste = [part for _, part in side]
    egen = access(request.user)
    kontekst = {
        "side": side,
        "omraader": [(omraade, [part for i, part in side if i == omraade]) for omraade in dict(side.object_list)],
        "flere_omraader": len(omraader) > 1,
        "kontakter": queries.contacts(viste),
        "maa": _may_confirm(request, viste),
        "registrerer": [omraade for omraade in omraader if egen.may(LEVERANDOERER, omraade=omraade)],
    }
    return render(request, "parter/kontakter.jinja", kontekst)


@adgang(LEVERANDOERER)
def ny_leverandoer(request: HttpRequest, omraade: str) -> HttpResponse:
    i_omraade = get_object_or_404(Aftaleomraade.objects.visible_to(request.user), kode=omraade)
    form = LeverandoerForm(request.POST or None)
    if attempt(form, actions.register_supplier, omraade=i_omraade, by=request.user):
        ny = Organisation.objects.get(art=Organisation.Art.PRIVAT, cvr=form.cleaned_data["cvr"])
        messages.success(request, f"{ny} er registreret.")
        return redirect("organisation", ny.kode)
    return render(request, "parter/ny_leverandoer.jinja", {"form": form, "omraade": i_omraade})


@adgang(BEKRAEFT)
@require_POST
def bekraeft(request: HttpRequest, pk: int) -> HttpResponse:
    funktion = get_object_or_404(Funktion, pk=pk)
    actions.confirm_contact(funktion=funktion, by=request.user)
    messages.success(request, f"Tak. {funktion} er bekræftet.")
    return redirect("kontakter")


@adgang(KONTAKTER)
def organisation(request: HttpRequest, kode: str) -> HttpResponse:
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, KONTAKTER, part)
    kontekst = {
        "part": part,
        "befolkning": queries.population(part),
        "kontakter": queries.contacts([part])[part.pk],
        "kan_bekraefte": may(request.user, BEKRAEFT, part),
        "arter": Funktion.Art if may(request.user, FUNKTIONER, part) else [],
        "kan_se_brugere": may(request.user, actions.BRUGERE, part),
        "kan_se_log": may(request.user, ADGANGSLOG, part),
    }
    return render(request, "parter/organisation.jinja", kontekst)


@adgang(FUNKTIONER)
def funktion(request: HttpRequest, kode: str, art: str) -> HttpResponse:
    """Say who fills a function and where its mail goes: two forms, told apart by the button."""
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, FUNKTIONER, part)
    if art not in Funktion.Art.values:
        raise Http404
    egen = Funktion.objects.filter(organisation=part, art=art).first() or Funktion(organisation=part, art=art)
    kolleger = Bruger.objects.filter(organisation=part, aktiv=True)
    felter = {"organisation": part, "art": egen.art, "by": request.user}
    gemt = {"faelles_postkasse": egen.faelles_postkasse, "telefon": egen.telefon}
    post, person = FunktionForm(initial=gemt), VaretagForm(kolleger=kolleger)
    if "postkasse" in request.POST:
        post = FunktionForm(request.POST)
        if attempt(post, actions.set_function, **felter):
            messages.success(request, "Postkasse og telefon er gemt.")
            return redirect("funktion", kode, art)
    if "varetag" in request.POST:
        person = VaretagForm(request.POST, kolleger=kolleger)
        if attempt(person, actions.fill_function, **felter):
            messages.success(request, "Personen varetager nu funktionen.")
            return redirect("funktion", kode, art)
    kontekst = {"part": part, "funktion": egen, "post": post, "person": person, "poster": queries.fillings(egen)}
    return render(request, "parter/funktion.jinja", kontekst)


@adgang(FUNKTIONER)
@require_POST
def afslut_post(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Funktionspost.objects.select_related("funktion__organisation"), pk=pk)
    actions.end_filling(post=post, by=request.user)
    messages.success(request, f"{post.bruger} varetager ikke længere funktionen.")
    return redirect("funktion", post.funktion.organisation.kode, post.funktion.art)


@adgang(UDVALG)
def udvalgsliste(request: HttpRequest) -> HttpResponse:
    alle = list(Udvalg.objects.visible_to(request.user).select_related("omraade"))
    return render(request, "parter/udvalgsliste.jinja", {"alle": alle, "pladser": queries.seats(alle)})


@adgang(UDVALG)
def udvalg(request: HttpRequest, pk: int) -> HttpResponse:
    et = get_object_or_404(Udvalg.objects.visible_to(request.user), pk=pk)
    medlemmer = queries.members(et)
    kan_udpege = may(request.user, UDVALGSPOSTER, udvalg=et)
    personer = Bruger.objects.filter(aktiv=True, organisation__in=Organisation.objects.i_omraade(et.omraade))
    valg = {"personer": personer, "medlemmer": Bruger.objects.filter(pk__in=[m.bruger_id for m in medlemmer])}
    form = PladsForm(request.POST or None, **valg) if kan_udpege else None
    if form and attempt(form, actions.give_seat, udvalg=et, by=request.user):
        messages.success(request, "Pladsen er givet.")
        return redirect("udvalg", pk)
    kontekst = {"udvalg": et, "medlemmer": medlemmer, "form": form}
    return render(request, "parter/udvalg.jinja", kontekst)


def _may_confirm(request: HttpRequest, alle: list[Organisation]) -> set[int]:
    egen = access(request.user)
    return {part.pk for part in alle if egen.may(BEKRAEFT, part)}
