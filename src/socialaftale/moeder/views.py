"""Meetings and agendas, and meeting mode."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.dokumentfil import FORMATER
from socialaftale.parter.attempt import submit
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import aaben, access, adgang, may, require

from . import actions, kalender, krog, queries, referat
from .bilag.queries import annexes_of
from .dagsordensside import can_be_kept, rendered_points
from .forberedelse.actions import build_agenda
from .forberedelse.afgang import taken_off
from .forberedelse.faste import assumed_keys
from .forberedelse.program import read_program
from .forms import FlytForm, IndkaldForm, ListeForm, PunktForm
from .fremmoede import queries as fremmoedet
from .gaeldende.sider import standings_of
from .importering.models import Referatimport
from .importering.queries import open_doubts
from .models import Afbud, Dagsordenspunkt, Moede
from .permissions import LAES, REFERER, is_asked_to_read, reads_agenda, recordable_bodies
from .rettelser.queries import approval, marks
from .status import Resultat


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    aarene = queries.years()
    form = ListeForm({"aar": tid.today().year} | request.GET.dict(), aar=aarene)
    form.is_valid()
    udvalg, aar = form.cleaned_data.get("udvalg"), form.cleaned_data.get("aar") or tid.today().year
    kontekst = {
        "form": form,
        "udvalg": udvalg,
        "aar": aar,
        "moeder": list(queries.meetings_in(udvalg, aar)),
        "i_dag": tid.today(),
        "kan_indkalde": may(request.user, REFERER),
        "kan_laese": may(request.user, LAES),
    }
    return render(request, "moeder/liste.jinja", kontekst)


@aaben
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    moede = get_object_or_404(Moede.objects.select_related("udvalg__omraade"), pk=pk)
    return render(request, "moeder/moede.jinja", meeting_page(moede, request.user))


def meeting_page(moede: Moede, seer: Bruger | AnonymousUser) -> dict[str, Any]:
    """Return what the page of a meeting shows to a person; nothing asks what cannot be there."""
    tidligere, i_dag = queries.read_times(moede), tid.today()
    fremmoede = fremmoedet.shown(moede) if moede.dato <= i_dag else None
    gammelt = Referatimport.objects.select_related("fil").filter(moede=moede).first() if moede.afsluttet_at else None
    kan_laese = reads_agenda(seer, moede)
    kan_melde = moede.dato >= i_dag and not fremmoede and _has_seat_today(moede, seer)
    kontekst = {
        "moede": moede,
        "overstregninger": marks(moede, seer),
        "godkendelse": approval(moede, moede.dato) if moede.afsluttet_at else None,
        "fremmoede": fremmoede,
        "naeste": fremmoedet.next_meeting(moede, fremmoede.liste) if fremmoede else None,
        "tidligere": tidligere,
        "skal_laese": not moede.frigivet_at and is_asked_to_read(seer, moede),
        "kan_laese": kan_laese,
        "kan_referere": may(seer, REFERER, udvalg=moede.udvalg),
        "bekraeftelse": moede.bekraeftelser.first() if kan_laese else None,
        "i_dag": i_dag,
        "gammelt": gammelt,
        "uklare": open_doubts(moede) if gammelt else 0,
        "files": _files,
        "afbud": _absences(moede) if not fremmoede and (kan_laese or kan_melde) else {},
        "kan_melde_afbud": kan_melde,
        "seer_pk": seer.pk,
        "taget_af": list(taken_off(moede)) if may(seer, REFERER, udvalg=moede.udvalg) else [],
        "holdt": None,
    }
    if kontekst["kan_referere"] or not can_be_kept(moede):
        return kontekst | _points(moede, seer)
    return kontekst | {"holdt": rendered_points(moede, seer, kan_laese, lambda: _render_points(kontekst, seer))}


def _absences(moede: Moede) -> dict[int, Afbud]:
    """Who does not come, by person and name, until the meeting is over."""
    afbud = {} if moede.afsluttet_at else fremmoedet.absences(moede, moede.dato)
    return dict(sorted(afbud.items(), key=lambda et: et[1].person.navn))


def _has_seat_today(moede: Moede, seer: Bruger | AnonymousUser) -> bool:
    egne = [en for en in access(seer).tildelinger if en.udvalg_id == moede.udvalg_id]
    return any(en.stedfortraeder_for_id is None for en in egne) and moede.form != Moede.Form.SKRIFTLIG


def _files(navn: str, pk: int) -> list[tuple[str, str]]:
    """The formats that a paper of the meeting can be had in, each with its address."""
    return [(format_.upper(), reverse(navn, args=[pk, format_])) for format_ in FORMATER]


def _render_points(kontekst: dict[str, Any], seer: Bruger | AnonymousUser) -> str:
    return render_to_string("moeder/punkter.jinja", kontekst | _points(kontekst["moede"], seer))


def _points(moede: Moede, seer: Bruger | AnonymousUser) -> dict[str, Any]:
    """What the points of a meeting's page are made of."""
    punkter = queries.read_points(moede, seer)
    return {
        "seer": seer,
        "punkter": punkter,
        "bilag": annexes_of(moede, seer),
        "antagne": assumed_keys(moede),
        "program": read_program(moede, [vist.punkt for vist in punkter if vist.fuldt]),
        "gaelder": standings_of(punkter, seer, tid.today()),
        "emnenavn": queries.subject_name,
        "krog": krog,
        "UBESVARET": Resultat.IKKE_UDTRYKKELIGT.label,
    }


@adgang(REFERER)
def indkald(request: HttpRequest) -> HttpResponse:
    form = IndkaldForm(request.POST or None, udvalg=recordable_bodies(request.user))
    if form.is_valid():
        data = form.cleaned_data
        felter = {"udvalg": data["udvalg"], "form": data["form"], "hvornaar": form.hvornaar(), "by": request.user}
        if moede := submit(form, actions.call_meeting, **felter):
            if data["dato"] < tid.today():
                messages.info(request, "Dagen er gået: mødet står som holdt og venter på referat.")
            return redirect("moede", moede.pk)
    return render(request, "moeder/indkald.jinja", {"form": form})


@adgang(REFERER)
def flyt(request: HttpRequest, pk: int) -> HttpResponse:
    moede = _own_meeting(request, pk)
    nu = {felt: getattr(moede, felt) for felt in ("dato", "fra_kl", "til_kl", "sted")}
    form = FlytForm(request.POST or None, initial=nu)
    if form.is_valid():
        data = {"grund": form.cleaned_data["grund"], "aflyst": form.cleaned_data["aflyst"]}
        if submit(form, actions.move_meeting, moede=moede, hvornaar=form.hvornaar(), by=request.user, **data):
            messages.success(request, "Ændringen er gemt. Den tidligere tid står stadig på mødets side.")
            return redirect("moede", pk)
    return render(request, "moeder/flyt.jinja", {"form": form, "moede": moede})


@adgang(REFERER)
def nyt_punkt(request: HttpRequest, pk: int) -> HttpResponse:
    moede = _own_meeting(request, pk)
    form = PunktForm(request.POST or None, udvalg=moede.udvalg, frigivet=bool(moede.frigivet_at))
    if form.is_valid():
        felter = {"tekst": form.tekst(), "grund": form.cleaned_data.get("grund", ""), "by": request.user}
        if punkt := submit(form, actions.add_point, moede=moede, **felter):
            messages.success(request, f"»{punkt.titel}« er tilføjet som punkt {punkt.nummer}.")
            return redirect("moede", pk)
    return render(
        request, "moeder/punkt.jinja", {"form": form, "moede": moede, "punkt": None, "andens": None, "forfra": False}
    )


@adgang(REFERER)
def ret_punkt(request: HttpRequest, pk: int) -> HttpResponse:
    punkt = get_object_or_404(Dagsordenspunkt.objects.select_related("moede__udvalg"), pk=pk)
    moede = _own_meeting(request, punkt.moede_id)
    forslag = krog.proposal_for(punkt) if request.method == "GET" and request.GET.get("forfra") else None
    hvad = {"udvalg": moede.udvalg, "punkt": punkt, "forslag": forslag, "frigivet": bool(moede.frigivet_at)}
    form = PunktForm(request.POST or None, **hvad)
    if form.is_valid():
        felter = {"punkt": punkt, "set_version": form.cleaned_data["version"], "by": request.user}
        felter["grund"] = form.cleaned_data.get("grund", "")
        if submit(form, actions.change_point, tekst=form.tekst(), **felter):
            messages.success(request, f"Punkt {punkt.nummer} er gemt.")
            return redirect("moede", moede.pk)
    andens = form.catch_up(punkt) if form.is_bound else None
    kontekst = {"form": form, "moede": moede, "punkt": punkt, "andens": andens, "forfra": forslag is not None}
    return render(request, "moeder/punkt.jinja", kontekst)


@adgang(REFERER)
@require_POST
def byg(request: HttpRequest, pk: int) -> HttpResponse:
    moede = _own_meeting(request, pk)
    try:
        nye = build_agenda(moede=moede, by=request.user)
        antal = "1 punkt" if len(nye) == 1 else f"{len(nye)} punkter"
        messages.success(request, f"{antal} er kommet på dagsordenen." if nye else "Der er intet nyt at tilføje.")
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    return redirect("moede", pk)


@adgang(REFERER)
def referer(request: HttpRequest, pk: int) -> HttpResponse:
    """Meeting mode: whatever was typed is recorded or comes back with the reason."""
    moede = _own_meeting(request, pk)
    raekker = referat.save_all(moede, request.user, request.POST) if request.method == "POST" else None
    if raekker is not None and referat.is_saved(raekker):
        messages.success(request, "Alt er gemt.")
        return redirect("moede_referat", pk)
    raekker = raekker if raekker is not None else referat.rows(moede, request.user)
    kontekst = {"moede": moede, "raekker": raekker, "i_dag": tid.today()}
    return render(request, "moeder/referat.jinja", kontekst)


@aaben
def moede_ics(request: HttpRequest, pk: int) -> HttpResponse:
    moede = get_object_or_404(kalender.with_calendar_facts(Moede.objects.filter(pk=pk)))
    return _calendar([moede], f"moede-{pk}")


@aaben
def udvalg_ics(request: HttpRequest, pk: int) -> HttpResponse:
    udvalg = get_object_or_404(Udvalg, pk=pk)
    return _calendar(kalender.with_calendar_facts(udvalg.moeder.all()), udvalg.kort)


def _meeting(pk: int) -> Moede:
    return get_object_or_404(Moede.objects.in_order(), pk=pk)


def _own_meeting(request: HttpRequest, pk: int) -> Moede:
    moede = _meeting(pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    return moede


def _calendar(moeder, navn: str) -> HttpResponse:
    svar = HttpResponse(kalender.as_ics(moeder), content_type="text/calendar; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}.ics"'
    return svar
