"""Finding a place: browsing for everyone, and a visitator's search that ends in a call list."""

from functools import lru_cache

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST
from markupsafe import Markup

from socialaftale.faelles import tid
from socialaftale.faelles.trafik import limited
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import areas_with
from socialaftale.parter.attempt import press
from socialaftale.parter.permissions import aaben, access_of, adgang, may
from socialaftale.regler.ledighed import demand_band
from socialaftale.regler.takst.opgave import Enhed
from socialaftale.tilbud.reference import all_lovgrundlag

from . import actions, queries, tekster
from .behov import in_words, keep
from .forms import BehovForm, FindForm, LukForm, NotatForm, PrivatForm
from .kort import draw_found
from .models import Soegeagent, Soegenotat, Soegning
from .permissions import KRAEV, SE_UMOEDT, SOEG, demands_for, home_of
from .privatpris import price_of, side_by_side
from .sammenligning import compare_criteria
from .steder import Blik, Listeplads

PR_SIDE = 25
FLEST_SAMMENLIGNET = 4
FLEST_FRAVALGTE = 20
FLEST_HUSKEDE = 200  # of some 30 kB
GJORT = {
    "fandt": "Søgningen er lukket med, at du fandt en plads, og talt med.",
    "luk": "Søgningen er lukket og talt med. Der er kun gemt måned, paragraf, bred gruppe og aldersbånd.",
    "besked": "Du får en mail, når en ny plads passer.",
    "stop": "Du får ikke flere mails om søgningen.",
    "notat": "Søgenotatet er gemt.",
}


def form_of(form: FindForm) -> Markup:
    """The fields as they are filled: made once, but where words are typed, which could be about a person."""
    if form.data.get("tekst"):
        return _write_form(form)
    valgt = tuple((navn, tuple(form.data.getlist(navn))) for navn in form.fields)
    return _form_of(valgt, tuple(form.fields["fra"].choices))


@lru_cache(FLEST_HUSKEDE)
def _form_of(valgt: tuple[tuple[str, tuple[str, ...]], ...], kommuner: tuple[tuple[str, str], ...]) -> Markup:
    """`kommuner`: those that can be chosen, for a name may change."""
    return _write_form(FindForm(MultiValueDict({navn: list(vaerdier) for navn, vaerdier in valgt})))


def _write_form(form: FindForm) -> Markup:
    return Markup(render_to_string("pladssoegning/findform.jinja", {"form": form}))


@lru_cache(FLEST_HUSKEDE)
def list_of(fundne: tuple[queries.Fund[Listeplads], ...], side: int) -> Markup:
    """The table of what is found: the same places judged alike make the same. Not for what holds typed words."""
    return _write_list(fundne, side)


def _write_list(fundne: tuple[queries.Fund[Listeplads], ...], side: int) -> Markup:
    return Markup(render_to_string("pladssoegning/liste.jinja", {"fundne": fundne, "side": side}))


@aaben
@limited("soeg")
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    form.is_valid()
    kriterier = keep(form.kriterier())
    blik = Blik(tid.now(), fra=kriterier.get("fra", ""))
    svar = queries.find_places(kriterier, blik)
    side = Paginator(svar.vurderinger, PR_SIDE).get_page(request.GET.get("side"))
    fundne = queries.show_list(side.object_list, svar, blik)
    valg = request.GET.copy()
    valg.pop("side", None)
    kontekst = {
        "form": form,
        "udfyldt": form_of(form),
        "svar": svar,
        "side": side,
        "fundne": fundne,
        "tabel": (_write_list if svar.mangler else list_of)(tuple(fundne), side.number),
        "valgt": bool(kriterier),
        "adresse": f"?{valg.urlencode()}",
        "maa_soege": may(request.user, SOEG),
        "kort": draw_found(svar),
    }
    return render(request, "pladssoegning/find.jinja", kontekst)


@adgang(SOEG)
def behov(request: HttpRequest) -> HttpResponse:
    hjem = home_of(request.user)
    form = BehovForm(request.POST or None, initial={"fra": hjem.kode if hjem else ""})
    if form.is_valid():
        soegning = actions.search(kriterier=keep(form.kriterier()), by=request.user)
        return redirect("find_plads_svar", soegning.kode)
    seneste = queries.searches_of(request.user)[:5]
    kontekst = {
        "form": form,
        "seneste": [(et, in_words(et.kriterier)) for et in seneste],
        "overvaagede": [
            (et.soegning, in_words(et.soegning.kriterier), et.udloeber) for et in queries.watched_by(request.user)
        ],
        "uden_notat": queries.without_note(request.user),
    }
    return render(request, "pladssoegning/behov.jinja", kontekst)


@adgang(SOEG)
def svar(request: HttpRequest, kode: str) -> HttpResponse:
    soegning = get_object_or_404(queries.searches_of(request.user), kode=kode)
    fundet, blik = queries.read_again(soegning), queries.sight_of(soegning)
    vist = tekster.Vist(
        queries.show(fundet.at_ringe_til, blik, fundet.gemte),
        queries.show_list(fundet.ikke[:FLEST_FRAVALGTE], fundet, blik),
    )
    skrevet = Soegenotat.objects.filter(soegning=soegning).select_related("skrevet_by").first()
    agent = Soegeagent.objects.filter(soegning=soegning, stoppet_at=None, udloeber__gte=tid.today()).first()
    kontekst = {
        "soegning": soegning,
        "nye": queries.new_since(soegning, fundet) if agent else [],
        "svar": fundet,
        "vist": vist,
        "valgt": in_words(soegning.kriterier),
        "ringeliste": tekster.call_list(soegning, vist.ring),
        "notat": tekster.journal_note(soegning, fundet, vist, skrevet),
        "kort": draw_found(fundet),
        "kan": _may_also(request),
        "timer_i": tekster.hours,
        "billigste": tekster.cheapest_name,
        "agent": agent,
        "skrevet": skrevet,
        "notat_kraeves": queries.note_is_asked_for(soegning.organisation),
        "luk": LukForm(),
        "notatform": NotatForm(),
    }
    return render(request, "pladssoegning/svar.jinja", kontekst)


def _may_also(request: HttpRequest) -> str:
    """What a tilbud's own page offers where the area has switched it on."""
    valg = Kapacitetsvalg.Valg
    tilbydes = {valg.RESERVATIONER: "holde en plads", valg.ANMODNINGER: "spørge om en plads"}
    return " eller ".join(tekst for et, tekst in tilbydes.items() if access_of(request).omraader & areas_with(et))


@adgang(SOEG)
@require_POST
def goer(request: HttpRequest, kode: str, hvad: str) -> HttpResponse:
    """One of the buttons below a search: a place was found, nothing fitted, tell me, stop telling me, keep a note."""
    soegning = get_object_or_404(queries.searches_of(request.user), kode=kode)
    valgte = {"luk": "aarsag", "notat": "art"}
    handlinger = {
        "fandt": actions.close_met, "luk": actions.close_unmet, "besked": actions.watch, "stop": actions.stop_watching,
        "notat": actions.write_note,
    }  # fmt: skip
    if hvad not in handlinger:
        raise Http404
    felter = {valgte[hvad]: request.POST.get(valgte[hvad], "")} if hvad in valgte else {}
    press(request, handlinger[hvad], GJORT[hvad], soegning=soegning, **felter)
    return redirect("find_plads_svar", kode)


@adgang(KRAEV)
def notatkrav(request: HttpRequest) -> HttpResponse:
    part = demands_for(request.user)
    if request.method == "POST":
        actions.demand_notes(kraeves=request.POST.get("kraeves") == "ja", by=request.user)
        messages.success(request, "Gemt. Det gælder fra i dag.")
        return redirect("find_plads_notatkrav")
    kontekst = {"part": part, "kraeves": part is not None and queries.note_is_asked_for(part)}
    return render(request, "pladssoegning/notatkrav.jinja", kontekst)


@adgang(SE_UMOEDT)
def umoedt(request: HttpRequest) -> HttpResponse:
    raekker = Paginator(queries.needs_by_month(access_of(request).omraader), 50).get_page(request.GET.get("side"))
    love = {kode: lov.paragraf for kode, lov in all_lovgrundlag().items()}
    kontekst = {"side": raekker, "love": love, "baand": demand_band, "den": tid.today()}
    return render(request, "pladssoegning/umoedt.jinja", kontekst)


@aaben
@limited("soeg")
def sammenlign(request: HttpRequest) -> HttpResponse:
    koder = list(dict.fromkeys(request.GET.getlist("plads")))
    hjem = home_of(request.user)
    blik = Blik(tid.now(), access_of(request).omraader if hjem else frozenset(), hjem.kode if hjem else "")
    steder = queries.read_chosen(koder[:FLEST_SAMMENLIGNET], blik)
    form = PrivatForm(request.GET)
    privat = form.cleaned_data["privat"] if form.is_valid() else None
    maa_soege = may(request.user, SOEG)
    enhed = Enhed(form.cleaned_data["enhed"] or Enhed.DOEGN) if privat else Enhed.DOEGN
    kontekst = {
        "privat": form,
        "priser": side_by_side(steder, privat, enhed, blik.den) if privat else [],
        "uden_moms": lambda sted: price_of(sted, blik.den),
        "steder": steder,
        "kriterier": compare_criteria([et.afdeling.kode for et in steder], blik),
        "maa_soege": maa_soege,
        "soegning": _search_behind(request) if maa_soege else None,
        "for_mange": len(koder) > FLEST_SAMMENLIGNET,
        "aar": blik.den.year,
        "enheder": tekster.TAKSTENHEDER,
        "timer": tekster.hours_of,
        "linjenavne": tekster.line_names,
    }
    return render(request, "pladssoegning/sammenlign.jinja", kontekst)


def _search_behind(request: HttpRequest) -> Soegning | None:
    """The visitor's own search that the places were chosen in: the way back to its call list."""
    kode = request.GET.get("soegning", "")
    return queries.searches_of(request.user).filter(kode=kode).first() if kode.isalnum() else None
