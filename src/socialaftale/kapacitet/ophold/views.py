"""The pages on stays: a tilbud's, and one. Every look at them is written down."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import note
from socialaftale.parter.attempt import attempt, press, submit
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import adgang, require
from socialaftale.regler.belaegningsdage import EN_DAG, on_day, rule_for
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Pladsgruppe, Tilbud
from socialaftale.tilbud.queries import name_of

from ..models import Kapacitetsvalg
from ..queries import er_slaaet_til
from . import actions
from .forms import BegyndForm, OpholdslinjerForm, SkridtForm, TilbageForm
from .grupper import SLAAET_FRA, read_groups
from .indsat import save_lines, try_lines
from .kendt import known_lines
from .models import Ophold, Opholdsskridt
from .permissions import FOER_OPHOLD
from .tal import read_stays, standing

SLUTTET_VISES = dt.timedelta(days=31)


@adgang(FOER_OPHOLD)
def tilbuddets(request: HttpRequest, kode: str) -> HttpResponse:
    """The stays of a tilbud that go on, and the form that begins one."""
    tilbud, part = _kept_by(request, kode)
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        return render(request, "kapacitet/ophold/slaaet_fra.jinja", {"part": part, "hvorfor": SLAAET_FRA})
    grupper = read_groups([tilbud], tid.today())
    form = BegyndForm(request.POST or None, grupper=grupper)
    if request.method == "POST" and attempt(form, _begin, by=request.user):
        messages.success(request, "Opholdet er begyndt. Skriv referencen i jeres eget system.")
        return redirect("tilbuddets_ophold", kode)
    kontekst = _stays(request, grupper) | {"form": form, "tilbud": tilbud, "part": part, "navn": name_of(tilbud)}
    return render(request, "kapacitet/ophold/tilbud.jinja", kontekst)


@adgang(FOER_OPHOLD)
def indsaet(request: HttpRequest, kode: str) -> HttpResponse:
    """Paste what happened in many stays: it is shown before it is saved, and gives a receipt with each reference."""
    tilbud, part = _kept_by(request, kode)
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        return render(request, "kapacitet/ophold/slaaet_fra.jinja", {"part": part, "hvorfor": SLAAET_FRA})
    grupper = read_groups([tilbud], tid.today())
    form = OpholdslinjerForm(request.POST or None)
    vises = False
    if form.is_valid():
        indsendelse = form.cleaned_data["indsendelse"]
        form.kendte = known_lines(tilbud, grupper, form.linjer, indsendelse)
        gem = "gem" in request.POST and form.uaendret
        felter = {"tilbud": tilbud, "grupper": grupper, "linjer": form.valgte, "igen": form.igen, "by": request.user}
        svar = submit(form, save_lines if gem else try_lines, indsendelse=indsendelse, **felter)
        if gem and svar is not None:
            request.session["ophold_indsat"] = _told(form, svar)
            return redirect("indsaet_ophold", kode)
        vises = form.is_valid()
        _note([et.skridt for et in form.kendte.values() if vises and et.skridt], request)
    kontekst = {
        "form": form, "tilbud": tilbud, "part": part, "navn": name_of(tilbud), "grupper": grupper, "vises": vises,
        "kvittering": _receipt(request, tilbud) if request.method == "GET" else None, "ord": Opholdsskridt.Handling,
        "navne": {et.kode: et.navn for et in grupper},
    }  # fmt: skip
    return render(request, "kapacitet/ophold/indsaet.jinja", kontekst)


def _kept_by(request: HttpRequest, kode: str) -> tuple[Tilbud, Organisation]:
    """The tilbud whose stays the person may keep, and who runs it."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    part = driftsherre_of(tilbud)
    require(request.user, FOER_OPHOLD, part)
    return tilbud, part


def _told(form: OpholdslinjerForm, skrevet: list[Opholdsskridt]) -> list[tuple[int, int, bool]]:
    """Each line's number, its row, and whether the row is new; a line left out that has no row is not told of."""
    nye = {linje.nr: skridt.pk for linje, skridt in zip(form.valgte, skrevet, strict=True)}
    stod = {nr: et.skridt.pk for nr, et in form.kendte.items() if et.skridt and nr not in nye}
    return sorted((nr, pk, nr in nye) for nr, pk in (nye | stod).items())


def _receipt(request: HttpRequest, tilbud: Tilbud) -> list[tuple[int, Opholdsskridt, bool]] | None:
    """What the person has just saved, by line, shown once; None where nothing was."""
    linjer = request.session.pop("ophold_indsat", None)
    if linjer is None:
        return None
    egne = Opholdsskridt.objects.filter(ophold__pladsgruppe__afdeling__tilbud=tilbud).select_related("ophold")
    skridt = egne.in_bulk([pk for _, pk, _ in linjer])
    _note(skridt.values(), request)
    return [(nr, skridt[pk], ny) for nr, pk, ny in linjer if pk in skridt]


def _note(skridt: Iterable[Opholdsskridt], request: HttpRequest) -> None:
    note(list({et.ophold_id: et.ophold for et in skridt}.values()), side="indsatte ophold", by=request.user)


def _begin(*, pladsgruppe: str, **felter: Any) -> Ophold:
    return actions.begin(pladsgruppe=Pladsgruppe.objects.get(kode=pladsgruppe), **felter)


def _stays(request: HttpRequest, grupper: list[Any]) -> dict[str, Any]:
    dag, navne = tid.today(), {et.pk: et.navn for et in grupper}
    alle = [par for egne in read_stays(navne).values() for par in egne]
    vist = [
        (ophold, tal, navne[ophold.pladsgruppe_id])
        for ophold, tal in alle
        if tal.til is None or tal.til > dag - SLUTTET_VISES
    ]
    note([ophold for ophold, _, _ in vist], side="tilbuddets ophold", by=request.user)
    return {
        "et_doegn": EN_DAG,
        "igang": [et for et in vist if et[1].til is None or et[1].til > dag],
        "sluttet": [et for et in vist if et[1].til is not None and et[1].til <= dag],
        "nu": on_day([tal for _, tal in alle], dag), "maaneder": rule_for(dag).opbevaring.maaneder,
    }  # fmt: skip


@adgang(FOER_OPHOLD)
def et_ophold(request: HttpRequest, reference: str) -> HttpResponse:
    """What has happened in one stay, and the form that adds to it."""
    ophold = _own(request, reference)
    form = SkridtForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.add_step, ophold=ophold, by=request.user):
        messages.success(request, "Det er skrevet ned.")
        return redirect("et_ophold", reference)
    note([ophold], side="et ophold", by=request.user)
    skridt, tilbud = (
        standing(ophold.skridt.select_related("registreret_by", "kilde")),
        ophold.pladsgruppe.afdeling.tilbud,
    )
    enhed = next((et.navn for et in read_groups([tilbud], tid.today()) if et.pk == ophold.pladsgruppe_id), "")
    kontekst = {
        "o": ophold, "skridt": skridt, "form": form, "tilbud": tilbud, "navn": name_of(tilbud), "enhed": enhed,
    }  # fmt: skip
    return render(request, "kapacitet/ophold/et.jinja", kontekst)


@adgang(FOER_OPHOLD)
@require_POST
def tag_tilbage(request: HttpRequest, reference: str) -> HttpResponse:
    """Take back what the page showed as the last thing told of the stay."""
    ophold = _own(request, reference)
    form = TilbageForm(request.POST)
    if form.is_valid():
        press(request, actions.take_back, "Det seneste tæller ikke længere.", ophold=ophold, **form.cleaned_data)
    else:
        messages.error(request, actions.UKENDT_SKRIDT)
    return redirect("et_ophold", reference)


def _own(request: HttpRequest, reference: str) -> Ophold:
    med = Ophold.objects.select_related("pladsgruppe__afdeling__tilbud__omraade")
    ophold = get_object_or_404(med, reference=reference)
    require(request.user, FOER_OPHOLD, driftsherre_of(ophold.pladsgruppe.afdeling.tilbud))
    return ophold
