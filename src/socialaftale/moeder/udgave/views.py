"""The minutes on one page for print, as tagged PDF/A and as DOCX: for everyone, and for who reads closed points."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles.dokumentfil import send_document
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import aaben, adgang

from ..models import Moede
from ..permissions import LAES, reads_agenda
from .dokument import build_minutes, case_numbers, written_at


@aaben
def udskriv(request: HttpRequest, pk: int) -> HttpResponse:
    """As much as the person may see; to everyone nothing before the meeting is closed."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not moede.afsluttet_at and not reads_agenda(request.user, moede):
        raise Http404("Referatet er ikke offentliggjort endnu.")
    kontekst = {"moede": moede, "dokument": build_minutes(moede, request.user)}
    return render(request, "moeder/udgave/udskriv.jinja", kontekst)


@aaben
@limited("soeg")
def offentlig_fil(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """The same file for everyone, whoever asks: it can be passed on."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not moede.afsluttet_at:
        raise Http404("Referatet er ikke offentliggjort endnu.")
    return _file(moede, AnonymousUser(), f"referat-{moede.udvalg.kort}-{moede.dato}.{format_}")


@adgang(LAES)
def intern_fil(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """With closed points, for the body's own and the secretariat."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not reads_agenda(request.user, moede):
        raise PermissionDenied
    return _file(moede, request.user, f"referat-{moede.udvalg.kort}-{moede.dato}-internt.{format_}")


def _file(moede: Moede, seer: Bruger | AnonymousUser, navn: str) -> HttpResponse:
    return send_document(build_minutes(moede, seer), navn, written_at(moede), case_numbers(moede, seer))
