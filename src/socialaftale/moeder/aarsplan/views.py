"""Planning a year: the proposed days, and calling those that are chosen."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import adgang, require
from socialaftale.regler.aarsplan import rules_for

from ..permissions import REFERER, recordable_bodies
from . import actions
from .queries import propose_year


class AarForm(forms.Form):
    """Which year. A GET form."""

    aar = forms.IntegerField(label="År", min_value=2020, max_value=2100)


@adgang(REFERER)
def aarsplan(request: HttpRequest, kode: str) -> HttpResponse:
    omraade = get_object_or_404(Aftaleomraade, kode=kode)
    require(request.user, REFERER, omraade=omraade)
    form = AarForm({"aar": tid.today().year + 1} | request.GET.dict())
    aar = form.cleaned_data["aar"] if form.is_valid() else tid.today().year + 1
    regler = rules_for(omraade.kode)
    plan = propose_year(omraade, regler, aar) if regler else None
    if request.method == "POST" and plan:
        valgte = set(request.POST.getlist("valgt"))
        forslag = [et for et, _ in plan.forslag if f"{et.udvalg} {et.dato}" in valgte]
        svar = actions.call_year(omraade=omraade, forslag=forslag, by=request.user)
        _tell(request, svar, len(valgte))
        return redirect("moeder")
    kontekst = {"form": form, "aar": aar, "omraade": omraade, "plan": plan, "regler": regler}
    return render(request, "moeder/aarsplan/aarsplan.jinja", kontekst)


@adgang(REFERER)
def mit_omraade(request: HttpRequest) -> HttpResponse:
    """Lead to the area whose meetings the person calls."""
    udvalg = recordable_bodies(request.user)
    return redirect("aarsplan", udvalg[0].omraade.kode) if udvalg else redirect("moeder")


def _tell(request: HttpRequest, svar: actions.Indkaldt, valgt: int) -> None:
    if not valgt:
        messages.info(request, "Ingen dage var valgt, så intet er indkaldt.")
    elif svar.moeder:
        antal = "1 møde er" if len(svar.moeder) == 1 else f"{len(svar.moeder)} møder er"
        messages.success(request, f"{antal} indkaldt. De står under det år, de ligger i.")
    for besked in svar.afvist:
        messages.error(request, besked)
