"""Closing a meeting: at once where all is decided, else after one page that asks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import submit
from socialaftale.parter.permissions import adgang, require

from .. import actions, queries
from ..models import Moede
from ..permissions import REFERER
from .forms import AfslutForm


@adgang(REFERER)
def afslut(request: HttpRequest, pk: int) -> HttpResponse:
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    uafgjorte = list(queries.undecided_points(moede))
    ubesvarede = queries.unanswered_items(moede)
    spurgt = uafgjorte or ubesvarede
    data = request.POST if request.method == "POST" and ("svaret" in request.POST or not spurgt) else None
    form = AfslutForm(data, uafgjorte=uafgjorte, ubesvarede=ubesvarede)
    if form.is_valid():
        submit(form, actions.close_meeting, moede=moede, by=request.user, **form.answers())
        if not form.errors:
            messages.success(request, "Mødet er afsluttet. Beslutninger i åbne punkter er nu offentlige.")
            return redirect("moede", pk)
    kontekst = {"form": form, "moede": moede, "ubesvarede": ubesvarede, "uafgjorte": uafgjorte}
    return render(request, "moeder/besvarelse/afslut.jinja", kontekst)
