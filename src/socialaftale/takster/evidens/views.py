"""The pack as a download."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from socialaftale.parter.permissions import adgang, require
from socialaftale.tilbud.models import Tilbud

from ..queries import driftsherre_of
from ..views import kendt_aar
from .pakke import build_pack
from .permissions import EVIDENS
from .queries import read_evidence


@adgang(EVIDENS)
@kendt_aar
def evidens(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    require(request.user, EVIDENS, driftsherre_of(tilbud, aar))
    fundet = read_evidence(tilbud, aar, request.user)
    if fundet is None:
        raise Http404("Driftsherren har ikke bekræftet eller indsendt takster for det år.")
    svar = HttpResponse(build_pack(fundet), content_type="application/zip")
    svar.headers["Content-Disposition"] = f'attachment; filename="evidens-{kode}-{aar}.zip"'
    return svar
