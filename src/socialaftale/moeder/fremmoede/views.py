"""The page where the secretariat writes down who was at a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.attempt import submit
from socialaftale.parter.permissions import adgang, require

from ..models import Moede
from ..permissions import REFERER
from . import actions, queries
from .forms import Fremmoedeform, OmMoedetForm
from .models import Fremmoedeliste


@adgang(REFERER)
def fremmoede(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat by seat; what another saved meanwhile is shown beside what was typed."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    liste = queries.newest_list(moede)
    form = _form(request, moede, liste)
    if request.method == "POST" and form.is_valid():
        felter = {"moede": moede, "set_nr": form.om.cleaned_data["nr"], "fremmoede": form.fremmoede()}
        if submit(form.om, actions.save_attendance, by=request.user, **felter):
            messages.success(request, "Fremmødet er gemt.")
            return redirect("moede", pk)
    kontekst = {
        "form": form,
        "moede": moede,
        "liste": liste,
        "andens": _overtaken(form, liste) if request.method == "POST" else None,
        "stedfortraedere": queries.deputies(moede.udvalg, moede.dato),
        "i_dag": tid.today(),
    }
    return render(request, "moeder/fremmoede/skriv.jinja", kontekst)


def _form(request: HttpRequest, moede: Moede, liste: Fremmoedeliste | None) -> Fremmoedeform:
    data = request.POST if request.method == "POST" else None
    initial = {"nr": liste.nr if liste else 0, "naeste_moede": liste.naeste_moede if liste else None}
    om = OmMoedetForm(data, initial=initial, afsluttet=moede.afsluttet_at is not None)
    pladser, punkter = queries.seats(moede, moede.dato), list(moede.punkter.order_by("nummer"))
    return Fremmoedeform(data, pladser=pladser, punkter=punkter, om=om)


def _overtaken(form: Fremmoedeform, liste: Fremmoedeliste | None) -> queries.Fremmoedevisning | None:
    """Return what another saved meanwhile, and let the next save go on top of it."""
    if liste is None or form.om.data.get("nr") == str(liste.nr):
        return None
    form.om.data = form.om.data.copy()
    form.om.data["nr"] = str(liste.nr)
    return queries.shown(liste.moede)
