"""The minutes on one page for print, and as tagged PDF/A: for everyone, and for those who read closed points."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles.dokument_pdf import as_pdf
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
def offentlig_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same file for everyone, whoever asks: it can be passed on."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not moede.afsluttet_at:
        raise Http404("Referatet er ikke offentliggjort endnu.")
    return _file(moede, AnonymousUser(), f"referat-{moede.udvalg.kort}-{moede.dato}.pdf")


@adgang(LAES)
def intern_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """With closed points, for the body's own and the secretariat."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not reads_agenda(request.user, moede):
        raise PermissionDenied
    return _file(moede, request.user, f"referat-{moede.udvalg.kort}-{moede.dato}-internt.pdf")


def _file(moede: Moede, seer: Bruger | AnonymousUser, navn: str) -> HttpResponse:
    raw = as_pdf(build_minutes(moede, seer), written_at(moede), case_numbers(moede, seer))
    svar = HttpResponse(raw, content_type="application/pdf")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar
