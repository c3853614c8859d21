"""The pages of date finding: ask, answer from the mail or signed in, see who cannot, call the meeting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.sikkerhed import secret_link
from socialaftale.parter.attempt import submit
from socialaftale.parter.permissions import aaben, adgang, may, require
from socialaftale.regler.datovalg import Svar, reason

from ..models import Datodeltager, Datofinding
from ..permissions import LAES, REFERER, recordable_bodies
from . import actions
from .forms import SpoergForm, SvarForm
from .queries import answers_of, asked, bodies_of, days_of, findings_of

PR_SIDE = 25


@adgang(LAES)
def oversigt(request: HttpRequest) -> HttpResponse:
    side = Paginator(findings_of(request.user), PR_SIDE).get_page(request.GET.get("side"))
    return render(request, "moeder/datoer/oversigt.jinja", {"side": side, "kan_spoerge": may(request.user, REFERER)})


@adgang(REFERER)
def spoerg(request: HttpRequest) -> HttpResponse:
    form = SpoergForm(request.POST or None, udvalg=recordable_bodies(request.user))
    if form.is_valid():
        felter = {felt: form.cleaned_data[felt] for felt in ("udvalg", "sammen_med")}
        felter |= {"site": request.build_absolute_uri("/"), "by": request.user}
        if finding := submit(form, actions.ask_members, spoergsmaal=form.spoergsmaal(), **felter):
            antal = finding.deltagere.count()
            messages.success(request, f"{antal} {'person har' if antal == 1 else 'personer har'} fået en mail.")
            return redirect("datofinding", finding.pk)
    return render(request, "moeder/datoer/spoerg.jinja", {"form": form})


@adgang(LAES)
def vis(request: HttpRequest, pk: int) -> HttpResponse:
    """How the days stand, with the member's own answer and the secretariat's buttons."""
    finding = get_object_or_404(findings_of(request.user), pk=pk)
    deltager = next((en for en in asked(finding) if en.person_id == request.user.pk), None)
    form = _form(request, deltager) if deltager and not finding.moede_id else None
    if form and request.method == "POST" and _save(form, deltager, request):
        return redirect("datofinding", pk)
    kontekst = {
        "finding": finding,
        "udvalg": bodies_of(finding),
        "dage": days_of(finding),
        "begrund": reason,
        "Svar": Svar,
        "form": form,
        "i_dag": tid.today(),
        "kan_indkalde": may(request.user, REFERER, udvalg=finding.udvalg),
    }
    return render(request, "moeder/datoer/vis.jinja", kontekst)


@adgang(REFERER)
@require_POST
def indkald(request: HttpRequest, pk: int, forslag: int) -> HttpResponse:
    finding = get_object_or_404(findings_of(request.user), pk=pk)
    require(request.user, REFERER, udvalg=finding.udvalg)
    valgt = get_object_or_404(finding.forslag, pk=forslag)
    try:
        site = request.build_absolute_uri("/")
        moede = actions.call_on(finding=finding, forslag=valgt, site=site, by=request.user)
    except ValidationError as fejl:
        messages.error(request, " ".join(fejl.messages))
        return redirect("datofinding", pk)
    messages.success(request, "Mødet er indkaldt, og alle har fået en mail med en kalenderfil.")
    return redirect("moede", moede.pk)


@aaben
@secret_link
@never_cache
def svar(request: HttpRequest, token: str) -> HttpResponse:
    """Take a member's answer from the mail: no account is needed, and opening the link writes nothing."""
    try:
        deltager = actions.read_link(token)
    except actions.Ugyldigt as fejl:
        return render(request, "moeder/link_brugt.jinja", {"besked": str(fejl)}, status=410)
    finding = deltager.datofinding
    form = None if finding.moede_id else _form(request, deltager)
    tak = bool(form and request.method == "POST" and _save(form, deltager, None))
    kontekst = {"finding": finding, "udvalg": bodies_of(finding), "form": form, "deltager": deltager, "tak": tak}
    return render(request, "moeder/datoer/svar.jinja", kontekst)


def _form(request: HttpRequest, deltager: Datodeltager) -> SvarForm:
    finding: Datofinding = deltager.datofinding
    data = request.POST if request.method == "POST" else None
    return SvarForm(data, finding=finding, sagt=answers_of(deltager))


def _save(form: SvarForm, deltager: Datodeltager, request: HttpRequest | None) -> bool:
    """Store a whole answer, and tell whether it was."""
    if not form.is_valid():
        return False
    by = request.user if request else None
    submit(form, actions.answer, deltager=deltager, svar=form.svar(), by=by)
    if request and not form.errors:
        messages.success(request, "Dit svar er gemt. Du kan ændre det, til dagen er valgt.")
    return not form.errors
