"""The pages on holds: hold a place, the list of what is held, and the answers to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import note
from socialaftale.parter.attempt import attempt, press
from socialaftale.parter.permissions import access_of, adgang, require
from socialaftale.regler.reservation import can_be_held
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.permissions import reach

from ..models import Kapacitetsvalg
from ..queries import areas_with, newest_reports
from ..steder import name_of, whom_to_ring
from . import actions, afslag, queries, regler
from .forms import AfslagForm, MaanedstalForm, ReserverForm
from .models import Reservation
from .permissions import RESERVER, SE, SVAR
from .post import held_text
from .stand import free_for_groups, places_of, waiting_in

HANDLINGER = {
    "withdraw": (actions.withdraw, "Pladsen er givet fri."),
    "take": (actions.take, "Noteret: pladsen er besat."),
    "refuse": (actions.refuse, "Afslaget er sendt."),
}


@adgang(RESERVER)
def reserver(request: HttpRequest, kode: str) -> HttpResponse:
    """Hold a place in one afdeling, or say why that cannot be done and what to do instead."""
    afdeling = _afdeling(kode)
    require(request.user, RESERVER, omraade=afdeling.tilbud.omraade)
    parter = reach(request.user, RESERVER)
    melding, nu = newest_reports([afdeling.pk], tid.now()).first(), tid.now()
    grupper = free_for_groups(melding, nu) if melding else []
    form = ReserverForm(request.POST or None, parter=parter, grupper=grupper)
    if request.method == "POST" and attempt(form, actions.hold_place, afdeling=afdeling, by=request.user):
        reservation = Reservation.objects.get(klient_id=form.cleaned_data["klient_id"])
        messages.success(request, f"{name_of(afdeling)}: {held_text(reservation)}")
        return redirect("reservationer")
    kontekst = {
        "form": form, "sted": name_of(afdeling), "tilbud": afdeling.tilbud,
        "hvorfor_ikke": regler.why_not(afdeling, parter, tid.today()), "frist": actions.last_day(afdeling, tid.today()),
        "hvem": whom_to_ring(afdeling), "fri": can_be_held(places_of(melding, nu)) if melding else 0,
        "foran": waiting_in(afdeling.pk, nu),
    }  # fmt: skip
    return render(request, "kapacitet/reserver.jinja", kontekst)


@adgang(SE)
def reservationer(request: HttpRequest) -> HttpResponse:
    """What the person's own municipality holds, and what is held at the tilbud she answers for."""
    egne, hos_os = queries.own_holds(request.user), queries.holds_at(request.user)
    for raekker, side in ((egne, "egne reservationer"), (hos_os, "reservationer hos os")):
        note([raekke.reservation for raekke in raekker], side=side, by=request.user)
    adgang_nu = access_of(request)
    kontekst = {
        "egne": egne, "hos_os": hos_os, "afslag": AfslagForm(), "visiterer": adgang_nu.may(RESERVER),
        "svarer": adgang_nu.may(SVAR), "tal": queries.months_of(request.user),
        "selv": queries.counts_by_hand(request.user),
        "slaaet_fra": not adgang_nu.omraader & areas_with(Kapacitetsvalg.Valg.RESERVATIONER),
    }  # fmt: skip
    return render(request, "kapacitet/reservationer.jinja", kontekst)


@adgang(SE)
@require_POST
def svar(request: HttpRequest, pk: int, verbum: str) -> HttpResponse:
    """Give free, say that the place is taken, or refuse for a reason."""
    if verbum not in HANDLINGER:
        raise Http404
    handling, gjort = HANDLINGER[verbum]
    reservation = get_object_or_404(Reservation.objects.select_related("afdeling__tilbud__omraade"), pk=pk)
    felter = {"aarsag": request.POST.get("aarsag", "")} if verbum == "refuse" else {}
    press(request, handling, gjort, reservation=reservation, **felter)
    return redirect("reservationer")


@adgang(SVAR)
def maanedens_afslag(request: HttpRequest, kode: str) -> HttpResponse:
    """The refusals of a month in an afdeling whose citizens come by themselves."""
    afdeling = _afdeling(kode)
    require(request.user, SVAR, driftsherre_of(afdeling.tilbud))
    form = MaanedstalForm(request.POST or None, initial={"maaned": f"{tid.today():%Y-%m}"})
    if request.method == "POST" and attempt(form, afslag.tell_refusals, afdeling=afdeling, by=request.user):
        messages.success(request, "Månedens tal er gemt.")
        return redirect("reservationer")
    return render(request, "kapacitet/afslag.jinja", {"form": form, "sted": name_of(afdeling)})


def _afdeling(kode: str) -> Afdeling:
    return get_object_or_404(Afdeling.objects.select_related("tilbud__omraade"), kode=kode)
