"""The public page of free places, and the list of who does not answer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.faelles import tid
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben, access_of, adgang

from .brev.mangler import silent_for
from .forms import LedigeForm
from .liste import find_places
from .permissions import AFTALER, FOELG, MELD, VALG
from .queries import offentlig_ledighed
from .steder import names_of

PR_SIDE = 25


@aaben
@limited("soeg")
def ledige_pladser(request: HttpRequest) -> HttpResponse:
    form = LedigeForm(request.GET)
    form.is_valid()
    liste = find_places(form.cleaned_data, tid.today())
    side = Paginator(liste.fundne, PR_SIDE).get_page(request.GET.get("side"))
    vist = offentlig_ledighed(side.object_list)
    valg = request.GET.copy()
    valg.pop("side", None)
    held = access_of(request)
    kontekst = {
        "maa_melde": held.may(MELD),
        "maa_foelge": held.may(FOELG),
        "maa_aftale": held.may(AFTALER),
        "valg_i": [omraade.kode for omraade in Aftaleomraade.objects.all() if held.may(VALG, omraade=omraade)],
        "form": form,
        "side": side,
        "raekker": [vist[pk] for pk in side.object_list if pk in vist],
        "liste": liste,
        "adresse": f"?{valg.urlencode()}",
    }
    return render(request, "kapacitet/ledige_pladser.jinja", kontekst)


@adgang(FOELG)
def mangler(request: HttpRequest) -> HttpResponse:
    tavse = silent_for(access_of(request), tid.today())
    navne = names_of([tavs.enhed.afdeling for tavs in tavse])
    return render(
        request,
        "kapacitet/mangler.jinja",
        {"tavse": tavse, "navne": navne, "maa_aftale": access_of(request).may(AFTALER)},
    )
