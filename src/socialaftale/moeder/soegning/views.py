"""The search of all years of meetings: one page for the public and for those who read more."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import aaben, may

from .. import queries as moeder
from ..gaeldende.queries import known_to
from ..permissions import LAES, readable_bodies
from .find import FLEST_FUNDNE, find_points
from .forms import SoegForm
from .queries import read_hits

PR_SIDE = 20


@aaben
def soeg(request: HttpRequest) -> HttpResponse:
    form = SoegForm(request.GET, aar=moeder.years())
    oenske = form.oenske()
    side = Paginator(find_points(oenske, request.user), PR_SIDE).get_page(request.GET.get("side"))
    laeser = readable_bodies(request.user)
    kendt = known_to(laeser, om=side.object_list)
    adresse = request.GET.copy()
    adresse.pop("side", None)
    kontekst = {
        "form": form,
        "side": side,
        "kendt": kendt,
        "flest": bool(oenske.q) and side.paginator.count >= FLEST_FUNDNE,
        "traef": read_hits(side.object_list, oenske.q, kendt, laeser),
        "adresse": f"?{adresse.urlencode()}&side=",
        "afgraenset": len(adresse) > 0,
        "kan_laese": may(request.user, LAES),
    }
    return render(request, "moeder/soegning/soeg.jinja", kontekst)
