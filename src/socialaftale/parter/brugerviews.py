"""A party's users, for its local administrator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from . import actions, queries
from .attempt import attempt
from .forms import AfslutForm, BrugerForm, LukForm, RolleForm
from .models import Bruger, Organisation, Rolletildeling
from .permissions import BRUGERE, adgang, require


@adgang(BRUGERE)
def brugere(request: HttpRequest, kode: str) -> HttpResponse:
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, BRUGERE, part)
    form = BrugerForm(request.POST or None)
    if attempt(form, actions.create_user, organisation=part, by=request.user):
        ny = Bruger.objects.get(organisation=part, email__iexact=form.cleaned_data["email"])
        messages.success(request, f"{ny} er oprettet. Giv nu en rolle, og lav et link til den første adgangskode.")
        return redirect("bruger", ny.pk)
    alle = list(Bruger.objects.filter(organisation=part).order_by("-aktiv", "navn", "pk"))
    kontekst = {"part": part, "form": form, "alle": alle, "roller": queries.roles_of(alle)}
    return render(request, "parter/brugere.jinja", kontekst)


@adgang(BRUGERE)
def bruger(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: her data and her roles. Two forms, told apart by the button."""
    person = _person(request, pk)
    felter = {"roller": actions.roles_to_give(request.user, person), "kolleger": Bruger.objects.kolleger(person)}
    data, rolle = BrugerForm(initial={"navn": person.navn, "email": person.email}), RolleForm(**felter)
    if "ret" in request.POST:
        data = BrugerForm(request.POST)
        if attempt(data, actions.change_user, bruger=person, by=request.user):
            messages.success(request, "Oplysningerne er rettet.")
            return redirect("bruger", pk)
    if "giv" in request.POST:
        rolle = RolleForm(request.POST, **felter)
        if attempt(rolle, actions.give_role, bruger=person, by=request.user):
            foerste = "" if person.last_login else " Lav nu et link til den første adgangskode herunder."
            messages.success(request, f"Rollen er givet.{foerste}")
            return redirect("bruger", pk)
    roller, kan_styre = queries.roles_of([person])[pk], actions.is_over(request.user, person)
    kontekst = {
        "person": person,
        "data": data,
        "rolle": rolle if felter["roller"] else None,
        "roller": roller,
        "kan_styre": kan_styre,
        "kan_afslutte": [en.pk for en in roller if kan_styre and actions.may_end_role(request.user, en)],
    }
    return render(request, "parter/bruger.jinja", kontekst)


@adgang(BRUGERE)
@require_POST
@never_cache
def nulstil(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the link itself: it is shown this once."""
    person = _person(request, pk)
    link = actions.reset_user(bruger=person, site=request.build_absolute_uri("/"), by=request.user)
    return render(request, "parter/link.jinja", {"person": person, "link": link})


@adgang(BRUGERE)
def luk(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    if not actions.is_over(request.user, person):
        raise PermissionDenied
    form = LukForm(request.POST or None, kolleger=Bruger.objects.kolleger(person))
    if attempt(form, actions.end_user, bruger=person, by=request.user):
        messages.success(request, f"{person} er lukket.")
        return redirect("brugere", person.organisation.kode)
    kontekst = {"person": person, "form": form, "funktioner": queries.functions_of(person)}
    return render(request, "parter/luk.jinja", kontekst)


@adgang(BRUGERE)
def afslut_rolle(request: HttpRequest, pk: int) -> HttpResponse:
    tildeling = get_object_or_404(Rolletildeling.objects.visible_to(request.user), pk=pk, ophoert=False)
    actions.require_role_right(request.user, tildeling)
    form = AfslutForm(request.POST or None)
    if attempt(form, actions.end_role, tildeling=tildeling, by=request.user):
        messages.success(request, "Rollen er afsluttet.")
        return redirect(*("udvalg", tildeling.udvalg_id) if tildeling.udvalg_id else ("bruger", tildeling.bruger_id))
    return render(request, "parter/afslut_rolle.jinja", {"tildeling": tildeling, "form": form})


def _person(request: HttpRequest, pk: int) -> Bruger:
    person = get_object_or_404(Bruger.objects.select_related("organisation"), pk=pk, organisation__isnull=False)
    require(request.user, BRUGERE, person.organisation)
    return person
