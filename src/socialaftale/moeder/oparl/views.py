"""Reading the public part of the meetings by machine. See `objekter`."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from socialaftale.faelles import tid
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.parter.permissions import aaben

from ..models import Dagsordenspunkt, Moede
from .aendret import meetings_modified, points_modified
from .objekter import PR_SIDE, SKEMA, Objekt, Oparl, public_annexes


@aaben
def system(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, _oparl(request).system())


@aaben
def omraader(request: HttpRequest) -> HttpResponseBase:
    return _list(request, Aftaleomraade.objects.order_by("kode"), _oparl(request).body)


@aaben
def omraade(request: HttpRequest, kode: str) -> HttpResponseBase:
    return _answer(request, _oparl(request).body(_area(kode)))


@aaben
def udvalgene(request: HttpRequest, kode: str) -> HttpResponseBase:
    alle = Udvalg.objects.filter(omraade=_area(kode)).select_related("omraade").order_by("navn", "pk")
    return _list(request, alle, _oparl(request).organization)


@aaben
def udvalg(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _answer(
        request, _oparl(request).organization(get_object_or_404(Udvalg.objects.select_related("omraade"), pk=pk))
    )


@aaben
@limited("soeg")
def moeder(request: HttpRequest, kode: str) -> HttpResponseBase:
    """The meetings, the latest first; `udvalg` keeps it to those of one body, and `modified_since` and
    `modified_until` to those that changed then."""
    egne = Moede.objects.filter(udvalg__omraade=_area(kode))
    valgt = request.GET.get("udvalg", "")
    if valgt:
        egne = egne.filter(udvalg=int(valgt) if valgt.isdecimal() and len(valgt) < 10 else 0)
    aendret = meetings_modified(egne)
    try:
        fra, til = (_instant(request, navn) for navn in ("modified_since", "modified_until"))
    except ValueError as fejl:
        return _answer(request, {"type": f"{SKEMA}Error", "message": str(fejl)}, status=400)
    pks = [pk for pk, at in aendret.items() if (fra is None or at >= fra) and (til is None or at <= til)]
    alle = Moede.objects.in_order().filter(pk__in=pks).order_by("-dato", "-pk")
    oparl = _oparl(request)
    return _list(request, alle, lambda moede: oparl.meeting(moede, aendret))


@aaben
def moede(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _answer(request, _oparl(request).whole_meeting(_meeting(pk)))


@aaben
def punkt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A point, where everyone may see it; else it is as if it were not there."""
    moede = _meeting(get_object_or_404(Dagsordenspunkt, pk=pk).moede_id)
    oparl = _oparl(request)
    adresse = oparl.url("oparl_punkt", pk)
    fundet = next((et for et in oparl.whole_meeting(moede)["agendaItem"] if et["id"] == adresse), None)
    if fundet is None:
        raise Http404
    return _answer(request, fundet)


@aaben
def bilag(request: HttpRequest, pk: int) -> HttpResponseBase:
    bilag = get_object_or_404(public_annexes(), pk=pk)
    return _answer(request, _oparl(request).file(bilag, points_modified(bilag.punkt.moede)))


def _oparl(request: HttpRequest) -> Oparl:
    return Oparl(request.build_absolute_uri)


def _area(kode: str) -> Aftaleomraade:
    return get_object_or_404(Aftaleomraade, kode=kode)


def _meeting(pk: int) -> Moede:
    return get_object_or_404(Moede.objects.in_order(), pk=pk)


def _list(request: HttpRequest, alle: QuerySet, as_object: Callable[..., Objekt]) -> HttpResponseBase:
    """One page of a list, with the address of the next."""
    side = Paginator(alle, PR_SIDE).get_page(request.GET.get("page"))
    om = {"elementsPerPage": PR_SIDE, "currentPage": side.number, "totalPages": side.paginator.num_pages}
    links = {"self": _page(request, side.number), "first": _page(request, 1)}
    if side.has_next():
        links["next"] = _page(request, side.next_page_number())
    return _answer(request, {"data": [as_object(et) for et in side], "pagination": om, "links": links})


def _page(request: HttpRequest, nr: int) -> str:
    valg = request.GET.copy()
    valg["page"] = str(nr)
    return request.build_absolute_uri(f"{request.path}?{valg.urlencode()}")


def _instant(request: HttpRequest, navn: str) -> dt.datetime | None:
    """An instant, or the beginning of a day, from the address. Raises ValueError with what is wrong in Danish."""
    skrevet = request.GET.get(navn, "").strip().replace(" ", "+")  # a plus in an address is read as a blank
    try:
        at = dt.datetime.fromisoformat(skrevet) if skrevet else None
        return at.replace(tzinfo=at.tzinfo or tid.KOEBENHAVN).astimezone(dt.UTC) if at else None
    except (ValueError, OverflowError):
        raise ValueError(
            f"{navn} skal være et tidspunkt som 2026-11-27T08:00:00+01:00 eller en dag som 2026-11-27."
        ) from None


def _answer(request: HttpRequest, indhold: Objekt, status: int = 200) -> HttpResponseBase:
    """The object, or 304 where the reader has it already."""
    svar = JsonResponse(indhold, json_dumps_params={"ensure_ascii": False}, status=status)
    svar.headers["Access-Control-Allow-Origin"] = "*"
    svar.headers["Cache-Control"] = "no-cache"
    if status != 200:
        return svar
    svar.headers["ETag"] = etag = quote_etag(hashlib.sha256(svar.content).hexdigest())
    sidst = dt.datetime.fromisoformat(indhold["modified"]) if indhold.get("modified") else None
    if sidst:
        svar.headers["Last-Modified"] = http_date(sidst.timestamp())
    return get_conditional_response(request, etag, int(sidst.timestamp()) if sidst else None, svar) or svar
