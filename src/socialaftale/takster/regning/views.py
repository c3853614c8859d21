"""The page that reckons with a buyer's own list in the browser. Nothing of the list ever comes here."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from socialaftale.faelles.sikkerhed import policy
from socialaftale.faelles.visning import MAANEDER
from socialaftale.parter.permissions import aaben
from socialaftale.tilbud.models import Tilbud

from ..opslag import kendt_aar
from ..queries import published_years
from .prisfil import as_data
from .prisliste import read_prisliste, read_udgaver

AARENE = 3


@aaben
def regning(request: HttpRequest) -> HttpResponse:
    aarene = published_years()[:AARENE]
    valgt = request.GET.get("aar", "")
    aar = next((et for et in aarene if str(et) == valgt), aarene[0] if aarene else None)
    kontekst = {
        "aar": aar,
        "aarene": aarene,
        "udgaver": read_udgaver(aar) if aar else (),
        "maaneder": MAANEDER,
        "eksempeldata": Tilbud.objects.filter(eksempeldata=True).exists(),
    }
    svar = render(request, "takster/regning/regning.jinja", kontekst)
    svar.headers["Content-Security-Policy"] = policy(connect_src="'none'", worker_src="'none'")
    return svar


@aaben
@kendt_aar
@cache_control(no_cache=True)
@gzip_page
@conditional_page
def prisfil(request: HttpRequest, aar: int) -> HttpResponse:
    """The price list as a script, because the page may load scripts of the site but may not ask for anything else."""
    if aar not in published_years():
        raise Http404("Der er ingen offentlige takster for året.")
    data = json.dumps(as_data(read_prisliste(aar)), ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(f"globalThis.PRISLISTE = {data};\n", content_type="text/javascript; charset=utf-8")
