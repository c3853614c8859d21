"""The case as page and as files, and what waits for which body."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import tid
from socialaftale.faelles.dokumentfil import FORMATER, send_document
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import access, adgang, may, require

from ..runde.models import Takstrunde
from ..runde.permissions import SE_RUNDE
from ..runde.queries import find_round
from .akter import build_file, parties_in
from .moedesag import default_meeting, is_about_lines, meetings_of, points_of, read_meeting, short_name
from .permissions import AFGOER, AKTER
from .sag import build_case
from .sagsdata import Sagsdata, read_case


@adgang(SE_RUNDE)
def sag(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    runde = seen_round(request, omraade, aar)
    data = _case(request, runde)
    kontekst: dict[str, Any] = {
        "runde": runde,
        "data": data,
        "moeder": [(et, short_name(et.udvalg)) for et in meetings_of(runde)],
        "egne": own_parties(request.user),
        "maa": may(request.user, AFGOER, omraade=runde.omraade),
    }
    if data:
        kontekst["dokument"] = build_case(data)
        kontekst["punkt"] = next(
            (et for et in points_of(runde) if et.moede_id == data.sag.moede.pk and is_about_lines(et)), None
        )
    return render(request, "takster/afgoerelse/sag.jinja", kontekst)


@adgang(SE_RUNDE)
def sagsfil(request: HttpRequest, omraade: str, aar: int, format_: str) -> HttpResponse:
    runde = seen_round(request, omraade, aar)
    data = _case(request, runde)
    if data is None or format_ not in FORMATER:
        raise Http404
    navn = f"sagsfremstilling-takster-{aar}-{data.sag.udvalg.kort}.{format_}"
    return send_document(build_case(data), navn, tid.now(), data.sagsnr)


@adgang(AFGOER)
def akter(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """Where the secretariat orders the case file, with the number of the case."""
    runde = seen_round(request, omraade, aar)
    require(request.user, AFGOER, omraade=runde.omraade)
    kontekst = {
        "runde": runde,
        "sagsnr": request.GET.get("sagsnr") or case_number(runde),
        "parter": parties_in(runde),
    }
    return render(request, "takster/afgoerelse/akter.jinja", kontekst)


@adgang(AKTER)
def aktfil(request: HttpRequest, omraade: str, aar: int, kode: str = "") -> HttpResponse:
    """The case file as PDF/A: the whole round for the secretariat, a driftsherre's part for itself too."""
    runde = get_object_or_404(Takstrunde.objects.select_related("omraade"), omraade__kode=omraade, aar=aar)
    part = get_object_or_404(Organisation, kode=kode) if kode else None
    if part is None or may(request.user, AFGOER, omraade=runde.omraade):
        require(request.user, AFGOER, omraade=runde.omraade)
    else:
        require(request.user, AKTER, part)
    sagsnr = request.GET.get("sagsnr", "").strip()[:40] or case_number(runde)
    navn = f"akter-takster-{aar}{f'-{part.kode}' if part else ''}.pdf".replace(" ", "-")
    return send_document(build_file(runde, part, sagsnr, request.user), navn, tid.now(), sagsnr)


def case_number(runde: Takstrunde) -> str:
    """The case number that stands with the latest point about the round; empty where none has one."""
    return next((punkt.sagsnr for punkt in reversed(points_of(runde)) if punkt.sagsnr), "")


def seen_round(request: HttpRequest, omraade: str, aar: int) -> Takstrunde:
    """The round that the person may see all of; 404 where it is not opened."""
    omraadet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, SE_RUNDE, omraade=omraadet)
    runde = find_round(omraadet, aar)
    if runde is None:
        raise Http404("Takstrunden er ikke åbnet.")
    return runde


def own_parties(bruger: Bruger) -> frozenset[str]:
    """The codes of the parties that the person speaks for: their rows are marked, for nobody is recused."""
    egne = {et.organisation.kode for et in access(bruger).tildelinger if et.organisation}
    return frozenset(egne | ({bruger.organisation.kode} if bruger.organisation else set()))


def _case(request: HttpRequest, runde: Takstrunde) -> Sagsdata | None:
    """The case before the meeting that the address names, else before the one it is on its way to."""
    valgt = request.GET.get("moede", "")
    if valgt:
        moeder = Moede.objects.in_order().filter(udvalg__omraade=runde.omraade)
        moede = get_object_or_404(moeder, pk=valgt) if valgt.isdigit() else None
    else:
        moede = default_meeting(runde)
    return read_case(read_meeting(runde, moede)) if moede else None
