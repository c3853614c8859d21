"""Texts where a CPR alarm was released as false, and the redaction of those where it was none."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from . import actions, queries
from .attempt import attempt
from .forms import OverstregForm
from .overstregning import objects_of
from .permissions import OVERSTREG, adgang

PR_SIDE = 50


@adgang(OVERSTREG)
def frigivne(request: HttpRequest) -> HttpResponse:
    """Who released what, and what has been redacted since."""
    side = Paginator(queries.releases(request.user), PR_SIDE).get_page(request.GET.get("side"))
    viste = list(side)
    kontekst = {"side": side, "objekter": objects_of(viste), "overstreget": queries.redactions(viste)}
    return render(request, "parter/frigivne.jinja", kontekst)


@adgang(OVERSTREG)
def overstreg(request: HttpRequest, pk: int) -> HttpResponse:
    frigivelse = get_object_or_404(queries.releases(request.user), pk=pk)
    form = OverstregForm(request.POST or None)
    if attempt(form, actions.redact, frigivelse=frigivelse, by=request.user):
        messages.success(request, "Tallet er overstreget i teksten og i hændelsesloggen.")
        return redirect("frigivne")
    objekt = objects_of([frigivelse])[frigivelse.objekt_type, frigivelse.objekt_id]
    return render(request, "parter/overstreg.jinja", {"frigivelse": frigivelse, "objekt": objekt, "form": form})
