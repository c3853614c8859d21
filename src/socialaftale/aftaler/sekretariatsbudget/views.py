"""The secretariat's budget: the years, and one year with its figures, shares and decisions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.parter.attempt import press, submit
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import access_of, adgang, require

from . import actions, queries
from .forms import AarForm, TalForm
from .models import Budgetaar
from .permissions import BUDGET, SE_BUDGET


@adgang(SE_BUDGET)
def liste(request: HttpRequest) -> HttpResponse:
    held = access_of(request)
    aarene = Budgetaar.objects.visible_to(request.user).select_related("omraade").order_by("omraade__navn", "-aar")
    maa = [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(BUDGET, omraade=en)]
    viste = [queries.shown_budget(et) for et in aarene]
    return render(request, "aftaler/sekretariatsbudget/liste.jinja", {"viste": viste, "maa_oprette": maa})


@adgang(BUDGET)
def nyt(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, BUDGET, omraade=fundet)
    form = AarForm(request.POST or None)
    felter = {"omraade": fundet, "by": request.user}
    if form.is_valid() and (aaret := submit(form, actions.begin_year, aar=form.cleaned_data["aar"], **felter)):
        return redirect("budget_tal", omraade, aaret.aar)
    return render(request, "aftaler/sekretariatsbudget/nyt.jinja", {"form": form, "omraade": fundet})


@adgang(SE_BUDGET)
def vis(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    aaret = _year(request, omraade, aar)
    maa = access_of(request).may(BUDGET, omraade=aaret.omraade)
    kontekst = {"vist": queries.shown_budget(aaret), "aaret": aaret, "maa_skrive": maa}
    return render(request, "aftaler/sekretariatsbudget/budget.jinja", kontekst)


@adgang(BUDGET)
def tal(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    aaret = _year(request, omraade, aar)
    require(request.user, BUDGET, omraade=aaret.omraade)
    form = TalForm(request.POST or None, initial={"slags": "udgift", "art": "budget"})
    if form.is_valid() and submit(form, actions.write_figure, budgetaar=aaret, tal=form.tal(), by=request.user):
        messages.success(request, "Tallet er gemt. Skriv det næste, eller gå til budgettet.")
        return redirect("budget_tal", omraade, aar)
    return render(request, "aftaler/sekretariatsbudget/tal.jinja", {"form": form, "aaret": aaret})


@adgang(BUDGET)
@require_POST
def klar(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    aaret = _year(request, omraade, aar)
    press(request, actions.make_ready, "Budgettet foreslås nu på næste møde i DAS.", budgetaar=aaret)
    return redirect("budget", omraade, aar)


def _year(request: HttpRequest, omraade: str, aar: int) -> Budgetaar:
    synlige = Budgetaar.objects.visible_to(request.user).select_related("omraade")
    return get_object_or_404(synlige, omraade__kode=omraade, aar=aar)
