"""Declarations on taking over regional tilbud: each municipality's answer, and what the register says came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import submit
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import aaben, access_of, adgang, require

from ..aftale.opslag import visible_agreement
from ..permissions import OVERTAGELSE
from . import actions, queries
from .forms import ErklaeringForm


@aaben
def liste(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = visible_agreement(request, omraade, kode)
    held, svar = access_of(request), queries.declarations(aftale)
    maa = {en.kommune.kode for en in svar if held.may(OVERTAGELSE, organisation=en.kommune, omraade=aftale.omraade)}
    kontekst = {"aftale": aftale, "svar": svar, "maa_erklaere": maa, "i_omraadet": aftale.omraade_id in held.omraader}
    return render(request, "aftaler/overtagelse/liste.jinja", kontekst)


@adgang(OVERTAGELSE)
def erklaer(request: HttpRequest, omraade: str, kode: str, kommune: str) -> HttpResponse:
    aftale, fundet = visible_agreement(request, omraade, kode), get_object_or_404(Organisation, kode=kommune)
    require(request.user, OVERTAGELSE, organisation=fundet, omraade=aftale.omraade)
    form = ErklaeringForm(request.POST or None, aftale=aftale)
    felter = {"aftale": aftale, "kommune": fundet, "by": request.user}
    if form.is_valid() and submit(form, actions.declare, erklaering=form.erklaering(), **felter):
        messages.success(request, f"Erklæringen fra {fundet} er ført ind.")
        return redirect("overtagelser", omraade, kode)
    return render(request, "aftaler/overtagelse/erklaer.jinja", {"form": form, "aftale": aftale, "kommune": fundet})
