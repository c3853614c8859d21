"""What the page shows on which a calculation is typed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from socialaftale.kapacitet.belaegning.queries import actual_occupancies
from socialaftale.parter.models import Organisation
from socialaftale.regler.kontrol import Fund

from .. import visning
from ..runde import visning as rundevisning
from ..runde.egne import read_own
from ..runde.models import Takstrunde
from ..runde.queries import find_round, read_dates
from .forms import BeregningForm
from .overlaeg import SET


def page(request: HttpRequest, form: BeregningForm, part: Organisation) -> dict[str, Any]:
    """The form with its findings by line, and the way to the tilbud's other calculations."""
    start, beregning, bord = form.start, form.beregning, form.bord
    runde = find_round(start.tilbud.omraade, start.aar)
    adresse = reverse("takst_ret", args=[start.tilbud.kode, start.aar])
    kladder = {navn: kladde for navn, kladde in bord.kladder.items() if navn in bord.staar}
    return {
        "form": form,
        "start": start,
        "beregning": beregning,
        "afdelinger": [
            {"text": et.navn, "href": f"{adresse}?{urlencode({'afdeling': et.id})}", "current": et.id == beregning.id}
            for et in start.indhold.beregninger
        ],
        "adresse": f"{adresse}?{urlencode({'afdeling': beregning.id})}",
        "part": part,
        "aar": start.aar,
        "kode": start.tilbud.kode,
        "linjer": list(form.lines()),
        "kladder": kladder,
        "set": {f"{SET}{navn}": bord.kladder[navn].nr for navn in kladder if bord.draft_of_another(navn)},
        "fremmede": sorted({str(et.gemt_by) for navn in kladder if (et := bord.draft_of_another(navn))}),
        "faktisk": actual_occupancies(
            start.tilbud, beregning.id, start.regnskabsaar, alene=len(start.indhold.beregninger) == 1
        ),
        "fund": _findings(runde, part, form) if runde else {},
        "frist": rundevisning.write_deadline(read_dates(runde)) if runde else "",
        "vis": visning,
        "rv": rundevisning,
        "bruger": request.user.pk,
    }


def _findings(runde: Takstrunde, part: Organisation, form: BeregningForm) -> dict[str, list[Fund]]:
    """By line id ("" for the calculation): what keeps the newest version from being submitted."""
    egen = next((et for et in read_own(runde, part) if et.kode == form.start.tilbud.kode), None)
    fund: dict[str, list[Fund]] = {}
    for et in egen.mangler if egen else ():
        if et.beregning == form.beregning.id or not et.beregning:
            fund.setdefault(et.linje, []).append(et)
    return fund
