"""Pages that only work something out: the question is in the address, the answer is stored nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import tid
from socialaftale.parter.permissions import aaben
from socialaftale.tilbud.billede import publicerbar
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from . import queries, visning
from .prisberegner import answer
from .prisforms import PrisForm
from .views import kendt_aar


@aaben
@kendt_aar
def pris(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    tilbud = get_object_or_404(Tilbud.objects.visible_to(request.user, tid.today()), kode=kode)
    offentligt = queries.read_public([tilbud], aar).get(tilbud.pk)
    if offentligt is None:
        raise Http404("Tilbuddet har ingen offentlige takster for året.")
    form = PrisForm(request.GET or None, linjer=offentligt.linjer)
    kontekst = {
        "billede": publicerbar(read_billeder([tilbud], queries.register_day(aar))[0]),
        "aar": aar,
        "form": form,
        "svar": answer(form, aar) if form.is_valid() else None,
        "vis": visning,
        "htmx_svar": bool(request.htmx),
    }
    return render(request, "takster/pris_svar.jinja" if request.htmx else "takster/pris.jinja", kontekst)
