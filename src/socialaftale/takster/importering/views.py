"""The pages of an import: choose a file, see how it was read, answer what is open, confirm."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import access, adgang, require
from socialaftale.regler.takst.laes import UbrugeligtInput

from ..permissions import IMPORTER
from . import actions, navne, visning
from .forms import FilForm, UdeladForm
from .laesning.typer import Udfald
from .models import Takstimport
from .queries import choosable, read_stored, review
from .svar import answer, columns_from, lines_from

PR_SIDE = 100


@adgang(IMPORTER)
def oversigt(request: HttpRequest) -> HttpResponse:
    """Choose a file; go on with an earlier one."""
    form = FilForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        fil = form.cleaned_data.pop("fil")
        try:
            takstimport = actions.receive_file(raw=fil.read(), filnavn=fil.name, by=request.user, **form.cleaned_data)
        except actions.AlleredeIndlaest as tidligere:
            messages.info(request, str(tidligere))
            return redirect("takstimport", tidligere.takstimport.pk)
        except UbrugeligtInput as ubrugelig:
            form.add_error("fil", [str(fejl) for fejl in ubrugelig.fejl])
        else:
            return redirect("takstimport_kolonner", takstimport.pk)
    egne = Takstimport.objects.visible_to(request.user).select_related("fil", "driftsherre", "registreret_by")
    side = Paginator(egne.defer("ark"), PR_SIDE).get_page(request.GET.get("side"))
    return render(request, "takster/import/oversigt.jinja", {"form": form, "importer": side})


@adgang(IMPORTER)
def kolonner(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column means: suggested, and shown for confirmation."""
    takstimport = _own(request, pk)
    fejl = ""
    if request.method == "POST":
        try:
            actions.choose_columns(takstimport=takstimport, valg=columns_from(request.POST), by=request.user)
            return redirect("takstimport", pk)
        except UbrugeligtInput as ubrugelig:
            fejl = str(ubrugelig)
    laesning = read_stored(takstimport)
    kontekst = {"import_": takstimport, "kolonner": visning.show_columns(laesning), "navne": navne, "fejl": fejl}
    return render(request, "takster/import/kolonner.jinja", kontekst | {"noter": laesning.noter})


@adgang(IMPORTER)
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    """How the file was read, and what still needs an answer."""
    takstimport = _own(request, pk)
    gennemsyn = review(takstimport)
    held = access(request.user)
    kontekst = {
        "import_": takstimport,
        "gennemsyn": gennemsyn,
        "driftsherrer": visning.by_driftsherre(gennemsyn),
        "maa": lambda part: held.may(IMPORTER, part),
        "register": choosable(takstimport, request.user),
        "kommuner": Organisation.objects.i_omraade(takstimport.omraade).filter(art=Organisation.Art.KOMMUNE),
        "navne": navne,
        "visning": visning,
    }
    return render(request, "takster/import/vis.jinja", kontekst)


@adgang(IMPORTER)
def raekker(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row of the file and what became of it."""
    takstimport = _own(request, pk)
    alle = read_stored(takstimport).raekker
    udfald = request.GET.get("udfald", "")
    valgte = [raekke for raekke in alle if udfald in ("", raekke.udfald)]
    side = Paginator(valgte, PR_SIDE).get_page(request.GET.get("side"))
    antal = {et: sum(raekke.udfald == et for raekke in alle) for et in Udfald}
    kontekst = {"import_": takstimport, "linjer": side, "antal": antal, "i_alt": len(alle), "udfald": udfald}
    return render(request, "takster/import/raekker.jinja", kontekst | {"navne": navne})


@adgang(IMPORTER)
@require_POST
def valg(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one question about the file."""
    takstimport = _own(request, pk)
    fejl = answer(request.POST, takstimport, request.user)
    noegler = request.POST.getlist("noegle")
    if fejl and noegler and request.POST.get("svar") == "udelad":
        kontekst = {"import_": takstimport, "form": UdeladForm(request.POST), "noegler": noegler}
        return render(request, "takster/import/udelad.jinja", kontekst)
    if fejl:
        messages.error(request, fejl)
    return redirect("takstimport", pk)


@adgang(IMPORTER)
def bekraeft(request: HttpRequest, pk: int, kode: str) -> HttpResponse:
    """The takster of one driftsherre as they will stand. Confirming stores them."""
    takstimport = _own(request, pk)
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, IMPORTER, part)
    if "gem" in request.POST:
        _save_lines(request, takstimport, part)
        return redirect("takstimport_bekraeft", pk, kode)
    if request.method == "POST":
        try:
            nye = actions.confirm_driftsherre(takstimport=takstimport, driftsherre=part, by=request.user)
            messages.success(request, f"Takster for {len(nye)} tilbud er bekræftet for {takstimport.aar}.")
        except actions.UafklaretImport as uafklaret:
            messages.error(request, str(uafklaret))
        return redirect("takstimport_bekraeft", pk, kode)
    samlet = visning.one_driftsherre(review(takstimport), part)
    kontekst = {"import_": takstimport, "part": part, "samlet": samlet, "navne": navne, "visning": visning}
    return render(request, "takster/import/bekraeft.jinja", kontekst)


def _save_lines(request: HttpRequest, takstimport: Takstimport, part: Organisation) -> None:
    for tilbud in review(takstimport).of(part):
        if tilbud.noegle == request.POST.get("gem"):
            actions.choose_lines(
                takstimport=takstimport, tilbud=tilbud, valgte=lines_from(request.POST), by=request.user
            )
            messages.success(request, f"Linjerne for {tilbud.navn} er gemt.")


def _own(request: HttpRequest, pk: int) -> Takstimport:
    synlige = Takstimport.objects.visible_to(request.user)
    return get_object_or_404(synlige.select_related("omraade", "afsender", "driftsherre", "fil"), pk=pk)
