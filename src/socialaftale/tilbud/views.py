"""The public pages: the list, a tilbud, a driftsherre, the map. Nothing is computed here."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import tid
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import aaben, may

from . import kort as kortet
from . import permissions
from .billede import publicerbar
from .forms import ListeForm, OmraadeForm, TidForm
from .liste import find_tilbud, in_order
from .models import Tilbud
from .queries import places_by_form, places_per_kommune, read_billeder
from .side import read_page

PR_SIDE = 25


@aaben
@limited("soeg")
def liste(request: HttpRequest) -> HttpResponse:
    form = ListeForm(request.GET)
    form.is_valid()
    nu = tid.today()
    side = Paginator(find_tilbud(form.cleaned_data, nu), PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {
        "form": form,
        "side": side,
        "billeder": [publicerbar(billede) for billede in read_billeder(in_order(side.object_list), nu)],
        "valgte": _chosen(request, form),
        "adresse": _without(request, "side"),
        "maa_oprette": may(request.user, permissions.PORTAL),
    }
    return render(request, "tilbud/liste.jinja", kontekst)


@aaben
def vis(request: HttpRequest, kode: str) -> HttpResponse:
    nu = tid.today()
    tilbud = get_object_or_404(Tilbud.objects.visible_to(request.user, nu).select_related("omraade"), kode=kode)
    form = TidForm(request.GET)
    form.is_valid()
    kontekst = read_page(tilbud, request.user, form.cleaned_data.get("den"), form.cleaned_data.get("kendt"))
    kontekst["form"] = form
    return render(request, "tilbud/tilbud.jinja", kontekst)


@aaben
def driftsherre(request: HttpRequest, kode: str) -> HttpResponse:
    nu = tid.today()
    part = get_object_or_404(Organisation, kode=kode)
    tilbud = Tilbud.objects.offentlige(nu).of_driftsherre(part, nu).by_navn(nu)
    billeder = [publicerbar(billede) for billede in read_billeder(tilbud, nu)]
    if not billeder and part.art not in ("kommune", "region", "privat"):
        raise Http404
    kontekst = {"part": part, "billeder": billeder, "pladser": places_by_form(billeder)}
    kontekst["se_kontakter"] = may(request.user, permissions.SE_KLADDE, part)
    return render(request, "tilbud/driftsherre.jinja", kontekst)


@aaben
def kort(request: HttpRequest) -> HttpResponse:
    omraade = OmraadeForm(request.GET).chosen()
    if omraade is None:
        raise Http404
    nu = tid.today()
    kontekst = {
        "omraade": omraade,
        "kort": kortet.draw(places_per_kommune(nu, omraade.kode)),
        "eksempeldata": Tilbud.objects.filter(omraade=omraade, eksempeldata=True).exists(),
        "den": nu,
    }
    return render(request, "tilbud/kort.jinja", kontekst)


def _chosen(request: HttpRequest, form: ListeForm) -> list[dict[str, str]]:
    return [{"text": tekst, "href": _without(request, navn, "side")} for navn, tekst in form.chosen()]


def _without(request: HttpRequest, *navne: str) -> str:
    """Return the page's address without some of its filters."""
    valg = request.GET.copy()
    for navn in navne:
        valg.pop(navn, None)
    return f"?{valg.urlencode()}"
