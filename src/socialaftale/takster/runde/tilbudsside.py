"""The page of one tilbud in an open round, as its driftsherre sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import may, require
from socialaftale.tilbud.models import Tilbud

from .. import queries as takster
from ..afgoerelse.spor import lines_with_trace
from ..forms import ForklaringForm
from ..models import Indberetningsversion
from ..oversigt import open_by_line
from ..udkast import draft_text, gaps
from ..visning import sider
from . import queries
from .egne import Egettilbud, read_own
from .forms import ForklarForm, SvarForm
from .fundliste import Fundliste, Visning, list_findings
from .models import Takstrunde
from .naeste import next_step
from .permissions import INDSEND
from .sider import WRITERS
from .visning import write_deadline


@dataclass(frozen=True)
class Egenside:
    """What the page is about: the round, and the tilbud of the person's own party."""

    runde: Takstrunde
    part: Organisation
    egen: Egettilbud

    @cached_property
    def fund(self) -> Fundliste:
        return list_findings(self.egen)

    @property
    def version(self) -> Indberetningsversion:
        """The newest version. Raises Http404 where nothing is reported."""
        if self.egen.version is None:
            raise Http404("Tilbuddet har ingen indberetning for året.")
        return self.egen.version


def find_own(request: HttpRequest, kode: str, aar: int) -> Egenside:
    """The person's own tilbud in an open round. Raises Http404, and PermissionDenied where it is another party's."""
    tilbud = get_object_or_404(Tilbud.objects.select_related("omraade"), kode=kode)
    part = takster.driftsherre_of(tilbud, aar)
    require(request.user, INDSEND, part)
    side = _read(tilbud, part, aar)
    if side is None:
        raise Http404("Takstrunden er ikke åbnet, eller tilbuddet er ikke i drift det år.")
    return side


def look_for_own(request: HttpRequest, kode: str, aar: int) -> Egenside | None:
    """As `find_own`, but None where there is no open round, or the person does not report for the tilbud."""
    tilbud = Tilbud.objects.select_related("omraade").filter(kode=kode).first()
    if tilbud is None or queries.find_round(tilbud.omraade, aar) is None:
        return None
    part = takster.driftsherre_of(tilbud, aar)
    return _read(tilbud, part, aar) if may(request.user, INDSEND, part) else None


def _read(tilbud: Tilbud, part: Organisation, aar: int) -> Egenside | None:
    runde = queries.find_round(tilbud.omraade, aar)
    egne = read_own(runde, part) if runde else []
    egen = next((et for et in egne if et.raekke.billede.pk == tilbud.pk), None)
    return Egenside(runde, part, egen) if runde and egen else None


def tilbud_page(
    side: Egenside,
    form: ForklaringForm | None = None,
    forklarformer: Mapping[str, ForklarForm] | None = None,
    loefteformer: Mapping[int, SvarForm] | None = None,
    svarformer: Mapping[int, SvarForm] | None = None,
    forsvundet: tuple[str, str] = ("", ""),
) -> dict[str, Any]:
    """What the page shows; the forms are those that were typed in and did not get saved."""
    egen, raekke, datoer = side.egen, side.egen.raekke, queries.read_dates(side.runde)
    form = form or _explanation_form(side)
    indsendt = egen.indsendt
    return WRITERS | {
        "runde": side.runde,
        "raekke": raekke,
        "egen": egen,
        "part": side.part,
        "aar": side.runde.aar,
        "faner": sider(raekke, "takst"),
        "med_spor": lines_with_trace(raekke.billede.pk, side.runde.aar),
        "datoer": datoer,
        "frist": write_deadline(datoer),
        "naeste": next_step(egen),
        "fund": side.fund,
        "forklarformer": {et.id: _form_of(et) for et in side.fund.kan_besvares} | dict(forklarformer or {}),
        "loefteformer": _promise_forms(side) | dict(loefteformer or {}),
        "svarformer": {
            et.bemaerkning.pk: SvarForm(prefix=f"svar-{et.bemaerkning.pk}")
            for et in (indsendt.bemaerkninger if indsendt else ())
        }
        | dict(svarformer or {}),
        "forsvundet": forsvundet,
        "aabne_paa": open_by_line(egen.mangler),
        "form": form,
        "maa": True,
        "skridt": "",
        "huller": gaps(form["tekst"].value() or ""),
        "er_udkast": not form.is_bound and not (raekke.blad and raekke.blad.ny.begrundelse),
    }


def _explanation_form(side: Egenside) -> ForklaringForm:
    raekke = side.egen.raekke
    if raekke.version is None or raekke.blad is None:
        return ForklaringForm()
    tekst = raekke.blad.ny.begrundelse or draft_text(raekke.blad, raekke.aar, side.runde.omraade.kode)
    return ForklaringForm(initial={"tekst": tekst, "version": raekke.version.nr})


def _form_of(visning: Visning) -> ForklarForm:
    """The form of a finding, with its answer, or with the one that was given on something else."""
    svar = visning.forklaring or visning.tidligere
    initial = {"sha256": visning.sha256, "tekst": svar.tekst if svar else "", "alle": visning.om_det_samme}
    return ForklarForm(prefix=visning.id, sammen=visning.sammen, initial=initial)


def _promise_forms(side: Egenside) -> dict[int, SvarForm]:
    """A form for each promise about what is submitted that no finding of the newest version shows."""
    vist = {et.forklaring.pk for et in side.fund.lovet if et.forklaring}
    loefter = side.egen.indsendt.loefter if side.egen.indsendt else ()
    return {et.pk: SvarForm(prefix=f"loefte-{et.pk}") for et in loefter if et.pk not in vist}
