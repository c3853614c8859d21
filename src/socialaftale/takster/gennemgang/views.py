"""The board of the review. Nothing is computed here."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import access_of, adgang

from .. import visning
from ..runde.permissions import SE_RUNDE
from ..runde.queries import newest_round
from .bord import read_table
from .forms import TavleForm
from .opslag import find_round
from .permissions import BEMAERK, LED_GENNEMGANG
from .tavle import count_lines, find_lines, read_rows

PR_SIDE = 50
KOLONNER = (
    ("Takstlinje", "", "tilbud"), ("Fund", "", ""), ("Gennemgang", "", ""), ("Takst, kr.", "tal", "takst"),
    ("Sidste år, kr.", "tal", "sidste"), ("Ændring, %", "tal", "aendring"), ("Pladser", "tal", "pladser"),
    ("Belægning, %", "tal", "belaegning"), ("Overhead, %", "tal", "overhead"), ("Pr. ATA-time, kr.", "tal", "ata"),
)  # fmt: skip
"""The heading of each column, how it is set, and what it puts the board in order by."""


@adgang(SE_RUNDE)
def start(request: HttpRequest) -> HttpResponse:
    """The board of the newest round that the person may see; where there is none, a page that says so."""
    held = access_of(request)
    omraader = [et for et in Aftaleomraade.objects.visible_to(request.user) if held.may(SE_RUNDE, omraade=et)]
    runder = [runde for omraade in omraader if (runde := newest_round(omraade))]
    if len(runder) == 1:
        return redirect("gennemgang_tavle", runder[0].omraade.kode, runder[0].aar)
    return render(request, "takster/gennemgang/start.jinja", {"runder": runder})


@adgang(SE_RUNDE)
def tavle(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    runde = find_round(request, kode, aar)
    held = access_of(request)
    bord = read_table(runde)
    antal = count_lines(bord)
    form = TavleForm(request.GET, antal=antal)
    form.is_valid()
    sider = Paginator(find_lines(bord, form.cleaned_data), PR_SIDE)
    if not form.chosen():
        sider.count = antal.linjer  # they are counted already
    side = sider.get_page(request.GET.get("side"))
    kontekst = {
        "runde": runde,
        "antal": antal,
        "form": form,
        "orden": form.cleaned_data.get("orden") or "",
        "side": side,
        "raekker": read_rows(bord, antal, side.object_list),
        "valgte": [{"text": tekst, "href": without(request, navn, "side")} for navn, tekst in form.chosen()],
        "adresse": without(request, "side"),
        "uden_orden": without(request, "side", "orden"),
        "maa_bemaerke": held.may(BEMAERK, omraade=runde.omraade),
        "leder": held.may(LED_GENNEMGANG, omraade=runde.omraade),
        "kolonner": KOLONNER,
        "linjeside": "/takster/gennemgang/linje/",
        "i_dag": tid.today(),
        "vis": visning,
    }
    return render(request, "takster/gennemgang/tavle.jinja", kontekst)


def without(request: HttpRequest, *navne: str) -> str:
    """The page's address without some of its filters, ready for more."""
    valg = request.GET.copy()
    for navn in navne:
        valg.pop(navn, None)
    return f"?{valg.urlencode()}&" if valg else "?"
