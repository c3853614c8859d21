"""The files of an edition, how far they are, and the open data at addresses that stay."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST

from socialaftale.faelles import filer
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, adgang, may, require

from ..permissions import OFFENTLIGGOER
from . import actions, queries
from .dokument import read_document
from .filer import make
from .laesning import newest_published
from .models import Bilagsfil
from .views import no_edition, not_there

AABNE_DATA = ("json", "csv")
VENT = "Filen bliver lavet lige nu. Prøv igen om lidt; på takstbilagets side kan du se, hvor langt den er."
INGEN_FIL = "Takstbilaget findes som XLSX, CSV, JSON og PDF. Hent det fra takstbilagets side."


@aaben
def fil(request: HttpRequest, omraade: str, aar: int, nr: int, format_: str) -> HttpResponseBase:
    """The file that the worker made; one is made at once where something must be left out of it since."""
    udgave = queries.read_edition(omraade, aar, nr)
    if udgave is None:
        return no_edition(request, omraade, aar)
    fundet = next((et for et in queries.files(udgave.bilag) if et.format == format_), None)
    if fundet is None:
        return not_there(request, "Filen findes ikke", INGEN_FIL, (omraade, aar))
    if fundet.fil is None:
        return not_there(request, "Filen er ikke klar endnu", VENT, (omraade, aar))
    if udgave.overstreget or not filer.path(fundet.fil.sha256).exists():
        return _made_now(udgave, format_)
    return filer.file_response(fundet.fil)


@aaben
def fremdrift(request: HttpRequest, omraade: str, aar: int, nr: int) -> HttpResponse:
    """The list of files alone: what the page asks for again while they are made."""
    udgave = queries.read_edition(omraade, aar, nr)
    if udgave is None:
        return no_edition(request, omraade, aar)
    if not request.htmx:
        return redirect("takstbilag_udgave", omraade, aar, nr)
    kontekst = {"udgave": udgave, "filer": queries.files(udgave.bilag)}
    kontekst["maa_udgive"] = may(request.user, OFFENTLIGGOER, omraade=udgave.bilag.omraade)
    return render(request, "takster/bilag/filer.jinja", kontekst)


@adgang(OFFENTLIGGOER)
@require_POST
def igen(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a file again that could not be made."""
    fundet = get_object_or_404(Bilagsfil.objects.select_related("takstbilag__omraade"), pk=pk)
    bilag = fundet.takstbilag
    require(request.user, OFFENTLIGGOER, omraade=bilag.omraade)
    actions.order_again(fil=fundet, by=request.user)
    messages.success(request, f"{bilag} bliver lavet som {fundet.format.upper()} igen.")
    return redirect("takstbilag_udgave", bilag.omraade.kode, bilag.aar, bilag.nr)


@aaben
def nyeste(request: HttpRequest, omraade: str, format_: str) -> HttpResponseBase:
    """The newest edition of the newest takst year, at an address that stays."""
    omraadet = Aftaleomraade.objects.filter(kode=omraade).first()
    aar = newest_published(omraadet.pk) if omraadet else None
    return _data(request, omraade, aar, format_)


@aaben
def aarets(request: HttpRequest, omraade: str, aar: int, format_: str) -> HttpResponseBase:
    """The newest edition of a takst year, at an address that stays."""
    return _data(request, omraade, aar, format_)


def _data(request: HttpRequest, omraade: str, aar: int | None, format_: str) -> HttpResponseBase:
    udgave = queries.read_edition(omraade, aar) if aar and format_ in AABNE_DATA else None
    if udgave is None:
        return no_edition(request, omraade, aar or 0)
    svar = _made_now(udgave, format_)
    etag = f'"{hashlib.sha256(svar.content).hexdigest()}"'
    svar["ETag"] = etag
    svar["Cache-Control"] = "no-cache"
    svar["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, response=svar)


def _made_now(udgave: queries.Udgave, format_: str) -> HttpResponse:
    dokument = read_document(udgave)
    svar = HttpResponse(make(format_, dokument), content_type=filer.TYPER[f".{format_}"])
    svar["Content-Disposition"] = f'attachment; filename="{dokument.filnavn}.{format_}"'
    return svar
