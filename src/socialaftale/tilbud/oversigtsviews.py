"""The tilbudsoversigt as page and files: one address each, with the day in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.faelles import tid
from socialaftale.parter.permissions import aaben

from .forms import OversigtForm
from .oekonomi import added_columns
from .oversigt import PAA_SIDEN, lines_of, read_oversigt, shown
from .oversigtsfiler import as_csv, as_json, as_pdf, as_xlsx

FORMATER = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
    "pdf": (as_pdf, "application/pdf"),
}


@aaben
def side(request: HttpRequest) -> HttpResponse:
    form = OversigtForm(request.GET)
    omraade, den = form.chosen()
    if omraade is None:
        raise Http404
    oversigt = read_oversigt(omraade, den or tid.today())
    kolonner = [k for k in oversigt.kolonner if k.noegle in PAA_SIDEN or k in added_columns()]
    vis = {"vis": shown, "linjer": lines_of}
    kontekst = {"form": form, "oversigt": oversigt, "kolonner": kolonner, "formater": list(FORMATER), **vis}
    return render(request, "tilbud/oversigt.jinja", kontekst)


@aaben
def fil(request: HttpRequest, format_: str) -> HttpResponse:
    omraade, den = OversigtForm(request.GET).chosen()
    if omraade is None or format_ not in FORMATER:
        raise Http404
    skriv, indholdstype = FORMATER[format_]
    oversigt = read_oversigt(omraade, den or tid.today())
    svar = HttpResponse(skriv(oversigt), content_type=indholdstype)
    navn = f"tilbudsoversigt-{omraade.kode}-{oversigt.den.isoformat()}.{format_}"
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar
