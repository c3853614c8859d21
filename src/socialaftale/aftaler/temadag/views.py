"""Temadage: plan one, see its programme, sign up and cancel without signing in, and see who comes."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tabelfiler, tid
from socialaftale.faelles.trafik import limited
from socialaftale.parter.attempt import press, submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang, require
from socialaftale.regler.temadag import erased_from, rule_for

from . import actions, queries, tilmelding
from .forms import AflysForm, DeltogForm, PunktForm, TemadagForm, TilmeldForm
from .models import Programpunkt, Temadag
from .permissions import TEMADAG
from .queries import Dagsvisning

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENDT = "Vi har sendt en mail til dig. Den siger, om du har en plads, og har et link, hvor du kan afmelde dig."


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    maa = [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(TEMADAG, omraade=en)]
    return render(request, "aftaler/temadag/liste.jinja", {"dage": queries.days(request.user), "maa_planlaegge": maa})


@aaben
@limited("soeg")
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    """The temadag with its form for signing up; who has signed up before gets the same answer and her link again."""
    vist = _day(request, pk)
    form = TilmeldForm(request.POST or None)
    if form.is_valid() and submit(form, _sign_up, temadag=vist.temadag, felter=form.cleaned_data):
        messages.success(request, SENDT)
        return redirect("temadag", pk)
    maa = access_of(request).may(TEMADAG, omraade=vist.temadag.omraade)
    kontekst = {
        "vist": vist, "temadag": vist.temadag, "form": form, "program": queries.programme(vist.temadag),
        "lukket": tilmelding.closed_because(vist.temadag), "maa_planlaegge": maa,
        "overlap": queries.overlaps(vist.temadag) if maa else [], "regel": rule_for(vist.temadag.dato),
        "slettes": erased_from(vist.temadag.dato), "holdt": vist.temadag.dato <= tid.today(),
    }  # fmt: skip
    return render(request, "aftaler/temadag/temadag.jinja", kontekst)


def _sign_up(**felter: Any) -> bool:
    """As the action, but with something to tell that it was done."""
    tilmelding.sign_up(**felter)
    return True


@aaben
@limited("link")
def min_tilmelding(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail opens; the button on it cancels."""
    try:
        if request.method == "POST":
            tilmelding.cancel(token=token)
            messages.success(request, "Du er afmeldt. Pladsen går til den næste.")
            return redirect("temadag_tilmelding", token)
        fundet = tilmelding.read_link(token)
    except tilmelding.Ugyldigt as fejl:
        return render(request, "aftaler/temadag/ugyldigt.jinja", {"hvorfor": str(fejl)}, status=410)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return redirect("temadag_tilmelding", token)
    kontekst = {"tilmelding": fundet, "temadag": fundet.temadag, "slettes": erased_from(fundet.temadag.dato)}
    return render(request, "aftaler/temadag/tilmelding.jinja", kontekst)


@adgang(TEMADAG)
def ny(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, TEMADAG, omraade=fundet)
    regel = rule_for(tid.today())
    form = TemadagForm(request.POST or None, initial={"mindst": regel.mindst})
    felter = {"omraade": fundet, "by": request.user}
    if form.is_valid() and (temadag := submit(form, actions.plan_day, **_typed(form), **felter)):
        messages.success(request, "Temadagen er en kladde. Læg programmet, og offentliggør den så.")
        return redirect("temadag_program", temadag.pk)
    return render(request, "aftaler/temadag/ny.jinja", {"form": form, "omraade": fundet, "regel": regel})


@adgang(TEMADAG)
def program(request: HttpRequest, pk: int) -> HttpResponse:
    temadag = _own(request, pk)
    form = PunktForm(request.POST or None)
    if form.is_valid() and submit(form, actions.add_item, temadag=temadag, **_typed(form), by=request.user):
        messages.success(request, "Punktet er lagt i programmet.")
        return redirect("temadag_program", pk)
    kontekst = {
        "form": form, "temadag": temadag,
        "program": queries.programme(temadag), "overlap": queries.overlaps(temadag),
    }  # fmt: skip
    return render(request, "aftaler/temadag/program.jinja", kontekst)


@adgang(TEMADAG)
@require_POST
def fjern_punkt(request: HttpRequest, pk: int, nr: int) -> HttpResponse:
    punkt = get_object_or_404(Programpunkt, temadag=_own(request, pk), nr=nr)
    press(request, actions.remove_item, "Punktet er fjernet.", punkt=punkt)
    return redirect("temadag_program", pk)


@adgang(TEMADAG)
@require_POST
def offentliggoer(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, actions.publish_day, "Alle kan nu se temadagen og tilmelde sig.", temadag=_own(request, pk))
    return redirect("temadag", pk)


@adgang(TEMADAG)
def aflys(request: HttpRequest, pk: int) -> HttpResponse:
    temadag = _own(request, pk)
    form = AflysForm(request.POST or None)
    felter = {"temadag": temadag, "by": request.user}
    if form.is_valid() and submit(form, actions.cancel_day, grund=form.cleaned_data["grund"], **felter) is not None:
        messages.success(request, "Temadagen er aflyst, og de tilmeldte får en mail.")
        return redirect("temadag", pk)
    return render(request, "aftaler/temadag/aflys.jinja", {"form": form, "vist": _day(request, pk)})


@adgang(TEMADAG)
def deltagere(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has signed up, and afterwards how many came."""
    vist = _day(request, _own(request, pk).pk)
    form = DeltogForm(request.POST or None, initial={"deltog": vist.temadag.deltog})
    if form.is_valid():
        felter = {"temadag": vist.temadag, "deltog": form.cleaned_data["deltog"], "by": request.user}
        submit(form, actions.record_attendance, **felter)
        if not form.errors:
            messages.success(request, "Antallet er gemt.")
            return redirect("temadag", pk)
    kontekst = {
        "vist": vist, "temadag": vist.temadag, "form": form, "holdt": vist.temadag.dato <= tid.today(),
        "tilmeldte": queries.participants(vist.temadag), "slettes": erased_from(vist.temadag.dato),
    }  # fmt: skip
    return render(request, "aftaler/temadag/deltagere.jinja", kontekst)


@adgang(TEMADAG)
def fil(request: HttpRequest, pk: int, format_: str) -> HttpResponse:
    """The participants as CSV or XLSX."""
    temadag = _own(request, pk)
    raekker = queries.as_rows(queries.participants(temadag))
    if format_ == "csv":
        svar = HttpResponse(tabelfiler.as_csv(queries.KOLONNER, raekker), content_type="text/csv; charset=utf-8")
    elif format_ == "xlsx":
        svar = HttpResponse(_workbook(temadag, raekker), content_type=XLSX)
    else:
        raise Http404
    svar["Content-Disposition"] = f'attachment; filename="temadag-{pk}-deltagere.{format_}"'
    return svar


def _workbook(temadag: Temadag, raekker: list) -> bytes:
    ud = io.BytesIO()
    bog = tabelfiler.new_workbook(ud, temadag.titel, tid.now())
    tabelfiler.fill_sheet(bog, bog.add_worksheet("Deltagere"), queries.KOLONNER, raekker)
    bog.close()
    return ud.getvalue()


def _typed(form: TemadagForm | PunktForm) -> dict[str, Any]:
    return {"felter": form.cleaned_data, "frigivet": form.frigivne}


def _day(request: HttpRequest, pk: int) -> Dagsvisning:
    vist = queries.shown_day(request.user, pk)
    if vist is None:
        raise Http404
    return vist


def _own(request: HttpRequest, pk: int) -> Temadag:
    temadag = _day(request, pk).temadag
    require(request.user, TEMADAG, omraade=temadag.omraade)
    return temadag
