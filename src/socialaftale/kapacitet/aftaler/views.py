"""Where it is set how often an afdeling confirms and who answers, and what an area has switched on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import access_of, adgang
from socialaftale.tilbud.models import Afdeling

from .. import actions
from ..models import Kapacitetsvalg, Meldeaftale
from ..permissions import AFTALER, VALG
from ..reservation import frist
from ..steder import driftsherre_of, name_of
from .forms import RYTMER, AftaleForm, ValgForm
from .queries import read_promises


@adgang(AFTALER)
def aftaler(request: HttpRequest) -> HttpResponse:
    linjer = read_promises(request.user, tid.today())
    return render(request, "kapacitet/aftaler.jinja", {"linjer": linjer, "rytmer": dict(RYTMER)})


@adgang(AFTALER)
def aftale(request: HttpRequest, kode: str) -> HttpResponse:
    afdeling = get_object_or_404(Afdeling.objects.select_related("tilbud__omraade"), kode=kode)
    driftsherre = driftsherre_of(afdeling)
    if not access_of(request).may(AFTALER, organisation=driftsherre):
        raise PermissionDenied
    gaeldende = Meldeaftale.objects.gaeldende(tid.today()).filter(afdeling=afdeling).first() or Meldeaftale()
    flere = afdeling.tilbud.afdelinger.count() > 1
    dag = tid.today()
    holdes = frist.working_days(afdeling.tilbud_id, dag) if frist.is_held(afdeling, dag) else None
    form = AftaleForm(
        request.POST or None, instance=gaeldende, driftsherre=driftsherre, flere=flere, holdes_dage=holdes
    )
    if request.method == "POST" and form.is_valid():
        afdelinger = afdeling.tilbud.afdelinger.order_by("pk") if form.cleaned_data.get("alle") else [afdeling]
        felter = {navn: form.cleaned_data[navn] for navn in AftaleForm.Meta.fields}
        lovet = {"aftale": actions.Aftale(**felter), "arbejdsdage": form.working_days()}
        try:
            antal = actions.promise(afdelinger=list(afdelinger), **lovet, by=request.user)
            messages.success(request, f"Aftalen gælder fra i dag for {antal} afdeling{'er' if antal != 1 else ''}.")
            return redirect("ledige_aftaler")
        except ValidationError as fejl:
            form.add_error(None, fejl)
    return render(request, "kapacitet/aftale.jinja", {"form": form, "navn": name_of(afdeling)})


@adgang(VALG)
def valg(request: HttpRequest, kode: str) -> HttpResponse:
    omraade = get_object_or_404(Aftaleomraade, kode=kode)
    if not access_of(request).may(VALG, omraade=omraade):
        raise PermissionDenied
    form = ValgForm(request.POST or None, omraade=omraade)
    if form.is_valid():
        try:
            valgt = actions.Omstilling(**form.cleaned_data)
            actions.switch(omraade=omraade, valgt=valgt, by=request.user)
            hvad = f"»{Kapacitetsvalg.Valg(valgt.valg).label.capitalize()}« er slået {'til' if valgt.til else 'fra'}."
            messages.success(request, f"{hvad} Det gælder fra {dato(valgt.gaelder_fra)}.")
            return redirect("kapacitetsvalg", kode)
        except ValidationError as fejl:
            form.add_error(None, fejl.messages)
    return render(request, "kapacitet/valg.jinja", {"form": form, "omraade": omraade, "valgene": _states(omraade)})


def _states(omraade: Aftaleomraade) -> list[tuple[Kapacitetsvalg.Valg, Any, Any]]:
    """Each part with the row that switched it on or off last, None where nobody has, and the next that is to come."""
    alle = Kapacitetsvalg.objects.filter(omraade=omraade).select_related("beslutning__punkt__moede__udvalg")
    nu = {raekke.valg: raekke for raekke in alle.gaeldende(tid.today())}
    senere = {et.valg: et for et in alle.filter(gaelder_fra__gt=tid.today()).order_by("-gaelder_fra", "registreret_at")}
    return [(valg, nu.get(valg.value), senere.get(valg.value)) for valg in Kapacitetsvalg.Valg]
