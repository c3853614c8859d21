"""Reading the public part of the meetings by machine. See `objekter`."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.parter.permissions import aaben

from ..models import Dagsordenspunkt, Moede
from .objekter import PR_SIDE, Objekt, Oparl, public_annexes


@aaben
def system(request: HttpRequest) -> HttpResponse:
    return _answer(_oparl(request).system())


@aaben
def omraader(request: HttpRequest) -> HttpResponse:
    return _list(request, Aftaleomraade.objects.order_by("kode"), _oparl(request).body)


@aaben
def omraade(request: HttpRequest, kode: str) -> HttpResponse:
    return _answer(_oparl(request).body(_area(kode)))


@aaben
def udvalgene(request: HttpRequest, kode: str) -> HttpResponse:
    alle = Udvalg.objects.filter(omraade=_area(kode)).select_related("omraade").order_by("navn", "pk")
    return _list(request, alle, _oparl(request).organization)


@aaben
def udvalg(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(_oparl(request).organization(get_object_or_404(Udvalg.objects.select_related("omraade"), pk=pk)))


@aaben
@limited("soeg")
def moeder(request: HttpRequest, kode: str) -> HttpResponse:
    """The meetings, the latest first; `udvalg` keeps it to those of one body."""
    alle = Moede.objects.in_order().filter(udvalg__omraade=_area(kode)).order_by("-dato", "-pk")
    valgt = request.GET.get("udvalg", "")
    if valgt:
        alle = alle.filter(udvalg=int(valgt) if valgt.isdecimal() and len(valgt) < 10 else 0)
    return _list(request, alle, _oparl(request).meeting)


@aaben
def moede(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(_oparl(request).whole_meeting(_meeting(pk)))


@aaben
def punkt(request: HttpRequest, pk: int) -> HttpResponse:
    """A point, where everyone may see it; else it is as if it were not there."""
    moede = _meeting(get_object_or_404(Dagsordenspunkt, pk=pk).moede_id)
    oparl = _oparl(request)
    adresse = oparl.url("oparl_punkt", pk)
    fundet = next((et for et in oparl.whole_meeting(moede)["agendaItem"] if et["id"] == adresse), None)
    if fundet is None:
        raise Http404
    return _answer(fundet)


@aaben
def bilag(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(_oparl(request).file(get_object_or_404(public_annexes(), pk=pk)))


def _oparl(request: HttpRequest) -> Oparl:
    return Oparl(request.build_absolute_uri)


def _area(kode: str) -> Aftaleomraade:
    return get_object_or_404(Aftaleomraade, kode=kode)


def _meeting(pk: int) -> Moede:
    return get_object_or_404(Moede.objects.in_order(), pk=pk)


def _list(request: HttpRequest, alle: QuerySet, as_object: Callable[..., Objekt]) -> HttpResponse:
    """One page of a list, with the address of the next."""
    side = Paginator(alle, PR_SIDE).get_page(request.GET.get("page"))
    om = {"elementsPerPage": PR_SIDE, "currentPage": side.number, "totalPages": side.paginator.num_pages}
    links = {"self": _page(request, side.number), "first": _page(request, 1)}
    if side.has_next():
        links["next"] = _page(request, side.next_page_number())
    return _answer({"data": [as_object(et) for et in side], "pagination": om, "links": links})


def _page(request: HttpRequest, nr: int) -> str:
    valg = request.GET.copy()
    valg["page"] = str(nr)
    return request.build_absolute_uri(f"{request.path}?{valg.urlencode()}")


def _answer(indhold: Objekt) -> HttpResponse:
    svar = JsonResponse(indhold, json_dumps_params={"ensure_ascii": False})
    svar.headers["Access-Control-Allow-Origin"] = "*"
    return svar
