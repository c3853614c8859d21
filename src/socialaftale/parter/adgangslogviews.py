"""The log of who has seen what: as a page, and as a file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import indsigt, tid
from socialaftale.faelles.tabelfiler import as_csv

from .adgangslog import KOLONNER, lines_of, looks_at, people_in
from .forms import AdgangslogForm
from .models import Organisation
from .permissions import ADGANGSLOG, adgang, require

PR_SIDE = 50
FLEST_I_FIL = 100_000


@adgang(ADGANGSLOG)
def adgangslog(request: HttpRequest, kode: str) -> HttpResponse:
    """Who has looked at what the party is the controller of."""
    part, form = _asked(request, kode)
    side = Paginator(looks_at(part, form.cleaned_data), PR_SIDE).get_page(request.GET.get("side"))
    valg = request.GET.copy()
    valg.pop("side", None)
    kontekst = {
        "part": part, "form": form, "side": side, "linjer": lines_of(side.object_list), "valg": valg.urlencode(),
        "dage": indsigt.kept_days(),
    }  # fmt: skip
    return render(request, "parter/adgangslog.jinja", kontekst)


@adgang(ADGANGSLOG)
def fil(request: HttpRequest, kode: str) -> HttpResponse:
    """The same, whole, as CSV."""
    part, form = _asked(request, kode)
    linjer = lines_of(looks_at(part, form.cleaned_data)[:FLEST_I_FIL])
    navn = f"adgangslog-{part.kode}-{tid.today():%Y-%m-%d}.csv"
    return HttpResponse(
        as_csv(KOLONNER, (linje.cells() for linje in linjer)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{navn}"'},
    )


def _asked(request: HttpRequest, kode: str) -> tuple[Organisation, AdgangslogForm]:
    part = get_object_or_404(Organisation, kode=kode)
    require(request.user, ADGANGSLOG, part)
    form = AdgangslogForm(request.GET, personer=people_in(part))
    form.is_valid()
    return part, form
