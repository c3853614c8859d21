"""Writing, answering, settling and withdrawing remarks. What was typed stands on the page until it is saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from socialaftale.parter.attempt import press
from socialaftale.parter.permissions import adgang

from ..models import Indsendelse, Indsendtlinje
from ..runde.forms import SvarForm
from ..runde.frys import Sted
from ..runde.permissions import SE_RUNDE
from . import actions, sider
from .forms import AfklarForm, BemaerkForm
from .linjeside import Indsendt, read_submission
from .models import Bemaerkning
from .opslag import find_remark, find_submission
from .permissions import AFKLAR, BEMAERK, SVAR_FOR_EGEN
from .queries import content_now

GEMT = "Bemærkningen er gemt. Driftsherren får den, når bemærkningerne sendes."
IGEN = "Tilbuddet er indsendt igen, mens du skrev. Se, hvad der er ændret, og gem bemærkningen, hvis den stadig passer."
VAEK = "Tilbuddet er indsendt igen, mens du skrev, uden linjen. Gemmer du nu, står bemærkningen på hele tilbuddet."


@adgang(BEMAERK)
def bemaerk(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a remark on a place of the submission; from a finding it begins with what the finding says."""
    indsendelse = find_submission(request, BEMAERK, pk=pk)
    indsendt = read_submission(indsendelse)
    if request.method != "POST":
        return _write_page(request, indsendt, BemaerkForm(initial=_start(request, indsendt)))
    form = BemaerkForm(request.POST)
    if not form.is_valid():
        return _write_page(request, indsendt, form)
    if not indsendt.er_nyeste:
        return _overtaken(request, indsendt, form)
    fund = (form.cleaned_data["kontrol"], form.cleaned_data["felt"])
    felter = {"tekst": form.cleaned_data["tekst"], "frigivet": form.frigivne, "fund": fund}
    if _done(form, actions.remark, indsendelse=indsendelse, sted=form.sted, by=request.user, **felter):
        messages.success(request, GEMT)
        return redirect(_place(request, indsendelse, form.sted))
    return _write_page(request, indsendt, form)


@adgang(SE_RUNDE)
def bemaerkning(request: HttpRequest, pk: int) -> HttpResponse:
    """One remark with what followed."""
    return _remark_page(request, find_remark(request, pk))


@adgang(AFKLAR)
@require_POST
def afklar(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle a remark or uphold it."""
    fundet = find_remark(request, pk, AFKLAR)
    form = AfklarForm(request.POST, prefix=f"afklar-{pk}")
    felter = {"bemaerkning": fundet, "art": request.POST.get("art", ""), "by": request.user}
    if form.is_valid() and _done(
        form,
        actions.settle,
        tekst=form.cleaned_data["tekst"],
        set_trin=form.cleaned_data["set_trin"],
        frigivet=form.frigivne,
        **felter,
    ):
        messages.success(
            request, "Bemærkningen er afklaret." if felter["art"] == "afklaret" else "Bemærkningen står ved magt."
        )
        return redirect(_remark_place(request, fundet))
    return _remark_page(request, fundet, afklarform=form)


@adgang(SVAR_FOR_EGEN)
@require_POST
def svar(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark as the driftsherre's own member of the review."""
    fundet = find_remark(request, pk, SVAR_FOR_EGEN)
    form = SvarForm(request.POST, prefix=f"svar-{pk}")
    if form.is_valid() and _done(
        form,
        actions.answer,
        bemaerkning=fundet,
        tekst=form.cleaned_data["tekst"],
        frigivet=form.frigivne,
        by=request.user,
    ):
        messages.success(request, "Svaret er gemt.")
        return redirect(_remark_place(request, fundet))
    return _remark_page(request, fundet, svarform=form)


@adgang(BEMAERK)
@require_POST
def traek(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a remark back."""
    fundet = find_remark(request, pk, BEMAERK)
    press(request, actions.withdraw, "Bemærkningen er trukket tilbage.", bemaerkning=fundet)
    return redirect(_remark_place(request, fundet))


def _start(request: HttpRequest, indsendt: Indsendt) -> dict[str, str]:
    """The place, and where it is that of a finding, what the finding says."""
    felter = {navn: request.GET.get(navn, "")[:120] for navn in ("beregning", "linje", "kontrol", "felt")}
    for et in indsendt.fund:
        fund = et.fund
        if fund.kontrol and (fund.beregning, fund.linje, fund.kontrol, fund.felt) == tuple(felter.values()):
            return felter | {"tekst": fund.besked}
    return {"beregning": felter["beregning"], "linje": felter["linje"]}


def _overtaken(request: HttpRequest, indsendt: Indsendt, form: BemaerkForm) -> HttpResponse:
    """The tilbud was submitted again: what was typed moves to the newest submission, to be saved there."""
    nyeste = read_submission(indsendt.nyeste)
    findes = form.sted in content_now([nyeste.indsendelse])[nyeste.indsendelse.indberetning_id]
    form.data = form.data.copy()
    if not findes:
        form.data["beregning"] = form.data["linje"] = ""
    form.add_error(None, IGEN if findes else VAEK)
    return _write_page(request, nyeste, form)


def _done(form: BaseForm, action: Any, /, **felter: Any) -> bool:
    """Run the action; what it refuses is said on the form."""
    try:
        action(**felter)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error(None, besked)
    return not form.errors


def _write_page(request: HttpRequest, indsendt: Indsendt, form: BemaerkForm) -> HttpResponse:
    sted = Sted(form["beregning"].value() or "", form["linje"].value() or "")
    kontekst = sider.frame(request, indsendt) | {
        "form": form,
        "sted": actions.name_place(indsendt.indsendelse, sted),
        "linje": _line_at(indsendt.indsendelse, sted),
    }
    return render(request, "takster/gennemgang/bemaerk.jinja", kontekst)


def _remark_page(request: HttpRequest, fundet: Bemaerkning, afklarform=None, svarform=None) -> HttpResponse:
    nyeste = find_submission(request, indberetning=fundet.indberetning, runde=fundet.runde)
    kontekst = sider.frame(request, read_submission(nyeste))
    et = next(et for et in kontekst["indsendt"].bemaerkninger if et.bemaerkning.pk == fundet.pk)
    if afklarform is not None:
        kontekst["former"][fundet.pk] = afklarform
        afklarform.data = afklarform.data.copy()  # what the page shows now is what the next try has seen
        afklarform.data[f"{afklarform.prefix}-set_trin"] = str(len(et.trin))
    if svarform is not None:
        kontekst["svarformer"][fundet.pk] = svarform
    return render(request, "takster/gennemgang/bemaerkning.jinja", kontekst | {"et": et})


def _place(request: HttpRequest, indsendelse: Indsendelse, sted: Sted) -> str:
    """Where to go on: the meeting, where that is where the person came from; else the line, or the tilbud."""
    linje = _line_at(indsendelse, sted)
    if request.POST.get("fra") == "moede":
        runde = indsendelse.runde
        adresse = reverse("gennemgang_moede", args=[runde.omraade.kode, runde.aar])
        orden = "orden=driftsherre&" if request.POST.get("orden") == "driftsherre" else ""
        ved = request.POST.get("ved", "")
        return f"{adresse}?{orden}linje={ved if ved.isdigit() else ''}"
    if linje is None:
        return reverse("gennemgang_tilbud", args=[indsendelse.indberetning.tilbud.kode, indsendelse.runde.aar])
    return reverse("gennemgang_linje", args=[linje.pk]) + "#bemaerkninger"


def _remark_place(request: HttpRequest, fundet: Bemaerkning) -> str:
    nyeste = find_submission(request, indberetning=fundet.indberetning, runde=fundet.runde)
    return _place(request, nyeste, Sted(fundet.beregning, fundet.linje))


def _line_at(indsendelse: Indsendelse, sted: Sted) -> Indsendtlinje | None:
    return indsendelse.linjer.filter(beregning=sted.beregning, linje=sted.linje).first() if sted.linje else None
