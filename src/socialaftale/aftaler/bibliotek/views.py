"""The library: what is there, one product with its versions, and the file of a version."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from socialaftale.faelles.filer import file_response
from socialaftale.moeder.naevn import decisions_to_name
from socialaftale.parter.attempt import attempt, submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang, require

from . import actions, queries
from .forms import ProduktForm, SoegForm, UdgaaForm, VersionForm
from .models import Biblioteksprodukt, Produktversion
from .permissions import BIBLIOTEK


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    form, held = SoegForm(request.GET), access_of(request)
    kontekst = {
        "form": form,
        "viste": queries.products(request.user, form.chosen()),
        "maa_oprette": [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(BIBLIOTEK, omraade=en)],
    }
    return render(request, "aftaler/bibliotek/liste.jinja", kontekst)


@aaben
def produkt(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = _product(request, pk)
    kontekst = {
        "vist": queries.shown_product(fundet, request.user),
        "produkt": fundet,
        "leverance": queries.visible_deliverable(fundet, request.user),
        "maa_skrive": access_of(request).may(BIBLIOTEK, omraade=fundet.omraade),
    }
    return render(request, "aftaler/bibliotek/produkt.jinja", kontekst)


@aaben
@never_cache
def fil(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for those who may see the version; to all others it is as if it were not there."""
    synlige = Produktversion.objects.visible_to(request.user).select_related("fil")
    version = get_object_or_404(synlige, pk=pk, fil__isnull=False)
    try:
        return file_response(version.fil)
    except FileNotFoundError:
        raise Http404("Filen mangler i arkivet.") from None


@adgang(BIBLIOTEK)
def nyt(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, BIBLIOTEK, omraade=fundet)
    form = ProduktForm(request.POST or None, omraade=fundet)
    felter = {"omraade": fundet, "by": request.user}
    if form.is_valid() and (ny := submit(form, actions.add_product, oplysninger=form.oplysninger(), **felter)):
        messages.success(request, "Produktet er oprettet. Læg den første version ind.")
        return redirect("bibliotek_version", ny.pk)
    return render(request, "aftaler/bibliotek/nyt.jinja", {"form": form, "omraade": fundet})


@adgang(BIBLIOTEK)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = _own(request, pk)
    beslutninger = decisions_to_name(fundet.omraade, request.user, siger=queries.JA)
    sendt = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VersionForm(*sendt, produkt=fundet, beslutninger=beslutninger)
    if form.is_valid():
        felter = {"produkt": fundet, "indhold": form.indhold(), "by": request.user}
        if ny := submit(form, actions.add_version, **felter):
            messages.success(request, f"Version {ny.nr} er lagt ind.")
            _tell_of_name(request, ny)
            return redirect("biblioteksprodukt", pk)
    return render(request, "aftaler/bibliotek/version.jinja", {"form": form, "produkt": fundet})


def _tell_of_name(request: HttpRequest, ny: Produktversion) -> None:
    sendt = request.FILES.get("fil")
    if sendt and ny.fil and ny.fil.navn != sendt.name:
        messages.info(request, f"Filnavnet havde tegn, der ikke kan ses eller bruges. Nu hedder filen »{ny.fil.navn}«.")


@adgang(BIBLIOTEK)
def udgaa(request: HttpRequest, pk: int) -> HttpResponse:
    fundet = _own(request, pk)
    form = UdgaaForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.retire, produkt=fundet, by=request.user):
        messages.success(request, "Det står nu, hvornår produktet udgår. Versionerne kan stadig læses.")
        return redirect("biblioteksprodukt", pk)
    return render(request, "aftaler/bibliotek/udgaa.jinja", {"form": form, "produkt": fundet})


def _product(request: HttpRequest, pk: int) -> Biblioteksprodukt:
    synlige = Biblioteksprodukt.objects.visible_to(request.user)
    return get_object_or_404(synlige.select_related("omraade", "leverance__initiativ"), pk=pk)


def _own(request: HttpRequest, pk: int) -> Biblioteksprodukt:
    fundet = _product(request, pk)
    require(request.user, BIBLIOTEK, omraade=fundet.omraade)
    return fundet
