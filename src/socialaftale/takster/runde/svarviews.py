"""What a driftsherre answers on a tilbud's page: the findings of the checks, its promises, and the review's remarks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from socialaftale.parter.permissions import adgang

from ..gennemgang.actions import answer
from ..gennemgang.models import Bemaerkning
from ..opslag import kendt_aar
from . import actions, tilbudsside
from .forms import ForklarForm, SvarForm
from .frys import place_of
from .fundliste import Visning
from .models import Forklaring
from .permissions import INDSEND
from .tilbudsside import Egenside

AENDRET = "Tallet er ændret imens. Læs det nye herunder, og gem igen, hvis forklaringen stadig passer."
VAEK = (
    "Forholdet er ikke længere på siden: tallet er rettet, eller der er kommet et andet. Det, du skrev, står herunder."
)


@adgang(INDSEND)
@require_POST
@kendt_aar
def forklar(request: HttpRequest, kode: str, aar: int, fund: str) -> HttpResponse:
    """Answer one finding, or all on its line; what was typed stands on the page until it is saved."""
    side = tilbudsside.find_own(request, kode, aar)
    visning = next((et for et in side.fund.kan_besvares if et.id == fund), None)
    if visning is None:
        return _page(request, side, forsvundet=(VAEK, request.POST.get(f"{fund}-tekst", "")))
    form = ForklarForm(request.POST, prefix=visning.id, sammen=visning.sammen)
    if form.is_valid() and form.cleaned_data["sha256"] != visning.sha256:
        form.add_error(None, AENDRET)
        form.data = form.data.copy()
        form.data[f"{visning.id}-sha256"] = visning.sha256
    if form.is_valid() and _explain(request, side, visning, form):
        messages.success(request, "Forklaringen er gemt." if form.cleaned_data["tekst"] else "Dagen er gemt.")
        return redirect(reverse("takst", args=[kode, aar]) + "#bemaerkninger")
    return _page(request, side, forklarformer={visning.id: form})


@adgang(INDSEND)
@require_POST
@kendt_aar
def indfri(request: HttpRequest, kode: str, aar: int, pk: int) -> HttpResponse:
    """Give the explanation that was promised for what is submitted, also where a newer draft says something else."""
    side = tilbudsside.find_own(request, kode, aar)
    loefte = get_object_or_404(Forklaring, pk=pk, indberetning__in=[side.version.indberetning_id])
    form = SvarForm(request.POST, prefix=f"loefte-{pk}")
    if form.is_valid():
        svar = actions.Forklaringstekst(form.cleaned_data["tekst"], frigivet=form.frigivne)
        actions.keep_promise(loefte=loefte, version=side.version, svar=svar, by=request.user)
        messages.success(request, "Forklaringen er gemt.")
        return redirect("takst", kode, aar)
    return _page(request, side, loefteformer={pk: form})


@adgang(INDSEND)
@require_POST
@kendt_aar
def svar(request: HttpRequest, kode: str, aar: int, pk: int) -> HttpResponse:
    """Answer a remark of the review."""
    side = tilbudsside.find_own(request, kode, aar)
    alle = Bemaerkning.objects.select_related("indberetning__tilbud__omraade", "runde__omraade", "indsendelse")
    bemaerkning = get_object_or_404(alle, pk=pk, runde=side.runde, indberetning__tilbud__kode=kode)
    form = SvarForm(request.POST, prefix=f"svar-{pk}")
    if form.is_valid():
        try:
            felter = {"tekst": form.cleaned_data["tekst"], "frigivet": form.frigivne}
            answer(bemaerkning=bemaerkning, by=request.user, **felter)
            messages.success(request, "Svaret er sendt til gennemgangen.")
            return redirect(reverse("takst", args=[kode, aar]) + f"#bemaerkning-{pk}")
        except ValidationError as fejl:
            form.add_error(None, fejl.messages[0])
    return _page(request, side, svarformer={pk: form})


def _explain(request: HttpRequest, side: Egenside, visning: Visning, form: ForklarForm) -> bool:
    """Write the answer to the finding, and to the others of its line where the writer says so."""
    sted = place_of(visning.fund)
    andre = [et for et in side.fund.forklar if place_of(et.fund) == sted] if form.cleaned_data.get("alle") else []
    try:
        fund = {et.id: et.fund for et in (visning, *andre)}
        actions.explain_all(
            version=side.version, fund=list(fund.values()), sha256=visning.sha256, svar=form.svar(), by=request.user
        )
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.add_error("eftersendes_senest" if form.cleaned_data["eftersendes_senest"] else "tekst", besked)
        return False
    return True


def _page(request: HttpRequest, side: Egenside, **typet: Any) -> HttpResponse:
    return render(request, "takster/runde/tilbud.jinja", tilbudsside.tilbud_page(side, **typet))
