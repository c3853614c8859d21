"""The pages of takster for those who report and those who review. Nothing is computed here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import access, adgang, may
from socialaftale.regler.takst.opgave import Takstberegning

from . import actions, queries, visning
from .afgoerelse.spor import lines_with_trace
from .forms import ForklaringForm, HvadHvisForm
from .hvad_hvis import Ramme, compare
from .opslag import find_party, find_row, kendt_aar, last_row, version_of
from .oversigt import by_driftsherre, next_step, open_by_line, summed
from .permissions import INDBERET, OFFENTLIGGOER, SE_KORT, Indblik
from .queries import Aarsraekke
from .runde.egne import read_own
from .runde.permissions import SE_RUNDE
from .runde.queries import find_round
from .runde.sider import round_page
from .runde.tilbudsside import look_for_own, tilbud_page
from .status import UlovligtSkridt
from .udkast import draft_text, gaps
from .udvikling import bridges, index

PR_SIDE = 100


@adgang(SE_KORT)
def overblik(request: HttpRequest) -> HttpResponse:
    """Every driftsherre that the person sees; the only one is shown at once."""
    aar = _year_asked(request)
    held = access(request.user)
    omraader = []
    for omraade in Aftaleomraade.objects.visible_to(request.user):
        raekker = queries.read_area(omraade, aar, held)
        synlige = [raekke for raekke in raekker if raekke.indblik != Indblik.OFFENTLIGT]
        maa = held.may(OFFENTLIGGOER, omraade=omraade)
        omraader.append((omraade, by_driftsherre(synlige), maa, queries.is_published(omraade, aar)))
    kendte = [raekke.driftsherre for _, raekker, _, _ in omraader for raekke in raekker]
    if len(kendte) == 1 and not held.may(OFFENTLIGGOER):
        return redirect("takster_driftsherre", kendte[0].kode, aar)
    kontekst = {"aar": aar, "aarene": queries.years(), "omraader": omraader, "ser_runden": held.may(SE_RUNDE)}
    return render(request, "takster/overblik.jinja", kontekst)


@adgang(SE_KORT)
@kendt_aar
def driftsherre(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The tilbud of a driftsherre in a year; its own people see an open round as what they have to do."""
    part = find_party(request, kode)
    omraade = queries.area_of(part)
    maa = may(request.user, INDBERET, part)
    runde = find_round(omraade, aar)
    if runde and maa:
        return render(request, "takster/runde/driftsherre.jinja", round_page(runde, part, read_own(runde, part)))
    raekker = queries.read_year(queries.tilbud_in_year(omraade, aar, part), omraade, aar, access(request.user))
    side = Paginator(raekker, PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {
        "part": part,
        "aar": aar,
        "aarene": queries.years(),
        "side": side,
        "raekker": [(raekke, next_step(raekke, maa)) for raekke in side],
        "samlet": summed(part, raekker),
        "maa": maa,
        "vis": visning,
        "eksempel": any(raekke.billede.eksempeldata for raekke in raekker),
    }
    return render(request, "takster/driftsherre.jinja", kontekst)


@adgang(SE_KORT)
@kendt_aar
def driftsherre_udvikling(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    part = find_party(request, kode)
    aarene = queries.read_years(part, queries.area_of(part), aar, access(request.user))
    indeks = index(aarene)
    kontekst = {"part": part, "aar": aar, "indeks": indeks, "diagram": visning.index_chart(indeks) if indeks else None}
    return render(request, "takster/indeks.jinja", kontekst)


@adgang(SE_KORT)
@kendt_aar
def takst(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """One tilbud in a year; its own people see an open round as what they have to do."""
    side = look_for_own(request, kode, aar)
    if side:
        return render(request, "takster/runde/tilbud.jinja", tilbud_page(side))
    raekke = find_row(request, kode, aar)
    return _takst_page(request, raekke, _explanation_form(raekke))


@adgang(INDBERET)
@require_POST
@kendt_aar
def forklaring(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Save the explanation as a new draft; what was typed stands until it is saved."""
    raekke = find_row(request, kode, aar)
    version = version_of(raekke)
    form = ForklaringForm(request.POST)
    if form.is_valid() and form.cleaned_data["version"] != version.nr:
        form.add_error(None, "En anden har gemt en nyere version imens. Læs den herunder, og gem så din tekst igen.")
        form.data = form.data.copy()
        form.data["version"] = str(version.nr)
    if not form.is_valid():
        return _takst_page(request, raekke, form)
    actions.save_explanation(version=version, tekst=form.cleaned_data["tekst"], frigivet=form.frigivne, by=request.user)
    messages.success(request, "Forklaringen er gemt i en ny kladde.")
    return redirect("takst", kode, aar)


@adgang(INDBERET)
@require_POST
@kendt_aar
def bekraeft(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    return _change(request, kode, aar, "Taksterne er bekræftet.", actions.confirm_version)


@adgang(INDBERET)
@require_POST
@kendt_aar
def del_grundlag(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    delt = request.POST.get("delt") == "ja"
    besked = "Grundlaget er delt." if delt else "Grundlaget er ikke længere delt."
    return _change(request, kode, aar, besked, actions.share_basis, delt=delt)


@adgang(SE_KORT)
@kendt_aar
def hvad_hvis(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The question is in the address, the answer is stored nowhere. Without a basis this year, last year's is used."""
    raekke = find_row(request, kode, aar)
    regnet, beregninger = _with_basis(request, raekke)
    form = HvadHvisForm(request.GET or None, beregninger=beregninger) if beregninger else None
    svar = None
    if form and form.is_valid():
        regelsaet = queries.rules_of(regnet, queries.area_of(regnet.driftsherre))
        svar = compare(form.valgt, form.aendring(), Ramme(regnet.aar, regelsaet))
    side = "takster/hvad_hvis_svar.jinja" if request.htmx else "takster/hvad_hvis.jinja"
    kontekst = {"form": form, "svar": svar, "grundlagsaar": regnet.aar, "htmx_svar": bool(request.htmx)}
    return render(request, side, _frame(raekke, "takst_hvad_hvis") | kontekst)


def _with_basis(request: HttpRequest, raekke: Aarsraekke) -> tuple[Aarsraekke, tuple[Takstberegning, ...]]:
    """The row that can be computed with its calculations: this year's, else last year's as the person may see it."""
    for et in (raekke, last_row(request, raekke)):
        beregninger = tuple(en for en in et.blad.ny.beregninger if en.grundlag) if et and et.blad else ()
        if et and beregninger:
            return et, beregninger
    return raekke, ()


@adgang(SE_KORT)
@kendt_aar
def udvikling(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    raekke = find_row(request, kode, aar)
    omraade = queries.area_of(raekke.driftsherre)
    broer = bridges(raekke.blad, aar, omraade.kode) if raekke.blad else []
    aarene = queries.read_years(raekke.driftsherre, omraade, aar, access(request.user), raekke.billede.kode)
    indeks = index(aarene)
    kontekst = _frame(raekke, "takst_udvikling") | {"broer": broer, "indeks": indeks}
    kontekst["diagram"] = visning.index_chart(indeks) if indeks else None
    return render(request, "takster/udvikling.jinja", kontekst)


def _takst_page(request: HttpRequest, raekke: Aarsraekke, form: ForklaringForm) -> HttpResponse:
    side = look_for_own(request, raekke.billede.kode, raekke.aar) if form.is_bound else None
    if side:
        return render(request, "takster/runde/tilbud.jinja", tilbud_page(side, form))
    maa = may(request.user, INDBERET, raekke.driftsherre)
    kontekst = _frame(raekke, "takst") | {
        "form": form,
        "maa": maa,
        "skridt": next_step(raekke, maa),
        "huller": gaps(form["tekst"].value() or ""),
        "med_spor": lines_with_trace(raekke.billede.pk, raekke.aar),
        "er_udkast": not form.is_bound and not (raekke.blad and raekke.blad.ny.begrundelse),
        "aabne_paa": open_by_line(raekke.blad.alle_fund if raekke.blad else ()),
    }
    return render(request, "takster/takst.jinja", kontekst)


def _explanation_form(raekke: Aarsraekke) -> ForklaringForm:
    if raekke.version is None or raekke.blad is None:
        return ForklaringForm()
    tekst = raekke.blad.ny.begrundelse
    if not tekst:
        tekst = draft_text(raekke.blad, raekke.aar, queries.area_of(raekke.driftsherre).kode)
    return ForklaringForm(initial={"tekst": tekst, "version": raekke.version.nr})


def _frame(raekke: Aarsraekke, side: str) -> dict[str, object]:
    felter = {"raekke": raekke, "aar": raekke.aar, "part": raekke.driftsherre, "vis": visning}
    return felter | {"faner": visning.sider(raekke, side)}


def _change(request: HttpRequest, kode: str, aar: int, besked: str, action, **felter: object) -> HttpResponse:
    version = version_of(find_row(request, kode, aar))
    if str(version.nr) != request.POST.get("version"):
        messages.error(request, "Der er kommet en nyere version. Læs den igennem, og prøv igen.")
        return redirect("takst", kode, aar)
    try:
        action(version=version, by=request.user, **felter)
        messages.success(request, besked)
    except UlovligtSkridt as fejl:
        messages.error(request, str(fejl))
    return redirect("takst", kode, aar)


def _year_asked(request: HttpRequest) -> int:
    valgt = request.GET.get("aar", "")
    return int(valgt) if valgt in {str(aar) for aar in queries.years()} else queries.working_year()
