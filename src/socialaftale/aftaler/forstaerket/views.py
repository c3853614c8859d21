"""Det forstærkede samarbejde: who is in it and why, and the work of entering, reporting and leaving."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.attempt import attempt, press, submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang, require
from socialaftale.regler import forstaerket as regel
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.permissions import reach
from socialaftale.tilbud.queries import name_of

from . import actions, queries
from . import forms as f
from .models import Panelmedlem, Samarbejdssag
from .permissions import MELD, PANEL, RAPPORT, VURDER

Slags = Samarbejdssag.Slags
AELDSTE_AAR = 2014  # the model agreement on such a cooperation is of that year


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    omraader = queries.areas(request.user)
    kontekst = {
        "omraader": omraader,
        "i_omraadet": held.omraader,
        "maa_melde": {vist.omraade.kode for vist in omraader if held.may(MELD, omraade=vist.omraade)},
        "maa_panel": {vist.omraade.kode for vist in omraader if held.may(PANEL, omraade=vist.omraade)},
    }
    return render(request, "aftaler/forstaerket/liste.jinja", kontekst)


@aaben
def tilbud(request: HttpRequest, kode: str) -> HttpResponse:
    """Everything about one tilbud in the cooperation; what the driftsherre writes in a report is for the area."""
    fundet = _tilbud(request, kode)
    held = access_of(request)
    synlige = Samarbejdssag.objects.visible_to(request.user).filter(tilbud=fundet)
    sager = synlige.select_related("omraade", "tilbud", "meldt_af").order_by("-meldt", "-pk")
    hos = {"organisation": driftsherre_of(fundet), "omraade": fundet.omraade}
    regler = regel.rules_for(fundet.omraade.kode, tid.today())
    med = queries.in_cooperation(fundet.omraade).filter(pk=fundet.pk).exists()
    kontekst = {
        "tilbud": fundet,
        "navn": name_of(fundet),
        "driftsherre": driftsherre_of(fundet),
        "med": med,
        "siden": queries.since(fundet) if med else None,
        "regler": regler,
        "sager": queries.shown_cases(list(sager), request.user),
        "rapporter": queries.reports(fundet, regler),
        "i_omraadet": fundet.omraade_id in held.omraader,
        "maa_melde": held.may(MELD, **hos),
        "maa_rapportere": held.may(RAPPORT, **hos),
        "maa_vurdere": held.may(VURDER, omraade=fundet.omraade),
    }
    return render(request, "aftaler/forstaerket/tilbud.jinja", kontekst)


@adgang(MELD)
def indmeld(request: HttpRequest, omraade: str) -> HttpResponse:
    return _announce(request, omraade, Slags.INDMELDING)


@adgang(MELD)
def meld_ud(request: HttpRequest, omraade: str) -> HttpResponse:
    return _announce(request, omraade, Slags.UDTRAEDEN)


def _announce(request: HttpRequest, omraade: str, slags: Slags) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, MELD, omraade=fundet)
    egne = queries.choices(fundet, reach(request.user, MELD), slags)
    form = f.MeldForm(request.POST or None, slags=slags, tilbud=egne)
    if form.is_valid():
        felter = {"tilbud": form.cleaned_data["tilbud"], "melding": form.melding(), "by": request.user}
        if sag := submit(form, actions.announce, **felter):
            messages.success(request, "Det er meldt. Sagen står på tilbuddets side.")
            return redirect("forstaerket_tilbud", sag.tilbud.kode)
    regler = regel.rules_for(omraade, tid.today())
    kontekst = {"form": form, "omraade": fundet, "slags": slags, "regler": regler, "egne": egne}
    return render(request, "aftaler/forstaerket/meld.jinja", kontekst)


@adgang(VURDER)
def vurder(request: HttpRequest, kode: str) -> HttpResponse:
    sag = _case(request, kode)
    require(request.user, VURDER, omraade=sag.omraade)
    vist = queries.shown_case(sag, request.user)
    form = f.VurderForm(request.POST or None, vist=vist)
    if form.is_valid():
        felter = {"svar": form.svar(), "set_nr": form.cleaned_data["set_nr"], "frigivet": form.frigivne}
        if submit(form, actions.assess, sag=sag, by=request.user, **felter):
            messages.success(request, "Panelets vurdering er gemt.")
            return redirect("forstaerket_tilbud", sag.tilbud.kode)
    return render(request, "aftaler/forstaerket/vurder.jinja", {"form": form, "vist": vist})


@adgang(MELD)
@require_POST
def traek(request: HttpRequest, kode: str) -> HttpResponse:
    sag = _case(request, kode)
    press(request, actions.withdraw, "Sagen er trukket tilbage.", sag=sag)
    return redirect("forstaerket_tilbud", sag.tilbud.kode)


@adgang(RAPPORT)
def rapport(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The report asks for words; the figures stand beside, read from the register."""
    if not AELDSTE_AAR <= aar <= tid.today().year:
        raise Http404
    fundet = _tilbud(request, kode)
    require(request.user, RAPPORT, organisation=driftsherre_of(fundet), omraade=fundet.omraade)
    sidste = fundet.samarbejdsrapporter.filter(aar=aar).order_by("-nr").first()
    form = f.RapportForm(request.POST or None, sidste=sidste)
    if form.is_valid():
        felter = {"tilbud": fundet, "aar": aar, "rapport": form.rapport(), "by": request.user}
        if submit(form, actions.report, **felter):
            messages.success(request, f"Tak. Årsrapporten for {aar} er modtaget.")
            return redirect("forstaerket_tilbud", kode)
    tal = queries.figures(fundet, aar)
    kontekst = {"form": form, "tilbud": fundet, "navn": name_of(fundet), "aar": aar, "tal": tal}
    return render(request, "aftaler/forstaerket/rapport.jinja", kontekst)


@adgang(PANEL)
def panel(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, PANEL, omraade=fundet)
    form = f.PladsForm(request.POST or None, omraade=fundet)
    if request.method == "POST" and attempt(form, actions.seat, omraade=fundet, by=request.user):
        messages.success(request, "Medlemmet er skrevet ind.")
        return redirect("forstaerket_panel", omraade)
    medlemmer = queries.panel(fundet, tid.today())
    return render(request, "aftaler/forstaerket/panel.jinja", {"form": form, "omraade": fundet, "medlemmer": medlemmer})


@adgang(PANEL)
@require_POST
def panel_afslut(request: HttpRequest, pk: int) -> HttpResponse:
    medlem = get_object_or_404(Panelmedlem.objects.select_related("omraade"), pk=pk)
    press(request, actions.unseat, "Medlemmet er udtrådt. Det, panelet har vurderet, bliver stående.", medlem=medlem)
    return redirect("forstaerket_panel", medlem.omraade.kode)


def _tilbud(request: HttpRequest, kode: str) -> Tilbud:
    """A tilbud that everyone may see, and that is or was in the cooperation, or has a case that the person may see."""
    synlige = Tilbud.objects.offentlige(tid.today()).select_related("omraade")
    fundet = get_object_or_404(synlige, kode=kode)
    sager = Samarbejdssag.objects.visible_to(request.user).filter(tilbud=fundet)
    var_med = fundet.stamfakta.filter(forstaerket_samarbejde=True, gaelder_fra__lte=tid.today())
    if not var_med.exists() and not sager.exists():
        raise Http404
    return fundet


def _case(request: HttpRequest, kode: str) -> Samarbejdssag:
    synlige = Samarbejdssag.objects.visible_to(request.user).select_related("omraade", "tilbud", "meldt_af")
    return get_object_or_404(synlige, kode=kode)
