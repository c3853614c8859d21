"""The page where a member says that she does not come, signed in or by the link in the mail."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from socialaftale.faelles.sikkerhed import secret_link
from socialaftale.parter.attempt import submit
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import aaben, personlig

from ..models import Moede
from . import afbud
from .forms import AfbudForm
from .queries import absences


@personlig
def meld(request: HttpRequest, pk: int) -> HttpResponse:
    moede = get_object_or_404(Moede.objects.in_order(), pk=pk)
    if not afbud.has_seat(moede, request.user):
        raise PermissionDenied("Kun den, der har en plads i udvalget på mødets dag, kan melde afbud.")
    kontekst = _answer(request, moede, request.user, request.user)
    if kontekst["gemt"]:
        messages.success(request, kontekst["gemt"])
        return redirect("moede", pk)
    return render(request, "moeder/fremmoede/afbud.jinja", kontekst)


@aaben
@secret_link
@never_cache
def meld_ved_link(request: HttpRequest, token: str) -> HttpResponse:
    """No account is needed, and opening the link writes nothing."""
    try:
        moede, person = afbud.read_link(token)
    except afbud.Ugyldigt as fejl:
        return render(request, "moeder/link_brugt.jinja", {"besked": str(fejl)}, status=410)
    return render(request, "moeder/fremmoede/afbud.jinja", _answer(request, moede, person, None))


def _answer(request: HttpRequest, moede: Moede, person: Bruger, by: Bruger | None) -> dict[str, object]:
    """Store what was sent, and return what the page shows; `gemt` is what was stored, in words."""
    nu = absences(moede, moede.dato).get(person.pk)
    foer = {"stedfortraeder": nu.stedfortraeder_id if nu else None}
    sendt = request.POST if request.method == "POST" else None
    form = AfbudForm(sendt, initial=foer, stedfortraedere=afbud.deputies_of(moede, person))
    kommer, gemt = "kommer" in request.POST, ""
    if form.is_valid():
        i_stedet = None if kommer else form.cleaned_data.get("stedfortraeder")
        hvem = {"moede": moede, "person": person, "stedfortraeder": i_stedet, "kommer": kommer}
        if submit(form, afbud.say_absent, **hvem, site=request.build_absolute_uri("/"), by=by):
            gemt = "Du står igen som en, der kommer." if kommer else "Dit afbud er gemt."
            nu = absences(moede, moede.dato).get(person.pk)
    return {"form": form, "moede": moede, "person": person, "nu": nu, "gemt": gemt}
