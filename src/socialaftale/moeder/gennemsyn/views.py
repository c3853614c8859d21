"""The pages of a draft: whom the secretariat asks, who has answered, and what a reader sees and says."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.parter.attempt import press, submit
from socialaftale.parter.permissions import adgang, personlig, require

from ..bilag.queries import annexes_of
from ..forberedelse.views import own_meeting
from ..models import Moede
from ..permissions import REFERER
from ..queries import read_points
from . import actions
from .actions import EFTER_FRIGIVELSEN
from .forms import LaesereForm, SvarForm
from .models import Udkastlaeser
from .queries import own_reading, people_of_area, readers_of


@adgang(REFERER)
def laesere(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people to read the draft, and see what they said."""
    moede = own_meeting(request, pk)
    form = LaesereForm(request.POST or None, moede=moede)
    if request.method == "POST" and form.is_valid():
        felter = {"personer": form.personer(), "frist": form.cleaned_data["frist"]}
        nye = submit(
            form, actions.ask_readers, moede=moede, site=request.build_absolute_uri("/"), by=request.user, **felter
        )
        if not form.errors:
            messages.success(request, f"{len(nye)} får en mail med et link til udkastet.")
            return redirect("moede_laesere", pk)
    kontekst = {
        "moede": moede,
        "form": form,
        "laesere": list(readers_of(moede)),
        "med_rolle": set(people_of_area(moede.udvalg).values_list("pk", flat=True)),
    }
    return render(request, "moeder/gennemsyn/laesere.jinja", kontekst)


@adgang(REFERER)
@require_POST
def traek_tilbage(request: HttpRequest, pk: int) -> HttpResponse:
    laeser = get_object_or_404(Udkastlaeser.objects.select_related("person", "moede__udvalg__omraade"), pk=pk)
    require(request.user, REFERER, udvalg=laeser.moede.udvalg)
    gjort = f"{laeser.person} kan ikke længere læse udkastet og har fået en mail om det."
    press(request, actions.withdraw_reader, gjort, laeser=laeser)
    return redirect("moede_laesere", laeser.moede_id)


@personlig
def gennemsyn(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as its reader sees it, with a place to remark on each point."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    laeser = own_reading(moede, request.user)
    if laeser is None:
        raise Http404
    if moede.frigivet_at or moede.afsluttet_at:
        messages.info(request, EFTER_FRIGIVELSEN)
        return redirect("moede", pk)
    viste = read_points(moede, request.user)
    form = SvarForm(request.POST or None, punkter=[vist.punkt for vist in viste], laeser=laeser)
    if request.method == "POST" and form.is_valid() and _answer(request, moede, form):
        return redirect("moede_gennemsyn", pk)
    kontekst = {
        "moede": moede,
        "laeser": laeser,
        "form": form,
        "viste": viste,
        "bilag": annexes_of(moede, request.user),
    }
    return render(request, "moeder/gennemsyn/gennemsyn.jinja", kontekst)


def _answer(request: HttpRequest, moede: Moede, form: SvarForm) -> bool:
    felter = {"tekster": form.tekster(), "ingen": "ingen" in request.POST, "frigivet": form.frigivne}
    submit(form, actions.answer, moede=moede, by=request.user, **felter)
    if form.errors:
        return False
    messages.success(request, "Tak. Dit svar er sendt til sekretariatet. Du kan ændre det, til dagsordenen frigives.")
    return True
