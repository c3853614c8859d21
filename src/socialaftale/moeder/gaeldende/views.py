"""A matter's page, and where the secretariat writes what a decision does to an earlier one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.parter.attempt import press, submit
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import aaben, adgang, may, require

from .. import queries as moeder
from ..models import Beslutning, Beslutningsaendring, Dagsordenspunkt
from ..permissions import REFERER, readable_bodies
from ..soegning.find import Oenske, find_points, meeting_days, visible_points
from .actions import take_back_change, write_change
from .forloeb import read_mandates, read_matter
from .forms import AendringForm, DagForm
from .queries import known_to

FLEST_FUNDNE, FLEST_SETE = 12, 50
LANGT_ORD, FLEST_ORD = 6, 6


@aaben
def forloeb(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided when, what holds on the day, and who may settle it until when."""
    laeser = readable_bodies(request.user)
    punkt = get_object_or_404(visible_points(laeser).select_related("moede__udvalg__omraade"), pk=pk)
    form = DagForm(request.GET or None)
    den, kendt = form.dag(), known_to(laeser)
    led = read_matter(punkt, laeser, kendt, den)
    kontekst = {
        "punkt": punkt,
        "form": form,
        "den": den,
        "i_dag": tid.today(),
        "led": led,
        "kendt": kendt,
        "dage": meeting_days(),
        "fuldmagter": read_mandates([et.punkt.pk for et in led], den),
        "emnenavn": moeder.subject_name,
        "kan_referere": may(request.user, REFERER, udvalg=punkt.moede.udvalg),
    }
    return render(request, "moeder/gaeldende/forloeb.jinja", kontekst)


@adgang(REFERER)
def aendrer(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the earlier decision, and write what this one does to it."""
    punkt = get_object_or_404(Dagsordenspunkt.objects.select_related("moede__udvalg__omraade"), pk=pk)
    require(request.user, REFERER, udvalg=punkt.moede.udvalg)
    q = request.GET.get("q", punkt.titel)[:200]
    fundne = _earlier(request.user, punkt, [q] if "q" in request.GET else [q, *_long_words(q)])
    dage = meeting_days()
    navne = {p.pk: f"{p.titel}, {p.moede.udvalg} {dato(dage[p.moede_id])}" for p in fundne}
    form = AendringForm(request.POST or None, fundne=fundne, navne=navne)
    if form.is_valid():
        felter = {"punkt": punkt, "aendrer": form.cleaned_data["aendrer"], "hvad": form.hvad(), "by": request.user}
        if submit(form, write_change, **felter):
            messages.success(request, "Det er skrevet. Begge beslutninger viser det.")
            return redirect("punkt_forloeb", pk)
    kontekst = {"form": form, "punkt": punkt, "q": q, "fundne": fundne, "dag": dage[punkt.moede_id]}
    return render(request, "moeder/gaeldende/aendrer.jinja", kontekst)


@adgang(REFERER)
@require_POST
def tag_tilbage(request: HttpRequest, pk: int) -> HttpResponse:
    aendring = get_object_or_404(Beslutningsaendring.objects.select_related("punkt__moede__udvalg"), pk=pk)
    press(request, take_back_change, "Forbindelsen er taget tilbage, som om den aldrig var skrevet.", aendring=aendring)
    return redirect("punkt_forloeb", aendring.punkt_id)


def _long_words(titel: str) -> list[str]:
    """The words that an earlier title may share with this one."""
    return [ord_ for ord_ in titel.split() if len(ord_) >= LANGT_ORD][:FLEST_ORD]


def _earlier(bruger: Bruger, punkt: Dagsordenspunkt, oensker: list[str]) -> list[Dagsordenspunkt]:
    """Return decided points that were found by one of the texts, of the same area and no later meeting."""
    dage = meeting_days()
    pks = list(dict.fromkeys(pk for q in oensker for pk in find_points(Oenske(q=q), bruger)[:FLEST_SETE]))
    egne = Beslutning.objects.filter(punkt__in=pks, punkt__moede__udvalg__omraade=punkt.moede.udvalg.omraade_id)
    besluttede = set(egne.values_list("punkt", flat=True)) - {punkt.pk}
    fundne = Dagsordenspunkt.objects.select_related("moede__udvalg").in_bulk([pk for pk in pks if pk in besluttede])
    tidligere = [fundne[pk] for pk in pks if pk in fundne and dage[fundne[pk].moede_id] <= dage[punkt.moede_id]]
    return tidligere[:FLEST_FUNDNE]
