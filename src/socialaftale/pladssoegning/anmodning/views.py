"""The pages on requests: ask an afdeling, the list of what was asked, and the answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import note
from socialaftale.kapacitet.melding import groups_asked
from socialaftale.kapacitet.reservation.regler import why_not
from socialaftale.kapacitet.steder import name_of, whom_to_ring
from socialaftale.parter.attempt import attempt, press
from socialaftale.parter.permissions import access_of, adgang, require
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.permissions import reach

from . import actions, queries
from .forms import AfslagForm, AnmodForm
from .models import Anmodning
from .permissions import ANMOD, SE, SVAR

HANDLINGER = {
    "withdraw": (actions.withdraw, "Anmodningen er trukket tilbage."),
    "offer": (actions.offer, "Jeres ja er sendt til kommunen."),
    "queue": (actions.queue, "Jeres ja er sendt til kommunen, som står i kø til den næste frie plads."),
    "refuse": (actions.refuse, "Jeres nej er sendt til kommunen."),
}


@adgang(ANMOD)
def anmod(request: HttpRequest, kode: str) -> HttpResponse:
    """Ask one afdeling, or say why that cannot be done and what to do instead."""
    afdeling = get_object_or_404(Afdeling.objects.select_related("tilbud__omraade"), kode=kode)
    require(request.user, ANMOD, omraade=afdeling.tilbud.omraade)
    parter = reach(request.user, ANMOD)
    form = AnmodForm(request.POST or None, parter=parter, grupper=groups_asked(afdeling, tid.today()))
    if request.method == "POST" and attempt(form, actions.ask, afdeling=afdeling, by=request.user):
        messages.success(request, "Anmodningen er modtaget. I får en mail, når der er svar.")
        return redirect("anmodninger")
    hvorfor_ikke = why_not(afdeling, parter, tid.today(), "anmodninger")
    kontekst = {
        "form": form, "sted": name_of(afdeling), "tilbud": afdeling.tilbud, "hvorfor_ikke": hvorfor_ikke,
        "hvem": whom_to_ring(afdeling),
    }  # fmt: skip
    return render(request, "pladssoegning/anmod.jinja", kontekst)


@adgang(SE)
def anmodninger(request: HttpRequest) -> HttpResponse:
    """What the person's own municipality has asked, and what the tilbud she answers for are asked."""
    egne, til_os = queries.own_requests(request.user), queries.requests_to(request.user)
    for raekker, side in ((egne, "egne anmodninger"), (til_os, "anmodninger til os")):
        note([raekke.anmodning for raekke in raekker], side=side, by=request.user)
    adgang_nu = access_of(request)
    kontekst = {
        "egne": egne, "til_os": til_os, "afslag": AfslagForm(), "visiterer": adgang_nu.may(ANMOD),
        "svarer": adgang_nu.may(SVAR),
    }  # fmt: skip
    return render(request, "pladssoegning/anmodninger.jinja", kontekst)


@adgang(SE)
@require_POST
def svar(request: HttpRequest, pk: int, verbum: str) -> HttpResponse:
    """Yes, no for a reason, or take it back."""
    if verbum not in HANDLINGER:
        raise Http404
    handling, gjort = HANDLINGER[verbum]
    anmodning = get_object_or_404(Anmodning.objects.select_related("afdeling__tilbud__omraade"), pk=pk)
    felter = {"aarsag": request.POST.get("aarsag", "")} if verbum == "refuse" else {}
    press(request, handling, gjort, anmodning=anmodning, **felter)
    return redirect("anmodninger")
