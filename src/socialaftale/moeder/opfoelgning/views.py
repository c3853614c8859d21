"""One follow-up with its history: for the body, the secretariat and whose it is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt
from socialaftale.parter.permissions import may, personlig

from ..models import Opfoelgning
from ..permissions import LAES, REFERER
from . import actions, queries
from .forms import FlytFristForm, GenaabnForm, UdfoertForm

_KNAPPER = {
    "flyt": (FlytFristForm, actions.move_deadline, "Fristen er flyttet."),
    "udfoert": (UdfoertForm, actions.finish_followup, "Opfølgningen er meldt udført."),
    "genaabn": (GenaabnForm, actions.reopen_followup, "Opfølgningen er åben igen."),
}


@personlig
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    en = get_object_or_404(Opfoelgning.objects.select_related("punkt__moede__udvalg"), pk=pk)
    if not queries.may_see(request.user, en):
        raise Http404
    sendt = {navn: request.POST if navn in request.POST else None for navn in _KNAPPER}
    former = {navn: form(sendt[navn], prefix=navn) for navn, (form, *_) in _KNAPPER.items()}
    for navn, (_, action, gjort) in _KNAPPER.items():
        if former[navn].is_bound and attempt(former[navn], action, opfoelgning=en, by=request.user):
            messages.success(request, gjort)
            return redirect("opfoelgning_en", pk)
    udvalg = en.punkt.moede.udvalg
    kontekst = {
        "en": en,
        "former": former,
        "trin": en.trin.select_related("registreret_by").order_by("registreret_at", "pk"),
        "moede": type(en.punkt.moede).objects.in_order().get(pk=en.punkt.moede_id),
        "kan_laese": may(request.user, LAES, udvalg=udvalg),
        "kan_referere": may(request.user, REFERER, udvalg=udvalg),
        "kan_melde": may(request.user, REFERER, udvalg=udvalg) or queries.is_owner(request.user, en),
        "i_dag": tid.today(),
    }
    return render(request, "moeder/opfoelgning/vis.jinja", kontekst)
