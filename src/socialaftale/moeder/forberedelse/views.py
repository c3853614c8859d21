"""The pages of an agenda before its meeting: its order, its times and its guests."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from socialaftale.parter.attempt import attempt, press, submit
from socialaftale.parter.permissions import adgang, require

from ..bilag.queries import annexes_of
from ..forms import GrundForm
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from . import actions, afgang, frigivelse
from .forms import GaestForm, PunkttidForm, TagAfForm
from .models import Gaest
from .program import read_program
from .raekkefoelge import is_fixed


@adgang(REFERER)
@require_POST
def raekkefoelge(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a point one place up or down."""
    punkt = own_point(request, pk)
    skridt = -1 if request.POST.get("vej") == "op" else 1
    nummer = request.POST.get("nummer", "")
    felter = {"punkt": punkt, "skridt": skridt, "set_nummer": int(nummer) if nummer.isdecimal() else 0}
    press(request, actions.move_point, f"»{punkt.titel}« er flyttet {'op' if skridt < 0 else 'ned'}.", **felter)
    return redirect(address_of(punkt))


@adgang(REFERER)
def program(request: HttpRequest, pk: int) -> HttpResponse:
    """When a point is, and who comes for it."""
    punkt = own_point(request, pk)
    om_gaest = "gaest-navn" in request.POST
    tid = PunkttidForm(request.POST if request.POST and not om_gaest else None, punkt=punkt)
    gaest = GaestForm(request.POST if om_gaest else None, prefix="gaest")
    if (om_gaest and _add_guest(request, punkt, gaest)) or (tid.is_bound and _set_time(request, punkt, tid)):
        return redirect("punkt_program", pk)
    moede = Moede.objects.in_order().get(pk=punkt.moede_id)
    punkter = list(moede.punkter.prefetch_related("gaester").order_by("nummer"))
    kontekst = {
        "punkt": punkt,
        "moede": moede,
        "tid": tid,
        "gaest": gaest,
        "gaester": list(punkt.gaester.order_by("pk")),
        "program": read_program(moede, punkter),
    }
    return render(request, "moeder/forberedelse/program.jinja", kontekst)


def _set_time(request: HttpRequest, punkt: Dagsordenspunkt, form: PunkttidForm) -> bool:
    if not form.is_valid():
        return False
    felter = {"set_tid": form.set_tid(), "ny_tid": form.ny_tid()}
    submit(form, actions.set_time, punkt=punkt, by=request.user, **felter)
    if form.errors:
        punkt.refresh_from_db()
        form.catch_up(punkt)
        return False
    messages.success(request, f"Tiden er gemt: {form.ny_tid()}.")
    return True


def _add_guest(request: HttpRequest, punkt: Dagsordenspunkt, form: GaestForm) -> bool:
    if not attempt(form, actions.add_guest, punkt=punkt, by=request.user):
        return False
    messages.success(request, f"{form.cleaned_data['navn']} er gæst ved punktet.")
    return True


@adgang(REFERER)
def tag_af(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda, with the reason."""
    punkt = own_point(request, pk)
    form = TagAfForm(request.POST or None, punkt=punkt)
    if request.method == "POST" and attempt(form, afgang.take_off, punkt=punkt, by=request.user):
        messages.success(request, f"»{punkt.titel}« er taget af dagsordenen.")
        return redirect("moede", punkt.moede_id)
    moede = Moede.objects.in_order().get(pk=punkt.moede_id)
    kontekst = {"form": form, "punkt": punkt, "moede": moede, "staar": is_fixed(moede)}
    return render(request, "moeder/forberedelse/tag_af.jinja", kontekst)


@adgang(REFERER)
def saet_paa(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a point that was taken off on the agenda again, with the reason where that is released."""
    punkt = get_object_or_404(Dagsordenspunkt.alle.select_related("taget_af__udvalg__omraade"), pk=pk)
    if punkt.taget_af is None:
        raise Http404
    moede = own_meeting(request, punkt.taget_af_id)
    form = GrundForm(request.POST if request.method == "POST" else None, frigivet=bool(moede.frigivet_at))
    if attempt(form, afgang.put_back, punkt=punkt, by=request.user):
        messages.success(request, f"»{punkt.titel}« står på dagsordenen igen.")
        return redirect("moede", moede.pk)
    return render(request, "moeder/forberedelse/saet_paa.jinja", {"form": form, "punkt": punkt, "moede": moede})


@adgang(REFERER)
@require_POST
def fjern_gaest(request: HttpRequest, pk: int) -> HttpResponse:
    gaest = get_object_or_404(Gaest.objects.select_related("punkt__moede__udvalg__omraade"), pk=pk)
    require(request.user, REFERER, udvalg=gaest.punkt.moede.udvalg)
    press(request, actions.remove_guest, f"{gaest} er ikke længere gæst ved punktet.", gaest=gaest)
    return redirect("punkt_program", gaest.punkt_id)


@adgang(REFERER)
def frigiv(request: HttpRequest, pk: int) -> HttpResponse:
    """See what is released to whom, and release it."""
    moede = own_meeting(request, pk)
    felter = {"moede": moede, "site": request.build_absolute_uri("/")}
    if request.method == "POST":
        press(request, frigivelse.release, "Dagsordenen er frigivet. Medlemmerne får en mail.", **felter)
        return redirect("moede", pk)
    punkter = list(moede.punkter.prefetch_related("gaester").order_by("nummer"))
    kontekst = {
        "moede": moede,
        "punkter": punkter,
        "bilag": annexes_of(moede, request.user),
        "program": read_program(moede, punkter),
        "venter": moede.laesere.filter(svaret_at=None, trukket_at=None).count(),
        "modtagere": frigivelse.receivers(moede.udvalg),
    }
    return render(request, "moeder/forberedelse/frigiv.jinja", kontekst)


def own_meeting(request: HttpRequest, pk: int) -> Moede:
    """Return a meeting of a body that the visitor records."""
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    require(request.user, REFERER, udvalg=moede.udvalg)
    return moede


def own_point(request: HttpRequest, pk: int) -> Dagsordenspunkt:
    """Return a point of a body that the visitor records."""
    punkt = get_object_or_404(Dagsordenspunkt.objects.select_related("moede__udvalg__omraade"), pk=pk)
    require(request.user, REFERER, udvalg=punkt.moede.udvalg)
    return punkt


def address_of(punkt: Dagsordenspunkt) -> str:
    """Return the point's place on the page of its meeting."""
    return f"{reverse('moede', args=[punkt.moede_id])}#punkt-{punkt.pk}"
