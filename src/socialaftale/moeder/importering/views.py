"""The pages of old minutes: send a file, see how it was read, confirm, clear what is unclear."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles.filer import file_response
from socialaftale.parter.attempt import attempt
from socialaftale.parter.permissions import adgang, require

from ..permissions import LAES, REFERER
from . import actions, queries
from .forms import AfklarForm, ReferatForm
from .laesning import Laest, as_points
from .models import Referatimport, Uklarhed

PR_SIDE = 25


@adgang(REFERER)
def oversigt(request: HttpRequest) -> HttpResponse:
    """Send minutes; go on with earlier ones."""
    form = ReferatForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        felter = {felt: form.cleaned_data[felt] for felt in ("udvalg", "dato")}
        try:
            return redirect("referatimport", actions.receive_minutes(sendt=form.sendt, by=request.user, **felter).pk)
        except actions.AlleredeIndlaest as tidligere:
            messages.info(request, " ".join(tidligere.messages))
            return redirect("referatimport", tidligere.referatimport.pk)
        except ValidationError as fejl:
            form.add_error(None, fejl)
    side = Paginator(queries.imports_of(request.user), PR_SIDE).get_page(request.GET.get("side"))
    return render(request, "moeder/import/oversigt.jinja", {"form": form, "side": side})


@adgang(REFERER)
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    """How the minutes were read, to be confirmed; afterwards what is to be cleared."""
    referatimport = _own(request, pk)
    if request.method == "POST":
        return _act(request, referatimport)
    kontekst = {"import_": referatimport}
    if referatimport.moede_id:
        kontekst |= {"uklarheder": list(queries.doubts_of(referatimport))}
        return render(request, "moeder/import/afklar.jinja", kontekst)
    laest = Laest.of(referatimport.tekst)
    kontekst |= {
        "laest": laest,
        "referat": laest.referat,
        "punkter": list(as_points(laest.referat)),
        "loese": laest.loose_texts(),
        "kaldt": queries.meeting_that_day(referatimport),
    }
    return render(request, "moeder/import/vis.jinja", kontekst)


def _act(request: HttpRequest, referatimport: Referatimport) -> HttpResponse:
    try:
        if "kasser" in request.POST:
            actions.discard_minutes(referatimport=referatimport, by=request.user)
            messages.success(request, "Referatet er kasseret. Intet af det er gemt.")
            return redirect("referatimporter")
        aabne = [int(plads) for plads in request.POST.getlist("aabne") if plads.isdecimal()]
        actions.confirm_minutes(referatimport=referatimport, aabne=aabne, by=request.user)
        messages.success(request, "Mødet er læst ind. Her er det, der skal afklares.")
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
    return redirect("referatimport", referatimport.pk)


@adgang(REFERER)
def afklar(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was found out about one thing."""
    uklarhed = get_object_or_404(Uklarhed.objects.select_related("referatimport__udvalg", "punkt"), pk=pk)
    require(request.user, REFERER, udvalg=uklarhed.referatimport.udvalg)
    form = AfklarForm(request.POST or None)
    if request.method == "POST" and attempt(form, actions.clear_doubt, uklarhed=uklarhed, by=request.user):
        messages.success(request, "Afklaringen er gemt.")
        return redirect("referatimport", uklarhed.referatimport_id)
    return render(request, "moeder/import/uklarhed.jinja", {"form": form, "uklarhed": uklarhed})


@adgang(LAES)
def fil(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent, for those who read all of the body's points."""
    referatimport = get_object_or_404(Referatimport.objects.select_related("udvalg", "fil"), pk=pk)
    require(request.user, LAES, udvalg=referatimport.udvalg)
    try:
        return file_response(referatimport.fil)
    except FileNotFoundError:
        raise Http404("Filen er slettet, fordi der stod et CPR-nummer i den.") from None


def _own(request: HttpRequest, pk: int) -> Referatimport:
    referatimport = get_object_or_404(Referatimport.objects.select_related("udvalg", "fil", "moede"), pk=pk)
    require(request.user, REFERER, udvalg=referatimport.udvalg)
    return referatimport
