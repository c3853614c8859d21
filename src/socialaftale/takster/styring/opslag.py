"""What the pages of a round look up from their address, with the right to see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import Ret, access, require

from ..runde.models import Takstrunde
from ..runde.queries import find_round


def find_area(request: HttpRequest, omraade: str, ret: Ret) -> Aftaleomraade:
    """The agreement area of the address. Raises Http404, and PermissionDenied where the right is not held in it."""
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, ret, omraade=fundet)
    return fundet


def find_open_round(request: HttpRequest, omraade: str, aar: int, ret: Ret) -> Takstrunde:
    """The round of the address. Raises Http404 where it is not opened, and PermissionDenied."""
    runde = find_round(find_area(request, omraade, ret), aar)
    if runde is None:
        raise Http404(f"Takstrunden {aar} er ikke åbnet.")
    return runde


def areas_with(request: HttpRequest, ret: Ret) -> list[Aftaleomraade]:
    """The areas in which the person has the right."""
    held = access(request.user)
    synlige = Aftaleomraade.objects.visible_to(request.user)
    return [omraade for omraade in synlige if held.may(ret, omraade=omraade)]
