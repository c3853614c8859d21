"""The pages that set driftsherrer beside each other. Nothing is computed here, and nothing is stored."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import Access, Ret, access, adgang

from ..queries import require_rules, years
from ..views import kendt_aar
from . import niveauer, visning
from . import priser as prisoverblik
from .forms import GulvForm, OverheadForm, PakkeForm
from .permissions import SAMMENLIGN, SIMULER
from .queries import newest_reported, outlook, read_reports, read_three_years
from .svar import answer, floors_of_year

FORMER = {"overhead": OverheadForm, "gulv": GulvForm, "pakker": PakkeForm}


@adgang(SAMMENLIGN)
def indgang(request: HttpRequest) -> HttpResponse:
    """The person's first area, in the newest year that anyone stands by."""
    held = access(request.user)
    for omraade in Aftaleomraade.objects.visible_to(request.user):
        if held.may(SAMMENLIGN, omraade=omraade):
            return redirect("takstoverblik_overhead", omraade.kode, newest_reported(omraade))
    raise PermissionDenied


@adgang(SAMMENLIGN)
@kendt_aar
def overhead(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    omraade, held = _area(request, kode, aar, SAMMENLIGN)
    rapporter = read_three_years(omraade, aar)
    udsyn = outlook(held, omraade, rapporter)
    overblik = niveauer.overview(omraade, rapporter, udsyn)
    kontekst = _frame(omraade, aar, "takstoverblik_overhead", held) | {"overblik": overblik, "udsyn": udsyn}
    return render(request, "takster/sammenligning/overhead.jinja", kontekst)


@adgang(SAMMENLIGN)
@kendt_aar
def priser(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    omraade, held = _area(request, kode, aar, SAMMENLIGN)
    rapporter = read_three_years(omraade, aar)
    udsyn = outlook(held, omraade, rapporter)
    overblik = prisoverblik.overview(omraade, rapporter, udsyn)
    kontekst = _frame(omraade, aar, "takstoverblik_priser", held) | {"overblik": overblik, "udsyn": udsyn}
    return render(request, "takster/sammenligning/priser.jinja", kontekst)


@adgang(SIMULER)
@kendt_aar
def simulering(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The question is in the address, the answer is stored nowhere."""
    hvad = request.GET.get("hvad", "overhead")
    if hvad not in FORMER:
        raise Http404("Det kan ikke simuleres her.")
    omraade, held = _area(request, kode, aar, visning.SPOERGSMAAL[hvad][1])
    spurgt = len(request.GET) > ("hvad" in request.GET)
    form = FORMER[hvad](request.GET if spurgt else None)
    kontekst = _frame(omraade, aar, "takstoverblik_simulering", held) | {
        "hvad": hvad,
        "spoergsmaal": visning.questions(omraade, aar, hvad, held),
        "form": form,
        "svar": answer(form, read_reports(omraade, aar), omraade, aar) if form.is_valid() else None,
        "gulve": floors_of_year(omraade, aar),
    }
    return render(request, "takster/sammenligning/simulering.jinja", kontekst)


def _area(request: HttpRequest, kode: str, aar: int, ret: Ret) -> tuple[Aftaleomraade, Access]:
    """The area and what the person holds. Raises PermissionDenied without the right in it, UkendtRegelsaet."""
    omraade, held = get_object_or_404(Aftaleomraade, kode=kode), access(request.user)
    if not held.may(ret, omraade=omraade):
        raise PermissionDenied
    require_rules(aar, omraade)
    return omraade, held


def _frame(omraade: Aftaleomraade, aar: int, side: str, held: Access) -> dict[str, object]:
    return {
        "omraade": omraade,
        "aar": aar,
        "aarene": sorted({*years(), aar}),
        "faner": visning.sider(omraade, aar, side, held),
        "side": side,
        "vis": visning,
    }
