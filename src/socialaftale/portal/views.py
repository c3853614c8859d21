from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import aaben

from . import queries

ROBOTTER = """User-agent: *
Disallow: /api/
Disallow: /demo/
Disallow: /find-plads/?
Disallow: /find-plads/sammenlign/
Disallow: /konto/
Disallow: /ledige-pladser/?
Disallow: /tilbud/?
"""
"""Robots read every page once, not every way to filter a list. Secret links are not named: `sikkerhed.secret_link`."""


@aaben
def robotter(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTTER, content_type="text/plain; charset=utf-8")


@aaben
def forside(request: HttpRequest) -> HttpResponse:
    kontekst = {"overblik": queries.overview(), "opgaver": []}
    if request.user.is_authenticated:
        kontekst["opgaver"] = queries.tasks_of(request.user)
    return render(request, "portal/forside.jinja", kontekst)
