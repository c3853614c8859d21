"""A signed-in person's own afdelinger: answer one or all, paste from a sheet, and take it back within ten minutes."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.permissions import adgang, may

from .. import actions
from ..belaegning.normtjek import above_norm
from ..melding import FORTRYD_INDEN
from ..models import Ledigmelding
from ..permissions import MELD
from ..undergruppe.permissions import KRITERIER
from .forms import KILDER, BundtForm, IndsaetForm, place_pasted, unchanged_for
from .queries import read_own

SALT = "kapacitet.fortryd"


@adgang(MELD)
def mine(request: HttpRequest) -> HttpResponse:
    egne = read_own(request.user)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and "alle" in data:
        data.update(unchanged_for(en for en in egne if en.hendes))
    if data is None and "uaendret" in request.GET:
        holdt = unchanged_for(egne)
        return _page(request, BundtForm(egne=egne, initial=holdt), IndsaetForm(), laest=len(holdt), kilde="side")
    form = BundtForm(data, egne=egne)
    if data is not None and form.is_valid():
        try:
            kilde = KILDER.get(data.get("kilde", ""), Ledigmelding.Kilde.SIDE)
            meldinger = actions.report(poster=form.posts(kilde, request.user), by=request.user)
            request.session["ledige_gemt"] = [melding.pk for melding in meldinger]
            return redirect("ledige_mine")
        except actions.Afvist as fejl:
            form.take(fejl)
    return _page(request, form, IndsaetForm(), kilde=data.get("kilde", "") if data else "")


@adgang(MELD)
@require_POST
def indsaet(request: HttpRequest) -> HttpResponse:
    """Show what was pasted in the form, before anything is saved."""
    egne = read_own(request.user)
    indsat = IndsaetForm(request.POST)
    if not indsat.is_valid():
        return _page(request, BundtForm(egne=egne), indsat)
    holdt, fejl = place_pasted(indsat.cleaned_data["tekst"], egne)
    laest = sum(felt.startswith("svar-") for felt in holdt)
    return _page(request, BundtForm(egne=egne, initial=holdt), indsat, fejl=fejl, laest=laest, kilde="ark")


@adgang(MELD)
@require_POST
def fortryd(request: HttpRequest) -> HttpResponse:
    try:
        pks = signing.loads(request.POST.get("meldinger", ""), salt=SALT)
        meldinger = Ledigmelding.objects.filter(pk__in=pks).select_related("fortrydelse", "afdeling")
        antal = actions.take_back(meldinger=list(meldinger), by=request.user)
        messages.success(request, f"{_count(antal)} er fortrudt. Det, der stod før, gælder igen.")
    except (signing.BadSignature, ValidationError) as fejl:
        besked = fejl.messages[0] if isinstance(fejl, ValidationError) else "Det kan ikke fortrydes."
        messages.error(request, besked)
    return redirect("ledige_mine")


def _page(request: HttpRequest, form: BundtForm, indsat: IndsaetForm, **mere: Any) -> HttpResponse:
    egne = list(form.egne.values())
    over = above_norm(egne, tid.today())
    kontekst = {
        "form": form,
        "indsat": indsat,
        "fejl": [],
        "laest": 0,
        "kilde": "",
        "over": over,
        "andres": sum(not en.hendes for en in egne),
    } | mere
    kontekst["maa_kriterier"] = may(request.user, KRITERIER)
    frisk = Ledigmelding.objects.filter(
        pk__in=request.session.get("ledige_gemt", []), registreret_at__gt=tid.now() - FORTRYD_INDEN, fortrydelse=None
    )
    pks = list(frisk.values_list("pk", flat=True))
    kontekst["fortryd"] = signing.dumps(pks, salt=SALT) if pks else ""
    kontekst["gemt"] = _count(len(pks))
    return render(request, "kapacitet/mine.jinja", kontekst)


def _count(antal: int) -> str:
    return "1 svar" if antal == 1 else f"{antal} svar"
