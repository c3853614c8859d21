"""The page behind the link in the mail: what is known, one tap, and what the tap gives back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.sikkerhed import secret_link
from socialaftale.parter.permissions import aaben
from socialaftale.tilbud.queries import status_of
from socialaftale.tilbud.status import I_DRIFT

from ..forms import SvarForm
from ..melding import groups_asked, more_is_asked, unchanged
from ..models import Kapacitetsvalg, Meldelink
from ..queries import ledighed_nu, newest_reports
from ..steder import name_of
from ..undergruppe.tal import in_words, words_of
from . import links
from .fornyelse import renew
from .kvittering import read_receipt, shown_to_others


@aaben
@secret_link
@never_cache
@csrf_exempt  # whoever has the link may answer, also from a mail program that keeps no cookies
def meld(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = links.read_link(token)
        if link.melding:
            return render(request, "kapacitet/tak.jinja", read_receipt(link) | {"token": token})
        spurgt = groups_asked(link.afdeling, tid.today())
        form = SvarForm(request.POST or None, spurgt=spurgt)
        if request.method == "POST" and form.is_valid():
            try:
                data = form.cleaned_data
                svar = form.chosen(link.afdeling)
                links.answer(token=token, svar=svar, set_id=data["set_id"], sagt_at=data["sagt"])
                return redirect("meld", token)
            except ValidationError as fejl:
                form.take(fejl)
    except links.Ugyldigt as fejl:
        return _refused(request, fejl, token)
    return render(request, "kapacitet/meld.jinja", _asked(link) | {"form": form})


@aaben
@secret_link
@csrf_exempt
@require_POST
def forkert(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = links.read_link(token)
        vist = shown_to_others(link.afdeling)
        links.report_wrong_fact(token=token, vist="\n".join(f"{navn}: {vaerdi}" for navn, vaerdi in vist))
    except links.Ugyldigt as fejl:
        return _refused(request, fejl, token)
    return redirect("meld", token)


@aaben
@secret_link
@csrf_exempt
@require_POST
def nyt(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to where the old one went."""
    try:
        sendt = renew(token)
    except links.Ugyldigt as fejl:
        return _refused(request, fejl, token)
    return render(request, "kapacitet/nyt_link.jinja", {"sendt": sendt})


def _refused(request: HttpRequest, fejl: links.Ugyldigt, token: str) -> HttpResponse:
    kontekst = {"besked": str(fejl), "token": token if isinstance(fejl, links.Udloebet) else ""}
    return render(request, "kapacitet/link_brugt.jinja", kontekst, status=410)


def _asked(link: Meldelink) -> dict[str, Any]:
    """What is asked, and what was said last. The name of the afdeling is for whoever has the link."""
    sidst = newest_reports([link.afdeling_id], tid.now()).first()
    uaendret = unchanged(link.afdeling)
    navne = {et.kode: et.navn for et in groups_asked(link.afdeling, tid.today())}
    return {
        "tal": more_is_asked(link.afdeling, Kapacitetsvalg.Valg.TAL, tid.today()),
        "tilstande": more_is_asked(link.afdeling, Kapacitetsvalg.Valg.TILSTANDE, tid.today()),
        "link": link,
        "navn": name_of(link.afdeling),
        "i_drift": status_of(link.afdeling.tilbud) in I_DRIFT,
        "sidst": sidst,
        "sidst_til": words_of([sidst]).get(sidst.pk, "") if sidst else "",
        "uaendret": uaendret,
        "uaendret_til": in_words(uaendret.grupper, navne) if uaendret else "",
        "ledighed": ledighed_nu([link.afdeling_id]).get(link.afdeling_id),
    }
