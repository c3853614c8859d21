"""Does the agreement hold what the order asks: the list, and where the secretariat tells what cannot be seen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import submit
from socialaftale.parter.permissions import adgang, may, require

from ..aftale.models import Aftale
from ..permissions import KRAV, SKRIV
from . import actions, queries
from .forms import KravForm


@adgang(KRAV)
def liste(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = _agreement(request, omraade, kode)
    grupper = queries.judged(aftale)
    viste = [vist for _, egne in grupper for vist in egne]
    kontekst = {
        "aftale": aftale,
        "grupper": grupper,
        "tal": [(sum(1 for vist in viste if vist.dom.svar == svar), ord_[0]) for svar, ord_ in queries.SVARORD.items()],
        "liste": queries.list_for(aftale),
        "maa_skrive": may(request.user, SKRIV, omraade=aftale.omraade),
    }
    return render(request, "aftaler/krav/liste.jinja", kontekst)


@adgang(SKRIV)
def skriv(request: HttpRequest, omraade: str, kode: str, krav: str) -> HttpResponse:
    aftale = _agreement(request, omraade, kode)
    require(request.user, SKRIV, omraade=aftale.omraade)
    fundet = next((en for en in queries.list_for(aftale).krav if en.kode == krav), None)
    if fundet is None:
        raise Http404
    nu = aftale.kravevidens.filter(krav=krav).order_by("-registreret_at", "-pk").first()
    start = {felt: getattr(nu, felt) for felt in ("svar", "tekst", "link")} if nu else {}
    form = KravForm(request.POST or None, initial=start)
    felter = {"aftale": aftale, "krav": krav, "by": request.user}
    if form.is_valid() and submit(form, actions.tell, sagt=form.sagt(), **felter):
        messages.success(request, "Det er gemt.")
        return redirect("aftale_krav", omraade, kode)
    return render(request, "aftaler/krav/skriv.jinja", {"form": form, "aftale": aftale, "krav": fundet})


def _agreement(request: HttpRequest, omraade: str, kode: str) -> Aftale:
    fundet = get_object_or_404(Aftale.objects.select_related("omraade"), omraade__kode=omraade, kode=kode)
    require(request.user, KRAV, omraade=fundet.omraade)
    return fundet
