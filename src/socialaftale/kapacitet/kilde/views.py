"""What source systems send, and the page where they get their key."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.tabelfiler import Kolonne, as_csv
from socialaftale.faelles.trafik import limited
from socialaftale.parter.permissions import aaben, access_of, adgang
from socialaftale.regler.feed import Feed, Ulaeselig
from socialaftale.regler.ledigfeed import LEDIGFEED
from socialaftale.regler.opholdsfeed import OPHOLDSFEED
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud
from socialaftale.tilbud.permissions import reach

from ..melding import TAL, more_asked_of
from ..models import Ledigmelding
from ..ophold.grupper import read_groups
from ..ophold.permissions import FOER_OPHOLD
from ..steder import names_of
from ..undergruppe.tal import asked_of
from . import actions
from .forms import KildeForm
from .models import Kildesystem
from .ophold import may_send_stays, take_in_stays
from .permissions import KILDER

INGEN_NOEGLE = (
    "Nøglen mangler, er forkert, er lukket eller er til noget andet. Send den som »Authorization: Bearer NØGLE«."
)
FOR_STORT = "Der er sendt for meget på én gang. Del det i flere."


@aaben
@limited("api")
@csrf_exempt  # a key is no cookie: no browser sends it by itself
@require_POST
def modtag(request: HttpRequest) -> HttpResponse:
    """Take in reports: the key is the right. Each post is answered by itself."""

    def take_in(kilde: Kildesystem, laeste: list[Any], er_fil: bool) -> list[actions.Resultat]:
        return actions.take_in(kilde, laeste, Ledigmelding.Kilde.FIL if er_fil else Ledigmelding.Kilde.API)

    return _answer(request, Kildesystem.Formaal.LEDIGHED, LEDIGFEED, take_in)


@aaben
@limited("api")
@csrf_exempt  # as above
@require_POST
def modtag_ophold(request: HttpRequest) -> HttpResponse:
    """Take in what happened in stays. Each post is answered by itself, with our reference of the stay."""
    return _answer(
        request, Kildesystem.Formaal.OPHOLD, OPHOLDSFEED, lambda kilde, laeste, _: take_in_stays(kilde, laeste)
    )


def _answer(request: HttpRequest, formaal: str, feed: Feed[Any], take_in: Callable[..., Sequence[Any]]) -> HttpResponse:
    slags, _, noegle = request.headers.get("Authorization", "").partition(" ")
    kilde = actions.find_source(noegle.strip(), formaal) if slags == "Bearer" else None
    if kilde is None:
        return JsonResponse({"fejl": INGEN_NOEGLE}, status=401)
    er_fil = request.content_type == "text/csv"
    try:
        laeste = (feed.read_csv if er_fil else feed.read_json)(request.body, cpr.find)
    except RequestDataTooBig:
        return JsonResponse({"fejl": FOR_STORT}, status=413)
    except Ulaeselig as fejl:
        return JsonResponse({"fejl": str(fejl)}, status=400)
    return JsonResponse({"resultater": [vars(et) for et in take_in(kilde, laeste, er_fil)]})


@adgang(KILDER)
@never_cache
def kildesystemer(request: HttpRequest) -> HttpResponse:
    parter = reach(request.user, KILDER)
    med_ophold = [part for part in reach(request.user, FOER_OPHOLD) if part in parter and may_send_stays(part)]
    form = KildeForm(request.POST or None, parter=parter, med_ophold=med_ophold)
    noegle = ""
    if form.is_valid():
        try:
            noegle = actions.open_source(by=request.user, **form.cleaned_data)[1]
            form = KildeForm(parter=parter, med_ophold=med_ophold)
        except ValidationError as fejl:
            form.add_error(None, fejl.messages)
    egne = Kildesystem.objects.filter(driftsherre__in=parter).select_related("driftsherre")
    kontekst = {
        "form": form, "noegle": noegle, "kilder": egne, "med_ophold": med_ophold,
        "adresse": request.build_absolute_uri(reverse("ledighed_modtag")),
        "opholdsadresse": request.build_absolute_uri(reverse("ophold_modtag")),
    }  # fmt: skip
    return render(request, "kapacitet/kilde/kildesystemer.jinja", kontekst)


@adgang(KILDER)
def koder(request: HttpRequest) -> HttpResponse:
    """The codes of the person's afdelinger, as the file that a source system sends begins."""
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(pk__in=_run_by(request).values("tilbud"))
    alle = Afdeling.objects.filter(tilbud__in=i_drift.values("pk")).order_by("pk")
    afdelinger = list(alle.select_related("tilbud"))
    navne, spurgt = names_of(afdelinger), asked_of(more_asked_of(afdelinger, TAL, tid.today()), tid.today())
    grupper = {pk: ", ".join(f"{et.kode} {et.navn}" for et in hver) for pk, hver in spurgt.items()}
    raekker = [{"afdeling": en.kode, "navn": navne[en.pk], "grupper": grupper.get(en.pk, "")} for en in afdelinger]
    kolonner = [Kolonne("afdeling", "afdeling"), Kolonne("navn", "navn"), Kolonne("grupper", "undergrupper")]
    return _file(kolonner, raekker, "afdelingernes-koder.csv")


@adgang(KILDER)
def enheder(request: HttpRequest) -> HttpResponse:
    """The codes of the person's units, where stays begin."""
    tilbud = Tilbud.objects.i_drift(tid.today()).filter(pk__in=_run_by(request).values("tilbud"))
    grupper = read_groups(tilbud.by_navn(tid.today()), tid.today())
    raekker = [{"enhed": et.kode, "navn": f"{et.tilbud}, {et.navn}"} for et in grupper]
    return _file([Kolonne("enhed", "enhed"), Kolonne("navn", "navn")], raekker, "enhedernes-koder.csv")


def _run_by(request: HttpRequest) -> QuerySet[Stamfakta]:
    return Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(request.user, KILDER))


def _file(kolonner: list[Kolonne], raekker: list[dict[str, Any]], navn: str) -> HttpResponse:
    svar = HttpResponse(as_csv(kolonner, raekker), content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar


@adgang(KILDER)
@require_POST
def luk(request: HttpRequest, pk: int) -> HttpResponse:
    kilde = get_object_or_404(Kildesystem.objects.select_related("driftsherre"), pk=pk)
    if not access_of(request).may(KILDER, organisation=kilde.driftsherre):
        raise PermissionDenied
    actions.close_source(kilde=kilde, by=request.user)
    return redirect("kildesystemer")
