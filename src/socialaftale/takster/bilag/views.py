"""The pages of the takstbilag. What is public is read from an edition's content; nothing is computed here."""

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
    """Exactly what becomes public, what is held back and why, and the button that does it."""
    omraadet = get_object_or_404(Aftaleomraade.objects.visible_to(request.user), kode=omraade)
    require(request.user, OFFENTLIGGOER, omraade=omraadet)
    udkast = queries.draft_edition(omraadet, aar)
    form = UdgivForm(request.POST or None, foerste=udkast.forrige is None, initial={"vist": udkast.sha256})
    if request.method == "POST" and form.is_valid() and _published(request, udkast, form):
        return redirect("takster")
    side = Paginator(tabel.rows(udkast.indhold), PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {"udkast": udkast, "form": form, "side": side, "vis": visning}
    return render(request, "takster/bilag/udgiv.jinja", kontekst)


def _published(request: HttpRequest, udkast: queries.Udkast, form: UdgivForm) -> bool:
    valg = actions.Udgivelsesvalg(form.cleaned_data["vist"], form.frigivne)
    felter = {"omraade": udkast.omraade, "aar": udkast.aar, "grund": form.cleaned_data["grund"]}
    try:
        bilag = actions.publish_edition(**felter, by=request.user, valg=valg)
    except ValidationError as fejl:
        form.add_error(None, fejl)
        form.data = form.data.copy()
        form.data["vist"] = udkast.sha256
        return False
    messages.success(request, f"{bilag} er udgivet.")
    return True
