"""The pages on occupancy: report a month, take it back, and see a tilbud's curve."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import access_of, adgang, require
from socialaftale.regler.belaegningsdage import month_name
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.permissions import reach
from socialaftale.tilbud.queries import name_of

from ..models import Kapacitetsvalg
from ..ophold.grupper import SLAAET_FRA, Gruppe, own_first, read_groups
from ..ophold.permissions import FOER_OPHOLD
from ..queries import er_slaaet_til
from . import actions, side
from .forms import KOLONNER, IndsaetForm, MaanedForm, place_pasted
from .permissions import MELD_BELAEGNING, SE_BELAEGNING
from .prognose import read_outlook


@adgang(SE_BELAEGNING)
def belaegning(request: HttpRequest) -> HttpResponseBase:
    """Lead to the newest month of the party that the person answers for."""
    parter = reach(request.user, SE_BELAEGNING)
    return redirect("belaegning_maaned", parter[0].kode, f"{side.last_month():%Y-%m}")


@adgang(SE_BELAEGNING)
def maaned(request: HttpRequest, driftsherre: str, maaned: str) -> HttpResponse:
    """The month's table: type it, paste it, or see what is reported."""
    part, dag = get_object_or_404(Organisation, kode=driftsherre), _month(maaned)
    require(request.user, SE_BELAEGNING, part)
    try:
        actions.check_month(dag)
        grupper, egne = own_first(actions.open_groups(part, dag), request.user)
    except ValidationError as fejl:
        return render(request, "kapacitet/ophold/slaaet_fra.jinja", {"part": part, "hvorfor": fejl.messages[0]})
    start, meldt = side.read_start(grupper, dag)
    if request.method == "POST" and "indsaet" in request.POST:
        form, indsaet = _pasted(request, grupper, dag, start)
    else:
        form = MaanedForm(request.POST or None, grupper=grupper, maaned=dag, start=start)
        indsaet = IndsaetForm()
        felter = {"driftsherre": part, "maaned": dag, "by": request.user}
        if request.method == "POST" and attempt(form, actions.report_month, **felter):
            besked = f"{month_name(dag).capitalize()} er gemt. Ret her, eller fortryd, hvis noget er galt."
            messages.success(request, besked)
            return redirect(request.path)
    kontekst = _page(request, part, form, indsaet, meldt) | {"egne": egne}
    return render(request, "kapacitet/belaegning/maaned.jinja", kontekst)


def _page(
    request: HttpRequest, part: Organisation, form: MaanedForm, indsaet: IndsaetForm, meldt: Mapping[str, Any]
) -> dict[str, Any]:
    egne = [et for et in meldt.values() if et.registreret_by == request.user]
    af_ophold = side.given_by_stays(form.grupper, form.maaned)
    return {
        "part": part, "form": form, "indsaet": indsaet, "meldt": meldt, "maaned": form.maaned,
        "navn": month_name(form.maaned), "maaneder": side.month_choices(), "parter": reach(request.user, SE_BELAEGNING),
        "melder": access_of(request).may(MELD_BELAEGNING, part), "af_ophold": af_ophold,
        "mangler": len(form.grupper) - len(meldt) - len(af_ophold),
        "sidste": max(egne, key=lambda et: et.registreret_at, default=None),
    }  # fmt: skip


def _pasted(request: HttpRequest, grupper: list[Gruppe], dag: dt.date, start: Any) -> tuple[MaanedForm, IndsaetForm]:
    """The table with what was pasted laid over it. Nothing is saved before the person has seen it."""
    indsaet = IndsaetForm(request.POST)
    if not indsaet.is_valid():
        return MaanedForm(None, grupper=grupper, maaned=dag, start=start), indsaet
    fundne, fejl = place_pasted(indsaet.cleaned_data["indsat"], {et.kode for et in grupper})
    for besked in fejl[:5] or ([] if fundne else ["Ingen linje havde en kode fra siden. Kopiér kodens kolonne med."]):
        indsaet.add_error("indsat", besked)
    data = {"indsendelse": str(uuid4())}
    for kode, tal in start.items():
        data |= {f"{kode}-{kolonne}": str(getattr(tal, kolonne)) for kolonne in KOLONNER}
    for kode, skrevet in fundne.items():
        data |= {f"{kode}-{kolonne}": celle for kolonne, celle in zip(KOLONNER, skrevet, strict=True)}
    if fundne:
        messages.info(request, f"{len(fundne)} linjer er lagt ind i tabellen. Se dem igennem, og gem.")
    return MaanedForm(data, grupper=grupper, maaned=dag, start=start), indsaet


@adgang(MELD_BELAEGNING)
@require_POST
def fortryd(request: HttpRequest, driftsherre: str, maaned: str) -> HttpResponse:
    """Let what stood before the last report stand again."""
    part = get_object_or_404(Organisation, kode=driftsherre)
    try:
        antal = actions.undo(driftsherre=part, indsendelse=UUID(request.POST.get("indsendelse", "")), by=request.user)
    except ValueError as fejl:
        raise Http404 from fejl
    messages.info(request, "Fortrudt: det, der stod før, gælder igen." if antal else "Der var ikke noget at fortryde.")
    return redirect("belaegning_maaned", part.kode, maaned)


@adgang(SE_BELAEGNING)
def tilbuddets(request: HttpRequest, kode: str) -> HttpResponse:
    """The occupancy curve of one tilbud, with its table."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    part = driftsherre_of(tilbud)
    require(request.user, SE_BELAEGNING, part)
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        return render(request, "kapacitet/ophold/slaaet_fra.jinja", {"part": part, "hvorfor": SLAAET_FRA})
    grupper = read_groups([tilbud], tid.today())
    prognose = er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.PROGNOSE)
    kontekst = side.curve(grupper) | {
        "udsigt": read_outlook(grupper) if prognose else None,
        "tilbud": tilbud, "part": part, "grupper": grupper, "seneste": f"{side.last_month():%Y-%m}",
        "navn": name_of(tilbud), "foerer": access_of(request).may(FOER_OPHOLD, part), "month_name": month_name,
    }  # fmt: skip
    return render(request, "kapacitet/belaegning/tilbud.jinja", kontekst)


def _month(maaned: str) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{maaned}-01")
    except ValueError as fejl:
        raise Http404 from fejl
