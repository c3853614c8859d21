"""Lists that partners get of the register, as a page and as files."""

import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from socialaftale.faelles import tabelfiler, tid
from socialaftale.faelles.trafik import limited
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import aaben
from socialaftale.regler.partnerliste import Partnerliste, lists_on

from .queries import KOLONNER, rows_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@aaben
def oversigt(request: HttpRequest) -> HttpResponse:
    omraader = Aftaleomraade.objects.order_by("navn")
    return render(
        request, "aftaler/partnerliste/oversigt.jinja", {"regel": lists_on(tid.today()), "omraader": omraader}
    )


@aaben
@limited("soeg")
def vis(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    fundet, liste, dag = get_object_or_404(Aftaleomraade, kode=omraade), _list(kode), tid.today()
    raekker = rows_of(liste, fundet, dag)
    kontekst = {"omraade": fundet, "liste": liste, "regel": lists_on(dag), "raekker": raekker, "dag": dag}
    kontekst |= {"kommuner": list(dict.fromkeys(et["kommune"] for et in raekker))}
    return render(request, "aftaler/partnerliste/liste.jinja", kontekst)


@aaben
@limited("soeg")
def fil(request: HttpRequest, omraade: str, kode: str, format_: str) -> HttpResponse:
    """The list as CSV or XLSX."""
    fundet, liste = get_object_or_404(Aftaleomraade, kode=omraade), _list(kode)
    raekker = rows_of(liste, fundet, tid.today())
    if format_ == "csv":
        svar = HttpResponse(tabelfiler.as_csv(KOLONNER, raekker), content_type="text/csv; charset=utf-8")
    elif format_ == "xlsx":
        svar = HttpResponse(_workbook(liste, raekker), content_type=XLSX)
    else:
        raise Http404
    svar["Content-Disposition"] = f'attachment; filename="{liste.kode}-{omraade}-{tid.today()}.{format_}"'
    return svar


def _list(kode: str) -> Partnerliste:
    liste = next((et for et in lists_on(tid.today()).lister if et.kode == kode), None)
    if liste is None:
        raise Http404
    return liste


def _workbook(liste: Partnerliste, raekker: list[tabelfiler.Raekke]) -> bytes:
    ud = io.BytesIO()
    bog = tabelfiler.new_workbook(ud, liste.navn, tid.now())
    tabelfiler.fill_sheet(bog, bog.add_worksheet("Liste"), KOLONNER, raekker)
    bog.close()
    return ud.getvalue()
