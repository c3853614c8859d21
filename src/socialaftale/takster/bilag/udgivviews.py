"""The secretariat's page where an edition is published: what becomes public, what is held back, and the button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import adgang, require

from ..opslag import kendt_aar
from ..permissions import OFFENTLIGGOER
from . import actions, queries, tabel, visning
from .forms import UdgivForm

PR_SIDE = 100


@adgang(OFFENTLIGGOER)
@kendt_aar
def udgiv(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    omraadet = get_object_or_404(Aftaleomraade.objects.visible_to(request.user), kode=omraade)
    require(request.user, OFFENTLIGGOER, omraade=omraadet)
    udkast = queries.draft_edition(omraadet, aar)
    form = UdgivForm(request.POST or None, foerste=udkast.forrige is None, initial={"vist": udkast.sha256})
    if request.method == "POST" and form.is_valid() and _published(request, udkast, form):
        return redirect("takstbilag", omraade, aar)
    side = Paginator(list(tabel.entries(udkast.indhold)), PR_SIDE).get_page(request.GET.get("side"))
    raekker = [tabel.row(post) for post in side]
    kontekst = {"udkast": udkast, "form": form, "side": side, "raekker": raekker, "vis": visning}
    return render(request, "takster/bilag/udgiv.jinja", kontekst)


def _published(request: HttpRequest, udkast: queries.Udkast, form: UdgivForm) -> bool:
    site = request.build_absolute_uri("/")
    valg = actions.Udgivelsesvalg(form.cleaned_data["vist"], site, form.frigivne)
    felter = {"omraade": udkast.omraade, "aar": udkast.aar, "grund": form.cleaned_data["grund"]}
    try:
        bilag = actions.publish_edition(**felter, by=request.user, valg=valg)
    except ValidationError as fejl:
        form.add_error(None, fejl)
        form.data = form.data.copy()
        form.data["vist"] = udkast.sha256
        return False
    messages.success(request, f"{bilag} er udgivet. Filerne bliver lavet nu.")
    return True
