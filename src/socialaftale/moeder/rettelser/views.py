"""Corrections and redaction: what changed, and what the public sees before it is published."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt
from socialaftale.parter.permissions import adgang, require

from ..models import Moede
from ..permissions import LAES, REFERER, reads_agenda
from ..views import meeting_page
from . import actions, queries
from .forms import OverstregForm


@adgang(LAES)
def rettelser(request: HttpRequest, pk: int) -> HttpResponse:
    """What stood, what stands, who changed it and why."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not reads_agenda(request.user, moede):
        raise PermissionDenied
    return render(request, "moeder/rettelser/vis.jinja", {"moede": moede, "rettelser": queries.corrections(moede)})


@adgang(REFERER)
def offentligt(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting's page as everyone will see it once the meeting is closed, and the way to take words out of it."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    form = OverstregForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.redact, moede=moede, by=request.user):
        messages.success(request, "Ordene er overstreget i alle mødets tekster.")
        return redirect("moede_offentligt", pk)
    offentliggjort = moede.afsluttet_at is not None
    moede.afsluttet_at = moede.afsluttet_at or tid.now()
    kontekst = meeting_page(moede, AnonymousUser()) | {"form": form, "offentliggjort": offentliggjort}
    return render(request, "moeder/rettelser/offentligt.jinja", kontekst)
