"""The public page of free places."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.faelles import tid
from socialaftale.parter.permissions import aaben

from .forms import LedigeForm
from .liste import find_places
from .queries import offentlig_ledighed

PR_SIDE = 25


@aaben
def ledige_pladser(request: HttpRequest) -> HttpResponse:
    form = LedigeForm(request.GET)
    form.is_valid()
    fundne, ledige = find_places(form.cleaned_data, tid.today())
    side = Paginator(fundne, PR_SIDE).get_page(request.GET.get("side"))
    vist = offentlig_ledighed(side.object_list)
    valg = request.GET.copy()
    valg.pop("side", None)
    kontekst = {
        "form": form,
        "side": side,
        "raekker": [vist[pk] for pk in side.object_list if pk in vist],
        "ledige": ledige,
        "adresse": f"?{valg.urlencode()}",
    }
    return render(request, "kapacitet/ledige_pladser.jinja", kontekst)
