"""What the pages of takster look up from their address, with the right to see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import Ret, access, require
from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.tilbud.models import Tilbud

from . import queries
from .models import Indberetningsversion
from .permissions import SE_KORT
from .queries import Aarsraekke

View = Callable[..., HttpResponse]


def kendt_aar(view: View) -> View:
    """A year without rules is a page that does not exist."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except UkendtRegelsaet as fejl:
            raise Http404(str(fejl)) from fejl

    return answered


def find_party(request: HttpRequest, kode: str, ret: Ret = SE_KORT) -> Organisation:
    """The party of the address. Raises Http404, and PermissionDenied where the person has not the right on it."""
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, ret, part)
    return part


def last_row(request: HttpRequest, raekke: Aarsraekke) -> Aarsraekke | None:
    """The tilbud in the year before, as the person may see it; None where it was not there, or there are no rules."""
    tilbud = Tilbud.objects.select_related("omraade").get(pk=raekke.billede.pk)
    try:
        return queries.find_row(tilbud, raekke.aar - 1, access(request.user))
    except UkendtRegelsaet:
        return None


def find_row(request: HttpRequest, kode: str, aar: int, ret: Ret = SE_KORT) -> Aarsraekke:
    """The tilbud of the address in its year. Raises Http404, and PermissionDenied where the right is not held."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    raekke = queries.find_row(tilbud, aar, access(request.user))
    if raekke is None:
        raise Http404("Tilbuddet er ikke i drift det år.")
    require(request.user, ret, raekke.driftsherre)
    return raekke


def version_of(raekke: Aarsraekke) -> Indberetningsversion:
    """The version that the row shows. Raises Http404 where nothing is reported."""
    if raekke.version is None:
        raise Http404("Tilbuddet har ingen indberetning for året.")
    return raekke.version
