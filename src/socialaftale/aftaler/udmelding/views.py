"""Central udmeldinger: what the agency asked, who has answered, the joint answer on its way, and the colours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import attempt, submit
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.permissions import aaben, access_of, adgang, require

from ..permissions import BIDRAG, SKRIV
from . import actions, queries
from . import forms as f
from .models import Udmelding


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    kontekst = {
        "viste": queries.announcements(request.user),
        "farver": queries.colours(),
        "maa_skrive": [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(SKRIV, omraade=en)],
    }
    return render(request, "aftaler/udmelding/liste.jinja", kontekst)


@aaben
def vis(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """What is public of an udmelding; the parties' parts and an answer that is not sent are for the area."""
    udmelding = _one(omraade, kode)
    held = access_of(request)
    vist = queries.shown_announcement(udmelding, request.user)
    kontekst = {
        "vist": vist,
        "udmelding": udmelding,
        "tidligere": queries.earlier_of(udmelding),
        "i_omraadet": udmelding.omraade_id in held.omraader,
        "maa_skrive": held.may(SKRIV, omraade=udmelding.omraade),
        "maa_bidrage": {
            en.part.kode for en in vist.parter if held.may(BIDRAG, organisation=en.part, omraade=udmelding.omraade)
        },
    }
    return render(request, "aftaler/udmelding/udmelding.jinja", kontekst)


@adgang(SKRIV)
def ny(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = _own_area(request, omraade)
    form = f.UdmeldingForm(request.POST or None)
    if form.is_valid():
        felter = {"omraade": fundet, "oplysninger": form.oplysninger(), "by": request.user}
        if ny_ := submit(form, actions.register_announcement, **felter):
            messages.success(request, "Udmeldingen er registreret. Parterne kan nu svare på deres del.")
            return redirect("udmelding", omraade, ny_.kode)
    return _form(request, form, "Registrér en central udmelding")


@adgang(SKRIV)
def farve(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = _own_area(request, omraade)
    form = f.FarveForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.set_colour, omraade=fundet, by=request.user):
        messages.success(request, "Farven er gemt.")
        return redirect("udmeldinger")
    return _form(request, form, "Skriv en risikofarve")


@adgang(SKRIV)
def frist(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    udmelding = _own(request, omraade, kode)
    form = f.FristForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.move_deadline, udmelding=udmelding, by=request.user):
        return redirect("udmelding", omraade, kode)
    return _form(request, form, f"Styrelsens frist: {udmelding}", udmelding)


@adgang(SKRIV)
def haendelse(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    udmelding = _own(request, omraade, kode)
    form = f.HaendelseForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.say_what_happened, udmelding=udmelding, by=request.user):
        return redirect("udmelding", omraade, kode)
    return _form(request, form, f"Hvad er der sket? {udmelding}", udmelding)


@adgang(BIDRAG)
def bidrag(request: HttpRequest, omraade: str, kode: str, part: str) -> HttpResponse:
    """A party answers its part."""
    udmelding, parten = _one(omraade, kode), get_object_or_404(Organisation, kode=part)
    require(request.user, BIDRAG, organisation=parten, omraade=udmelding.omraade)
    egne = udmelding.bidrag.filter(part=parten).select_related("registreret_by").order_by("-nr")
    form = f.SkrevetForm(request.POST or None, nyeste=egne.first())
    if form.is_valid():
        felter = {"udmelding": udmelding, "part": parten, "skrevet": form.skrevet(), "by": request.user}
        if submit(form, actions.give_part, **felter):
            messages.success(request, f"Tak. Svaret fra {parten} er gemt, og sekretariatet har det nu.")
            return redirect("udmelding", omraade, kode)
    andens = egne.first() if form.is_bound and form.catch_up(egne.first()) else None
    return _form(request, form, f"Svar fra {parten}", udmelding, andens)


@adgang(SKRIV)
def svar(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """The joint answer; the first version begins from all parts put together."""
    udmelding = _own(request, omraade, kode)
    versioner = udmelding.svar.select_related("registreret_by").order_by("-nr")
    samlet = queries.shown_announcement(udmelding, request.user).gathered()
    form = f.SkrevetForm(request.POST or None, nyeste=versioner.first(), start=samlet)
    felter = {"udmelding": udmelding, "by": request.user}
    if form.is_valid() and submit(form, actions.write_answer, skrevet=form.skrevet(), **felter):
        messages.success(request, "Det fælles svar er gemt.")
        return redirect("udmelding", omraade, kode)
    andens = versioner.first() if form.is_bound and form.catch_up(versioner.first()) else None
    return _form(request, form, f"Det fælles svar: {udmelding}", udmelding, andens)


def _one(omraade: str, kode: str) -> Udmelding:
    return get_object_or_404(Udmelding.objects.select_related("omraade"), omraade__kode=omraade, kode=kode)


def _own(request: HttpRequest, omraade: str, kode: str) -> Udmelding:
    udmelding = _one(omraade, kode)
    require(request.user, SKRIV, omraade=udmelding.omraade)
    return udmelding


def _own_area(request: HttpRequest, omraade: str) -> Aftaleomraade:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, SKRIV, omraade=fundet)
    return fundet


def _form(request: HttpRequest, form, titel: str, udmelding: Udmelding | None = None, andens=None) -> HttpResponse:
    kontekst = {"form": form, "titel": titel, "udmelding": udmelding, "andens": andens}
    return render(request, "aftaler/udmelding/formular.jinja", kontekst)
