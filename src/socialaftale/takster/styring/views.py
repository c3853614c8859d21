"""The secretariat's pages of a round: open it, move its dates, see how far it has come, and whom to call."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.attempt import submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, adgang, may

from ..opslag import kendt_aar
from ..queries import years
from ..runde import actions, visning
from ..runde.models import Takstrunde
from ..runde.permissions import AABN, SE_RUNDE
from ..runde.queries import MED_MOEDE, find_round, read_dates
from . import datoer as rundedatoer
from .forms import DatoForm, FlytDatoerForm
from .kalender import ROLLER, as_ics
from .menu import tabs_of
from .opslag import areas_with, find_area, find_open_round
from .overblik import count_steps, is_past, read_overview
from .ringeliste import as_csv, read_calls
from .udestaar import outstanding

CSV = "text/csv; charset=utf-8"


@adgang(SE_RUNDE)
def indgang(request: HttpRequest) -> HttpResponse:
    """The rounds that the person may follow; the only one is shown at once."""
    omraader = areas_with(request, SE_RUNDE)
    runder = Takstrunde.objects.filter(omraade__in=omraader).select_related("omraade").order_by("omraade", "-aar")
    aabner = areas_with(request, AABN)
    aabne = {(runde.omraade, runde.aar) for runde in runder}
    nye = [(omraade, aar) for omraade in aabner for aar in rundedatoer.years_to_open(omraade)]
    nye = [et for et in nye if et not in aabne]
    if len(runder) == 1 and not nye:
        return redirect("takstrunde", runder[0].omraade.kode, runder[0].aar)
    return render(request, "takster/styring/indgang.jinja", {"runder": runder, "nye": nye, "aarene": years()})


@adgang(AABN)
@kendt_aar
def aabn(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """Open a round with the dates that the bodies' meetings give, or others."""
    i_omraade = find_area(request, omraade, AABN)
    forslag = rundedatoer.propose(i_omraade, aar)
    if find_round(i_omraade, aar):
        messages.info(request, f"Takstrunden {aar} er allerede åbnet.")
        return redirect("takstrunde", omraade, aar)
    form = DatoForm(request.POST or None, omraade=i_omraade, aar=aar, initial=forslag.valgt)
    if form.is_valid():
        felter = {"omraade": i_omraade, "aar": aar, "datoer": form.datoer(), "by": request.user}
        if submit(form, actions.open_round, **felter):
            messages.success(request, f"Takstrunden {aar} er åbnet. Driftsherrerne får besked, og de kan indsende nu.")
            return redirect("takstrunde", omraade, aar)
    kontekst = {"omraade": i_omraade, "aar": aar, "forslag": forslag, "form": form}
    return render(request, "takster/styring/aabn.jinja", kontekst)


@adgang(AABN)
def datoer(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """See the dates of a round with what is wrong with them, and move them with a reason."""
    runde = find_open_round(request, omraade, aar, AABN)
    nu = read_dates(runde)
    form = FlytDatoerForm(request.POST or None, omraade=runde.omraade, aar=aar, sat=nu.sat)
    if form.is_valid():
        data = form.cleaned_data
        felter = {"runde": runde, "set_nr": data["set_nr"], "grund": data["grund"], "by": request.user}
        if submit(form, actions.move_dates, datoer=form.datoer(), **felter):
            messages.success(request, "Datoerne er flyttet. Det, der er indsendt, beholder den frist, der gjaldt da.")
            return redirect("takstrunde", omraade, aar)
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "datoer": nu,
        "form": form,
        "andens": form.catch_up(nu.sat),
        "advarsler": rundedatoer.warnings(runde, nu),
        "historik": runde.datoer.select_related("registreret_by").order_by("-nr"),
    }
    return render(request, "takster/styring/datoer.jinja", kontekst)


@adgang(SE_RUNDE)
def overblik(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """How far every driftsherre has come."""
    i_omraade = find_area(request, omraade, SE_RUNDE)
    runde = find_round(i_omraade, aar)
    if runde is None and may(request.user, AABN, omraade=i_omraade):
        return redirect("takstrunde_aabn", omraade, aar)
    runde = runde or find_open_round(request, omraade, aar, SE_RUNDE)
    nu = read_dates(runde)
    stande = read_overview(runde)
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "datoer": nu,
        "moeder": [(nu.udvalg[led], nu.dage.of(led)) for led in MED_MOEDE if led in nu.udvalg],
        "stande": stande,
        "raekker": [(stand, outstanding(stand, nu)) for stand in stande],
        "trin": count_steps(stande),
        "advarsler": rundedatoer.warnings(runde, nu) if may(request.user, AABN, omraade=i_omraade) else [],
        "kalendere": {rolle: navn for rolle, (navn, *_) in ROLLER.items()},
        "rv": visning,
    }
    return render(request, "takster/styring/overblik.jinja", kontekst)


@adgang(AABN)
def mangler(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """Hvem mangler jeg: a list to call from, on the screen or on paper."""
    runde = find_open_round(request, omraade, aar, AABN)
    nu = read_dates(runde)
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "datoer": nu,
        "opkald": read_calls(runde, read_overview(runde), nu),
        "gaaet": is_past(nu.frist),
        "rv": visning,
    }
    return render(request, "takster/styring/mangler.jinja", kontekst)


@aaben
def kalender(request: HttpRequest, omraade: str, rolle: str) -> HttpResponse:
    """The dates of the area's rounds, to subscribe to: public, as the meetings are."""
    if rolle not in ROLLER:
        raise Http404("Kalenderen findes ikke.")
    fil = as_ics(get_object_or_404(Aftaleomraade, kode=omraade), rolle)
    return HttpResponse(fil, content_type="text/calendar; charset=utf-8")


@adgang(AABN)
def mangler_fil(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    runde = find_open_round(request, omraade, aar, AABN)
    svar = HttpResponse(as_csv(read_calls(runde, read_overview(runde))), content_type=CSV)
    svar["Content-Disposition"] = f'attachment; filename="mangler-{omraade}-{aar}.csv"'
    return svar
