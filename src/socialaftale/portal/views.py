from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import aaben

from . import queries


@aaben
def forside(request: HttpRequest) -> HttpResponse:
    kontekst = {"overblik": queries.overview(), "opgaver": []}
    if request.user.is_authenticated:
        kontekst["opgaver"] = queries.tasks_of(request.user)
    return render(request, "portal/forside.jinja", kontekst)
