"""The wheel of the year: for each role what comes when, as a drawing, a table and a calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben

from . import queries, tegning
from .forms import AarshjulForm
from .kalender import as_ics


@aaben
def vis(request: HttpRequest) -> HttpResponse:
    form = AarshjulForm(request.GET)
    omraade, aar, rolle = form.chosen()
    dage = queries.wheel(omraade, aar, rolle, request.user) if omraade else []
    kontekst = {
        "form": form,
        "omraade": omraade,
        "aar": aar,
        "rolle": rolle,
        "rollenavn": queries.role_name(rolle),
        "dage": dage,
        "emner": queries.EMNER,
        "hjul": tegning.draw(aar, dage, queries.EMNER, tid.today()),
        "i_dag": tid.today(),
    }
    return render(request, "aftaler/aarshjul/aarshjul.jinja", kontekst)


@aaben
def ics(request: HttpRequest, omraade: str) -> HttpResponse:
    """This year and the next, for a calendar that fetches it again."""
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    _, _, rolle = AarshjulForm(request.GET).chosen()
    aar = tid.today().year
    dage = [dag for et in (aar, aar + 1) for dag in queries.wheel(fundet, et, rolle, None)]
    svar = HttpResponse(
        as_ics(dage, request.build_absolute_uri("/").rstrip("/")), content_type="text/calendar; charset=utf-8"
    )
    svar.headers["Content-Disposition"] = f'attachment; filename="aarshjul-{omraade}.ics"'
    return svar
