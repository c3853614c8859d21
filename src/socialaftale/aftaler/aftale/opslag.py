"""The agreement that an address names, for the pages about it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from socialaftale.parter.permissions import require

from ..permissions import SKRIV
from .models import Aftale


def visible_agreement(request: HttpRequest, omraade: str, kode: str) -> Aftale:
    """Return an agreement that the visitor may see; else the page is not found."""
    synlige = Aftale.objects.visible_to(request.user).select_related("omraade")
    return get_object_or_404(synlige, omraade__kode=omraade, kode=kode)


def own_agreement(request: HttpRequest, omraade: str, kode: str) -> Aftale:
    """Return an agreement that the visitor writes. Raises PermissionDenied for others."""
    aftale = visible_agreement(request, omraade, kode)
    require(request.user, SKRIV, omraade=aftale.omraade)
    return aftale
