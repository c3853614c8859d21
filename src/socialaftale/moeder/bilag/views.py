"""The pages of annexes, and the one address that a file is served by."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from socialaftale.faelles.filer import file_response
from socialaftale.parter.attempt import attempt
from socialaftale.parter.permissions import aaben, adgang, require

from ..forberedelse.views import own_point
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from . import actions
from .forms import BilagForm, FjernBilagForm, RetBilagForm
from .models import Punktbilag
from .queries import annexes_of


@aaben
@never_cache
def hent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for those who may see it; to all others it is as if it were not there."""
    synlige = Punktbilag.objects.visible_to(request.user).select_related("fil", "punkt")
    bilag = get_object_or_404(synlige, pk=pk)
    if bilag.fil is None:
        return render(request, "moeder/bilag/fjernet.jinja", {"bilag": bilag}, status=410)
    try:
        return file_response(bilag.fil)
    except FileNotFoundError:
        raise Http404("Filen mangler i arkivet.") from None


@adgang(REFERER)
def bilag(request: HttpRequest, pk: int) -> HttpResponse:
    """The annexes of a point: those there are, and a place to send more."""
    punkt = own_point(request, pk)
    sendt = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BilagForm(*sendt, frigivet=bool(punkt.moede.frigivet_at))
    if form.is_bound and form.is_valid() and _attach(request, punkt, form):
        return redirect("punkt_bilag", pk)
    moede = Moede.objects.in_order().get(pk=punkt.moede_id)
    alle = annexes_of(moede, request.user).get(pk, [])
    return render(request, "moeder/bilag/bilag.jinja", {"punkt": punkt, "moede": moede, "form": form, "alle": alle})


def _attach(request: HttpRequest, punkt: Dagsordenspunkt, form: BilagForm) -> bool:
    """Attach what can be; what cannot is said on the form, and what could stands."""
    data = form.cleaned_data
    felter = {"sendt": data["filer"], "aaben": data["aaben"], "grund": data.get("grund", "")}
    try:
        svar = actions.attach(punkt=punkt, by=request.user, **felter)
    except ValidationError as fejl:
        form.add_error(None, fejl)
        return False
    if svar.nye:
        messages.success(
            request, "1 bilag er tilføjet." if len(svar.nye) == 1 else f"{len(svar.nye)} bilag er tilføjet."
        )
    for navn in svar.renset:
        messages.info(request, f"Et filnavn havde tegn, der ikke kan ses eller bruges. Nu hedder filen »{navn}«.")
    for besked in svar.afvist:
        form.add_error("filer", besked)
    return not svar.afvist


@adgang(REFERER)
def ret(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename an annex, open or close it."""
    bilag = _own(request, pk)
    form = RetBilagForm(request.POST or None, bilag=bilag)
    if request.method == "POST" and attempt(form, actions.change_annex, bilag=bilag, by=request.user):
        messages.success(request, f"{bilag} er gemt.")
        return redirect("punkt_bilag", bilag.punkt_id)
    if form.is_bound:
        bilag.refresh_from_db()
        form.catch_up(bilag)
    return render(request, "moeder/bilag/ret.jinja", {"form": form, "bilag": bilag, "moede": bilag.punkt.moede})


@adgang(REFERER)
def fjern(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an annex, with the reason."""
    bilag = _own(request, pk)
    form = FjernBilagForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.remove_annex, bilag=bilag, by=request.user):
        messages.success(request, f"Bilag {bilag.nr} er fjernet. Grunden står, hvor det stod.")
        return redirect("punkt_bilag", bilag.punkt_id)
    return render(request, "moeder/bilag/fjern.jinja", {"form": form, "bilag": bilag, "moede": bilag.punkt.moede})


def _own(request: HttpRequest, pk: int) -> Punktbilag:
    fundet = Punktbilag.objects.select_related("punkt__moede__udvalg__omraade", "fil")
    bilag = get_object_or_404(fundet, pk=pk)
    require(request.user, REFERER, udvalg=bilag.punkt.moede.udvalg)
    return bilag
