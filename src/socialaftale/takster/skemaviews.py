"""The takstskema: out filled, in by upload, back with its findings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles.filer import TYPER
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import adgang, require
from socialaftale.regler.kontrol import Fund

from . import actions, queries, skema, visning
from .forms import IndlaesForm
from .models import Indlaesning
from .opslag import kendt_aar
from .oversigt import counted
from .permissions import INDBERET
from .runde.queries import find_round
from .takstskema import Forventet, Laesning, write_svar, write_takstskema


@adgang(INDBERET)
@kendt_aar
def hent(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    part = _own(request, kode)
    indhold = skema.read_skema(part, queries.area_of(part), aar)
    return _workbook(write_takstskema(*indhold), f"takstskema-{part.kode}-{aar}.xlsx")


@adgang(INDBERET)
@kendt_aar
def indlaes(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Upload a filled takstskema. A file that may hold a CPR number is read, and not kept until it is released."""
    part = _own(request, kode)
    omraade = queries.area_of(part)
    queries.require_rules(aar, omraade)
    form = IndlaesForm(request.POST, request.FILES) if request.method == "POST" else IndlaesForm()
    laesning = None
    if form.is_valid():
        fil = form.cleaned_data["fil"]
        raw = fil.read()
        egne = queries.tilbud_in_year(omraade, aar, part).values_list("kode", flat=True)
        frigivne = frozenset(skema.read_cell(tekst) for tekst in request.POST.getlist("frigiv"))
        laesning = skema.read_upload(raw, fil.name, Forventet(aar, part.kode), egne, frigivne)
        if not visning.faults_of_file(laesning) and not any(fejl.kan_frigives for fejl in laesning.fejl):
            skemafil = actions.Skemafil(raw, fil.name, tuple(request.POST.getlist("frigiv")))
            return _keep(request, part, aar, skemafil, laesning)
        for fejl in visning.faults_of_file(laesning):
            form.add_error("fil", fejl.besked)
    kontekst = {"part": part, "aar": aar, "form": form, "laesning": laesning, "vis": visning}
    tidligere = Indlaesning.objects.filter(driftsherre=part, aar=aar).select_related("fil", "indlaest_by")[:10]
    return render(request, "takster/indlaes.jinja", kontekst | {"tidligere": tidligere})


@adgang(INDBERET)
def indlaesning(request: HttpRequest, pk: int) -> HttpResponse:
    """What an uploaded file said: its faults by cell, or its findings by tilbud."""
    egen, laesning, fund = _read_again(request, pk)
    kontekst = {"indlaesning": egen, "part": egen.driftsherre, "aar": egen.aar, "laesning": laesning, "vis": visning}
    kontekst["i_runde"] = find_round(queries.area_of(egen.driftsherre), egen.aar) is not None
    grupper = visning.findings_by_tilbud(laesning, fund)
    return render(request, "takster/indlaesning.jinja", kontekst | {"grupper": grupper, "fund": fund})


@adgang(INDBERET)
def svar(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook as it came, with every fault and finding on its cell."""
    egen, laesning, fund = _read_again(request, pk)
    return _workbook(
        write_svar(skema.stored_bytes(egen), fund, laesning), f"svar-{egen.driftsherre.kode}-{egen.aar}.xlsx"
    )


def _keep(
    request: HttpRequest, part: Organisation, aar: int, fil: actions.Skemafil, laesning: Laesning
) -> HttpResponse:
    try:
        felter = {"driftsherre": part, "aar": aar, "fil": fil, "laesning": laesning}
        ny, antal, venter = actions.receive_skema(**felter, by=request.user)
    except actions.AlleredeIndlaest as tidligere:
        messages.info(request, str(tidligere))
        return redirect("takstskema_indlaesning", tidligere.indlaesning.pk)
    if laesning.fejl:
        messages.error(request, f"Filen er ikke gemt som takster: {counted(len(laesning.fejl), 'fejl', 'fejl')}.")
    elif antal:
        messages.success(request, f"Filen er læst, og {counted(antal, 'tilbud', 'tilbud')} er gemt som kladde.")
    elif not venter:
        messages.info(request, "Filen siger det samme som det, der allerede er indberettet. Ingen ny version.")
    if venter:
        return redirect("takstskema_flet", ny.pk)
    return redirect("takstskema_indlaesning", ny.pk)


def _read_again(request: HttpRequest, pk: int) -> tuple[Indlaesning, Laesning, list[Fund]]:
    egen = get_object_or_404(Indlaesning.objects.select_related("fil", "driftsherre"), pk=pk)
    require(request.user, INDBERET, egen.driftsherre)
    omraade = queries.area_of(egen.driftsherre)
    laesning = skema.read_stored(egen, queries.tilbud_in_year(omraade, egen.aar, egen.driftsherre))
    aaret = skema.read_skema(egen.driftsherre, omraade, egen.aar)
    return egen, laesning, skema.findings_on(laesning, aaret.forrige, aaret.regelsaet)


def _own(request: HttpRequest, kode: str) -> Organisation:
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, INDBERET, part)
    return part


def _workbook(indhold: bytes, navn: str) -> HttpResponse:
    svar_ = HttpResponse(indhold, content_type=TYPER[".xlsx"])
    svar_.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar_
