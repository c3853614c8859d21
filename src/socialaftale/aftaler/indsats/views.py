"""The progress of an agreement and its initiatives: read by all, told by the tovholder, laid out by the secretariat."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles.filer import file_response
from socialaftale.parter.attempt import attempt, press, submit
from socialaftale.parter.permissions import aaben, access_of, adgang, may, personlig, require

from ..aftale.opslag import own_agreement, visible_agreement
from ..permissions import SKRIV
from . import actions, queries
from . import forms as f
from .models import Fokusomraade, Gruppemedlem, Gruppemoede, Initiativ, Leverance, Produkt


@aaben
def fremdrift(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """From vision to deliverable: where it stands, why, and what happened last."""
    aftale = visible_agreement(request, omraade, kode)
    kontekst = {
        "aftale": aftale,
        "fremdrift": queries.progress(aftale, request.user),
        "maa_skrive": may(request.user, SKRIV, omraade=aftale.omraade),
    }
    return render(request, "aftaler/indsats/fremdrift.jinja", kontekst)


@aaben
def initiativ(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet = _initiative(request, omraade, kode)
    (vist,) = queries.shown_initiatives(Initiativ.objects.filter(pk=fundet.pk), request.user)
    maa_skrive = may(request.user, SKRIV, omraade=fundet.fokusomraade.aftale.omraade)
    er_tovholder = request.user.is_authenticated and actions.is_steward(request.user, fundet)
    kontekst = {
        "vist": vist,
        "initiativ": fundet,
        "aftale": fundet.fokusomraade.aftale,
        "medlemmer": queries.members(fundet),
        "kommissorium": queries.mandate_of(fundet),
        "maa_skrive": maa_skrive,
        "maa_melde": maa_skrive or er_tovholder,
        "i_omraadet": fundet.fokusomraade.aftale.omraade_id in access_of(request).omraader,
        "filer": queries.readable_files(vist, request.user),
    }
    return render(request, "aftaler/indsats/initiativ.jinja", kontekst)


@personlig
def mine(request: HttpRequest) -> HttpResponse:
    """What the person is tovholder of."""
    return render(request, "aftaler/indsats/mine.jinja", {"viste": queries.own_initiatives(request.user)})


@adgang(SKRIV)
def vision(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = own_agreement(request, omraade, kode)
    foer = queries.progress(aftale, request.user).vision
    form = f.VisionForm(request.POST or None, initial={"tekst": foer})
    kald = {"aftale": aftale, "by": request.user}
    return _simple(request, form, actions.set_vision, kald, ("Aftalens vision", "fremdrift", aftale.kode))


@adgang(SKRIV)
def nyt_fokusomraade(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = own_agreement(request, omraade, kode)
    form, kald = f.FokusomraadeForm(request.POST or None), {"aftale": aftale, "by": request.user}
    return _simple(request, form, actions.add_focus_area, kald, ("Nyt fokusområde", "fremdrift", kode))


@adgang(SKRIV)
def nyt_initiativ(request: HttpRequest, omraade: str, kode: str, nr: int) -> HttpResponse:
    aftale = own_agreement(request, omraade, kode)
    under = get_object_or_404(Fokusomraade.objects.select_related("aftale__omraade"), aftale=aftale, nr=nr)
    form, kald = f.InitiativForm(request.POST or None), {"fokusomraade": under, "by": request.user}
    return _simple(request, form, actions.add_initiative, kald, (f"Nyt initiativ under {under}", "fremdrift", kode))


@adgang(SKRIV)
def kommissorium(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet = _own(request, omraade, kode)
    nu = queries.mandate_of(fundet)
    form = f.KommissoriumForm(request.POST or None, initial={"tekst": nu.tekst if nu else ""})
    kald = {"initiativ": fundet, "by": request.user}
    return _simple(request, form, actions.set_mandate, kald, (f"Kommissorium for {fundet}", "initiativ", kode))


@adgang(SKRIV)
def nyt_medlem(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet = _own(request, omraade, kode)
    form = f.MedlemForm(request.POST or None, omraade=fundet.fokusomraade.aftale.omraade)
    if form.is_valid() and submit(form, actions.add_member, initiativ=fundet, plads=form.plads(), by=request.user):
        return redirect("initiativ", omraade, kode)
    return _form(request, form, (f"Medlem af arbejdsgruppen: {fundet}", "initiativ", kode))


@adgang(SKRIV)
@require_POST
def medlem_afslut(request: HttpRequest, pk: int) -> HttpResponse:
    medlem = get_object_or_404(Gruppemedlem.objects.select_related("initiativ__fokusomraade__aftale__omraade"), pk=pk)
    press(request, actions.end_member, "Medlemmet er ude af arbejdsgruppen.", medlem=medlem)
    return _back(medlem.initiativ)


@adgang(SKRIV)
def ny_leverance(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet = _own(request, omraade, kode)
    form, kald = f.LeveranceForm(request.POST or None), {"initiativ": fundet, "by": request.user}
    return _simple(request, form, actions.add_deliverable, kald, (f"Leverance fra {fundet}", "initiativ", kode))


@adgang(SKRIV)
def frist(request: HttpRequest, omraade: str, kode: str, nr: int) -> HttpResponse:
    leverance = get_object_or_404(Leverance, initiativ=_own(request, omraade, kode), nr=nr)
    form, kald = f.FristForm(request.POST or None), {"leverance": leverance, "by": request.user}
    return _simple(request, form, actions.move_deadline, kald, (f"Flyt fristen for »{leverance}«", "initiativ", kode))


@personlig
def moede(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """A meeting of the working group, planned or held."""
    fundet = _stewarded(request, omraade, kode)
    form, kald = f.GruppemoedeForm(request.POST or None), {"initiativ": fundet, "by": request.user}
    return _simple(request, form, actions.plan_group_meeting, kald, (f"Møde om {fundet}", "initiativ", kode))


@personlig
@require_POST
def moede_holdt(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = get_object_or_404(Gruppemoede.objects.select_related("initiativ__fokusomraade__aftale__omraade"), pk=pk)
    press(request, actions.confirm_held, "Tak. Mødet står nu som holdt.", gruppemoede=fundet)
    return _back(fundet.initiativ)


@personlig
def produkt(request: HttpRequest, omraade: str, kode: str, nr: int) -> HttpResponse:
    """Hand in a product, or a new issue of it."""
    leverance = get_object_or_404(Leverance, initiativ=_stewarded(request, omraade, kode), nr=nr)
    form = f.ProduktForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        kald = {"leverance": leverance, "note": form.cleaned_data["note"], "fil": form.sendt(), "by": request.user}
        if submit(form, actions.hand_in, **kald):
            messages.success(request, "Produktet er afleveret. Sekretariatet sætter det på dagsordenen.")
            return redirect("initiativ", omraade, kode)
    return _form(request, form, (f"Aflevér »{leverance}«", "initiativ", kode))


@personlig
def status(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet = _stewarded(request, omraade, kode)
    form = f.StatusForm(request.POST or None)
    if form.is_valid() and submit(form, actions.say_status, initiativ=fundet, melding=form.melding(), by=request.user):
        messages.success(
            request, "Tak. Det, du skrev, står på initiativets side. Dit navn ser kun aftaleområdets brugere."
        )
        return redirect("initiativ", omraade, kode)
    return _form(request, form, (f"Hvordan går det med {fundet}?", "initiativ", kode))


@aaben
def fil(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a product: for all once it is approved by a decision they may see, before that for the area."""
    fundet = get_object_or_404(Produkt.objects.select_related("fil", "leverance__initiativ"), pk=pk, fil__isnull=False)
    synlige = Initiativ.objects.visible_to(request.user).filter(pk=fundet.leverance.initiativ_id)
    if not synlige.exists() or not queries.may_read_product(fundet, request.user):
        raise Http404
    try:
        return file_response(fundet.fil)
    except FileNotFoundError:
        raise Http404("Filen mangler. Tovholderen kan aflevere den igen.") from None


def _initiative(request: HttpRequest, omraade: str, kode: str) -> Initiativ:
    synlige = Initiativ.objects.visible_to(request.user).select_related("fokusomraade__aftale__omraade")
    return get_object_or_404(synlige, fokusomraade__aftale__omraade__kode=omraade, kode=kode)


def _own(request: HttpRequest, omraade: str, kode: str) -> Initiativ:
    fundet = _initiative(request, omraade, kode)
    require(request.user, SKRIV, omraade=fundet.fokusomraade.aftale.omraade)
    return fundet


def _stewarded(request: HttpRequest, omraade: str, kode: str) -> Initiativ:
    fundet = _initiative(request, omraade, kode)
    actions.require_steward(request.user, fundet)
    return fundet


def _simple(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[..., Any],
    kald: dict[str, Any],
    side: tuple[str, str, str],
) -> HttpResponse:
    """Carry out an action that takes just what the form asks, and go back. `side`: heading, where to, which."""
    if request.method == "POST" and attempt(form, action, **kald):
        messages.success(request, "Det er gemt.")
        return redirect(side[1], request.resolver_match.kwargs["omraade"], side[2])
    return _form(request, form, side)


def _form(request: HttpRequest, form: forms.Form, side: tuple[str, str, str]) -> HttpResponse:
    overskrift, navn, kode = side
    tilbage = (navn, request.resolver_match.kwargs["omraade"], kode)
    return render(request, "aftaler/indsats/formular.jinja", {"form": form, "titel": overskrift, "tilbage": tilbage})


def _back(initiativ: Initiativ) -> HttpResponse:
    return redirect("initiativ", initiativ.fokusomraade.aftale.omraade.kode, initiativ.kode)
