"""What source systems send, and the page where they get their key."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.faelles.tabelfiler import Kolonne, as_csv
from socialaftale.faelles.trafik import limited
from socialaftale.parter.permissions import aaben, access_of, adgang
from socialaftale.regler.ledigfeed import Ulaeselig, read_csv, read_json
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud
from socialaftale.tilbud.permissions import reach

from ..melding import TAL, more_asked_of
from ..models import Ledigmelding
from ..steder import names_of
from ..undergruppe.tal import asked_of
from . import actions
from .forms import KildeForm
from .models import Kildesystem
from .permissions import KILDER

INGEN_NOEGLE = "Nøglen mangler, er forkert eller er lukket. Send den som »Authorization: Bearer NØGLE«."
FOR_STORT = "Der er sendt for meget på én gang. Del det i flere."


@aaben
@limited("api")
@csrf_exempt  # a key is no cookie: no browser sends it by itself
@require_POST
def modtag(request: HttpRequest) -> HttpResponse:
    """Take in reports: the key is the right. Each post is answered by itself."""
    slags, _, noegle = request.headers.get("Authorization", "").partition(" ")
    kilde = actions.find_source(noegle.strip()) if slags == "Bearer" else None
    if kilde is None:
        return JsonResponse({"fejl": INGEN_NOEGLE}, status=401)
    er_fil = request.content_type == "text/csv"
    try:
        laeste = (read_csv if er_fil else read_json)(request.body)
    except RequestDataTooBig:
        return JsonResponse({"fejl": FOR_STORT}, status=413)
    except Ulaeselig as fejl:
        return JsonResponse({"fejl": str(fejl)}, status=400)
    vej = Ledigmelding.Kilde.FIL if er_fil else Ledigmelding.Kilde.API
    return JsonResponse({"resultater": [vars(et) for et in actions.take_in(kilde, laeste, vej)]})


@adgang(KILDER)
@never_cache
def kildesystemer(request: HttpRequest) -> HttpResponse:
    parter = reach(request.user, KILDER)
    form = KildeForm(request.POST or None, parter=parter)
    noegle = ""
    if form.is_valid():
        try:
            noegle = actions.open_source(by=request.user, **form.cleaned_data)[1]
            form = KildeForm(parter=parter)
        except ValidationError as fejl:
            form.add_error(None, fejl.messages)
    egne = Kildesystem.objects.filter(driftsherre__in=parter).select_related("driftsherre")
    kontekst = {"form": form, "noegle": noegle, "kilder": egne, "adresse": request.build_absolute_uri("/api/ledighed/")}
    return render(request, "kapacitet/kilde/kildesystemer.jinja", kontekst)


@adgang(KILDER)
def koder(request: HttpRequest) -> HttpResponse:
    """The codes of the person's afdelinger, as the file that a source system sends begins."""
    stam = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(request.user, KILDER))
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(pk__in=stam.values("tilbud"))
    alle = Afdeling.objects.filter(tilbud__in=i_drift.values("pk")).order_by("pk")
    afdelinger = list(alle.select_related("tilbud"))
    navne, spurgt = names_of(afdelinger), asked_of(more_asked_of(afdelinger, TAL, tid.today()), tid.today())
    grupper = {pk: ", ".join(f"{et.kode} {et.navn}" for et in hver) for pk, hver in spurgt.items()}
    raekker = [{"afdeling": en.kode, "navn": navne[en.pk], "grupper": grupper.get(en.pk, "")} for en in afdelinger]
    kolonner = [Kolonne("afdeling", "afdeling"), Kolonne("navn", "navn"), Kolonne("grupper", "undergrupper")]
    svar = HttpResponse(as_csv(kolonner, raekker), content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = 'attachment; filename="afdelingernes-koder.csv"'
    return svar


@adgang(KILDER)
@require_POST
def luk(request: HttpRequest, pk: int) -> HttpResponse:
    kilde = get_object_or_404(Kildesystem.objects.select_related("driftsherre"), pk=pk)
    if not access_of(request).may(KILDER, organisation=kilde.driftsherre):
        raise PermissionDenied
    actions.close_source(kilde=kilde, by=request.user)
    return redirect("kildesystemer")
