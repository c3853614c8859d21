"""The public pages of the takstbilag. Everything is read from an edition's content; nothing is computed here."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.parter.permissions import aaben, may
from socialaftale.tilbud.models import Tilbud

from ..permissions import OFFENTLIGGOER
from ..visning import index_chart
from . import queries, tabel, udvikling, visning
from .dokument import describe
from .forms import SoegForm
from .forskelle import compare
from .linjeside import read_line
from .models import Takstbilag
from .soegning import find

PR_SIDE = 50
INGEN_UDGAVE = "Den udgave har aldrig været udgivet. Se de udgaver, der findes, under Takstbilag."
INGEN_LINJE = (
    "Linjen står ikke i årets takstbilag. Den kan være forhandlet, have én køber eller ikke være afgjort endnu."
)


def not_there(request: HttpRequest, overskrift: str, tekst: str, hvor: tuple[str, int]) -> HttpResponse:
    """A page that says what is not there and leads to what is; `hvor` are area and year."""
    omraade, aar = hvor
    findes = Takstbilag.objects.filter(omraade__kode=omraade, aar=aar).exists()
    kontekst = {"overskrift": overskrift, "tekst": tekst, "omraade": omraade if findes else "", "aar": aar}
    return render(request, "takster/bilag/findes_ikke.jinja", kontekst, status=404)


def no_edition(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    return not_there(request, "Udgaven findes ikke", "Den udgave har aldrig været udgivet.", (omraade, aar))


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    poster = queries.newest_of_every_year()
    omraader: dict[str, list[queries.Listepost]] = {}
    for post in poster:
        omraader.setdefault(post.bilag.omraade.navn, []).append(post)
    return render(request, "takster/bilag/liste.jinja", {"omraader": omraader})


@aaben
def udgave(request: HttpRequest, omraade: str, aar: int, nr: int | None = None) -> HttpResponse:
    """The newest edition of a takst year, or the one that is named: searchable, a hundred lines at a time."""
    fundet = queries.read_edition(omraade, aar, nr)
    if fundet is None:
        return no_edition(request, omraade, aar)
    form = SoegForm(request.GET, indhold=fundet.indhold)
    valgt = form.chosen()
    side = Paginator(find(tabel.entries(fundet.indhold), valgt), PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {
        "udgave": fundet,
        "form": form,
        "valgte": visning.chosen(form, valgt),
        "side": side,
        "raekker": [tabel.row(post) for post in side],
        "adresse": visning.without_page(request.GET),
        "dokument": describe(fundet),
        "filer": queries.files(fundet.bilag),
        "maa_udgive": may(request.user, OFFENTLIGGOER, omraade=fundet.bilag.omraade),
        "vis": visning,
    }
    return render(request, "takster/bilag/udgave.jinja", kontekst)


@aaben
def rettelser(request: HttpRequest, omraade: str, aar: int, nr: int) -> HttpResponse:
    """What has changed since edition 1, or since the edition that is asked for."""
    fundet = queries.read_edition(omraade, aar, nr)
    if fundet is None:
        return no_edition(request, omraade, aar)
    tidligere = [et.nr for et in fundet.udgaver if et.nr < nr]
    valgt = request.GET.get("siden", "")
    siden = int(valgt) if valgt in map(str, tidligere) else 1
    foer = queries.read_edition(omraade, aar, siden)
    forskelle = compare(foer.indhold, fundet.indhold) if foer and tidligere else []
    side = Paginator(forskelle, PR_SIDE).get_page(request.GET.get("side"))
    kontekst = {"udgave": fundet, "siden": siden, "tidligere": tidligere, "side": side}
    return render(request, "takster/bilag/rettelser.jinja", kontekst)


@aaben
def linje(request: HttpRequest, kode: str, aar: int, linje: str) -> HttpResponse:
    """One line at an address that stays: this year's newest edition, what applied before, and the years behind."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    fundet = read_line(tilbud, aar, linje, request.user)
    if fundet is None:
        return not_there(request, "Linjen findes ikke", INGEN_LINJE, (tilbud.omraade.kode, aar))
    diagram = index_chart(fundet.indeks) if fundet.indeks else None
    return render(request, "takster/bilag/linje.jinja", {"l": fundet, "diagram": diagram, "vis": visning})


@aaben
def udviklingen(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """The chained index of the area and of each driftsherre."""
    fundet = queries.read_edition(omraade, aar)
    if fundet is None:
        return no_edition(request, omraade, aar)
    aargange = udvikling.read_years(fundet.bilag.omraade, aar)
    indeks = udvikling.index(aargange, aargange[-1].tilbud)
    kontekst = {
        "udgave": fundet,
        "indeks": indeks,
        "diagram": index_chart(indeks) if indeks else None,
        "driftsherrer": udvikling.by_driftsherre(aargange),
    }
    return render(request, "takster/bilag/udvikling.jinja", kontekst)
