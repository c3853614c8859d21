"""Pages that only work something out: the question is in the address, the answer is stored nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.filer import TYPER
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import aaben, adgang, require
from socialaftale.tilbud.billede import publicerbar
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from . import queries, visning
from .fordeling import as_csv, as_xlsx, totals
from .fordelingsform import FordelingForm
from .opslag import kendt_aar
from .overskud import read_basis, rules_for, share, years_of, years_of_accounts
from .overskudsform import OverskudForm
from .permissions import INDBERET, SE_GRUNDLAG
from .prisberegner import answer
from .prisforms import PrisForm

FORMATER = {"csv": (as_csv, TYPER[".csv"]), "xlsx": (as_xlsx, TYPER[".xlsx"])}


@aaben
@kendt_aar
def pris(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    tilbud = get_object_or_404(Tilbud.objects.visible_to(request.user, tid.today()), kode=kode)
    offentligt = queries.read_public([tilbud], aar).get(tilbud.pk)
    if offentligt is None:
        raise Http404("Tilbuddet har ingen offentlige takster for året.")
    form = PrisForm(request.GET or None, linjer=offentligt.linjer)
    kontekst = {
        "billede": publicerbar(read_billeder([tilbud], queries.register_day(aar))[0]),
        "aar": aar,
        "form": form,
        "svar": answer(form, aar) if form.is_valid() else None,
        "vis": visning,
        "htmx_svar": bool(request.htmx),
    }
    return render(request, "takster/pris_svar.jinja" if request.htmx else "takster/pris.jinja", kontekst)


@adgang(INDBERET)
@kendt_aar
def overskud(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    part = get_object_or_404(Organisation, kode=kode)
    for ret in (INDBERET, SE_GRUNDLAG):
        require(request.user, ret, part)
    omraade = queries.area_of(part)
    form = OverskudForm(request.GET or None, kilde=read_basis(part, omraade, aar))
    kontekst = {"part": part, "aar": aar, "aarene": years_of_accounts(), "form": form, "deling": None, "vis": visning}
    if form.is_valid():
        typet = form.cleaned_data
        deling = share(aar, typet["overskud"], typet["grundlag"], typet["oenske"], omraade.kode)
        kontekst |= {"deling": deling, "aarsregler": years_of(deling, rules_for(aar, omraade.kode))}
    return render(request, "takster/overskud.jinja", kontekst)


@aaben
def fordeling(request: HttpRequest) -> HttpResponse:
    form = FordelingForm(request.GET or None)
    spoergsmaal = request.GET.urlencode()
    filer = {format_: f"{reverse('fordelingsfil', args=[format_])}?{spoergsmaal}" for format_ in FORMATER}
    form.is_valid()
    kontekst = {"form": form, "filer": filer, "ialt": totals(form.fordelt)}
    return render(request, "takster/fordeling.jinja", kontekst)


@aaben
def fordelingsfil(request: HttpRequest, format_: str) -> HttpResponse:
    form = FordelingForm(request.GET)
    if format_ not in FORMATER or not form.is_valid():
        raise Http404
    skriv, indholdstype = FORMATER[format_]
    svar = HttpResponse(skriv(form.fordelt), content_type=indholdstype)
    svar["Content-Disposition"] = f'attachment; filename="fordeling-{form.cleaned_data["aar"]}.{format_}"'
    return svar
