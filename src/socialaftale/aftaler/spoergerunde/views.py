"""Rounds of questions: write and open one, answer for a party, see who has not, and take the answers out as a file."""

import io

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tabelfiler, tid
from socialaftale.parter.attempt import press, submit
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.permissions import aaben, access_of, adgang, require
from socialaftale.regler.spoergerunde import rule_for, shown

from . import actions, queries
from .forms import RundeForm, SpoergsmaalForm, SvarForm
from .models import Spoergerunde, Spoergsmaal
from .permissions import SPOERG, SVAR

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    maa_spoerge = [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(SPOERG, omraade=en)]
    kontekst = {"runder": queries.rounds(request.user), "maa_spoerge": maa_spoerge}
    return render(request, "aftaler/spoergerunde/liste.jinja", kontekst)


@aaben
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    runde = _round(request, pk)
    vist = queries.shown_round(runde, request.user)
    regel = rule_for(tid.day_of(runde.aabnet_at) if runde.aabnet_at else tid.today())
    maa = access_of(request).may(SPOERG, omraade=runde.omraade)
    kontekst = {"vist": vist, "runde": runde, "maa_spoerge": maa, "som_vist": shown, "regel": regel}
    return render(request, "aftaler/spoergerunde/runde.jinja", kontekst)


@aaben
def fil(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """The answers that the person may see, as CSV or XLSX."""
    vist = queries.shown_round(_round(request, pk), request.user)
    if format_ not in ("csv", "xlsx") or not vist.parter:
        raise Http404
    kolonner, raekker = queries.as_table(vist)
    if format_ == "csv":
        svar = HttpResponse(tabelfiler.as_csv(kolonner, raekker), content_type="text/csv; charset=utf-8")
    else:
        svar = HttpResponse(_workbook(vist.runde, kolonner, raekker), content_type=XLSX)
    svar["Content-Disposition"] = f'attachment; filename="spoergerunde-{pk}.{format_}"'
    return svar


def _workbook(runde: Spoergerunde, kolonner: list, raekker: list) -> bytes:
    ud = io.BytesIO()
    bog = tabelfiler.new_workbook(ud, runde.titel, tid.now())
    tabelfiler.fill_sheet(bog, bog.add_worksheet("Svar"), kolonner, raekker)
    bog.close()
    return ud.getvalue()


@adgang(SPOERG)
def ny(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, SPOERG, omraade=fundet)
    form = RundeForm(request.POST or None, omraade=fundet)
    felter = {"omraade": fundet, "by": request.user}
    if form.is_valid() and (runde := submit(form, actions.create_round, tekst=form.tekst(), **felter)):
        messages.success(request, "Spørgerunden er en kladde. Tilføj nu spørgsmålene.")
        return redirect("spoergerunde_spoergsmaal", runde.pk)
    return render(request, "aftaler/spoergerunde/ny.jinja", {"form": form, "omraade": fundet})


@adgang(SPOERG)
def spoergsmaal(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question to a draft."""
    runde = _own(request, pk)
    form = SpoergsmaalForm(request.POST or None)
    if form.is_valid():
        felter = {"felter": form.cleaned_data, "by": request.user}
        if submit(form, actions.add_question, runde=runde, **felter):
            messages.success(request, "Spørgsmålet er tilføjet. Tilføj ét mere, eller gå til runden, og spørg.")
            return redirect("spoergerunde_spoergsmaal", pk)
    kontekst = {"form": form, "runde": runde, "spoergsmaal": list(runde.spoergsmaal.order_by("nr"))}
    return render(request, "aftaler/spoergerunde/spoergsmaal.jinja", kontekst)


@adgang(SPOERG)
@require_POST
def fjern(request: HttpRequest, pk: int, nr: int) -> HttpResponse:
    valgt = get_object_or_404(Spoergsmaal, runde=_own(request, pk), nr=nr)
    press(request, actions.remove_question, "Spørgsmålet er fjernet.", spoergsmaal=valgt)
    return redirect("spoergerunde", pk)


@adgang(SPOERG)
@require_POST
def aabn(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, actions.open_round, "Runden er åbnet, og parterne har fået en mail.", runde=_own(request, pk))
    return redirect("spoergerunde", pk)


@adgang(SPOERG)
@require_POST
def offentliggoer(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, actions.publish_round, "Alle kan nu læse svarene.", runde=_own(request, pk))
    return redirect("spoergerunde", pk)


@adgang(SVAR)
def svar(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Answer for a party. Where another answered meanwhile, both stand: what was typed, and what they answered."""
    runde = _round(request, pk)
    parten = get_object_or_404(Organisation, kode=part)
    require(request.user, SVAR, organisation=parten, omraade=runde.omraade)
    nyeste = actions.newest_answer(runde, parten)
    foer = actions.values_of(nyeste) if nyeste else {}
    alle = list(runde.spoergsmaal.order_by("nr"))
    form = SvarForm(request.POST or None, spoergsmaal=alle, nr=nyeste.nr if nyeste else 0, foer=foer)
    felter = {"runde": runde, "part": parten, "by": request.user}
    if form.is_valid() and submit(form, actions.answer, svar=form.svar(), **felter):
        messages.success(request, "Svaret er gemt. Tak. Du kan rette det, indtil svarene er samlet op.")
        return redirect("spoergerunde", pk)
    overhalet = form.is_bound and form.catch_up(nyeste.nr if nyeste else 0)
    kontekst = {
        "form": form, "runde": runde, "part": parten, "tidligere": queries.earlier(runde, parten), "som_vist": shown,
        "andens": [(et, foer.get(et.nr, "")) for et in alle] if overhalet else [], "nyeste": nyeste,
    }  # fmt: skip
    return render(request, "aftaler/spoergerunde/svar.jinja", kontekst)


def _round(request: HttpRequest, pk: int) -> Spoergerunde:
    synlige = Spoergerunde.objects.visible_to(request.user).select_related("omraade", "tilbage_til")
    return get_object_or_404(synlige, pk=pk)


def _own(request: HttpRequest, pk: int) -> Spoergerunde:
    runde = _round(request, pk)
    require(request.user, SPOERG, omraade=runde.omraade)
    return runde
