"""The agenda as one page that is read aloud or printed, as tagged PDF and as DOCX: as much as the person may see."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from socialaftale.faelles.dokumentfil import send_document
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import aaben, adgang

from ..models import Moede
from ..permissions import LAES, is_asked_to_read, reads_agenda
from .papir import build_paper, case_numbers, written_at


@aaben
@never_cache
def papir(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda from beginning to end, without anything to press."""
    moede = _meeting(pk)
    if not (moede.frigivet_at or reads_agenda(request.user, moede) or is_asked_to_read(request.user, moede)):
        raise Http404("Dagsordenen er ikke frigivet endnu.")
    kontekst = {"moede": moede, "dokument": build_paper(moede, request.user)}
    return render(request, "moeder/forberedelse/papir.jinja", kontekst)


@aaben
@limited("soeg")
def papir_fil(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """The same file for everyone, whoever asks: it can be passed on."""
    moede = _meeting(pk)
    if not moede.frigivet_at:
        raise Http404("Dagsordenen er ikke frigivet endnu.")
    return _file(moede, AnonymousUser(), f".{format_}")


@adgang(LAES)
@never_cache
def papir_internt(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """With closed points, for those who read all of the agenda."""
    moede = _meeting(pk)
    if not reads_agenda(request.user, moede):
        raise Http404("Dagsordenen er ikke frigivet endnu.")
    return _file(moede, request.user, f"-internt.{format_}")


def _meeting(pk: int) -> Moede:
    return get_object_or_404(Moede.objects.in_order(), pk=pk)


def _file(moede: Moede, seer: Bruger | AnonymousUser, slags: str) -> HttpResponse:
    navn = f"dagsorden-{moede.udvalg.kort}-{moede.dato}{slags}"
    return send_document(build_paper(moede, seer), navn, written_at(moede), case_numbers(moede, seer))
