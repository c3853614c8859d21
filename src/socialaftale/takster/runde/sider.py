"""What the driftsherre's pages of a takst round show."""

from collections.abc import Mapping
from typing import Any

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.regler.kontrol import Fund

from .. import queries as takster
from .. import visning as takstvisning
from ..models import Indsendelse
from . import naeste, queries, visning
from .egne import Egettilbud
from .forms import NR, IndsendForm
from .models import Erklaering, Takstrunde
from .stand import Trin

WRITERS = {"rv": visning, "vis": takstvisning}
STATED = {
    Erklaering.Art.FAERDIG: "I er meldt færdige. I kan tage det tilbage her på siden.",
    Erklaering.Art.NUL: "I har meldt, at I intet har at indberette. I kan tage det tilbage her på siden.",
    Erklaering.Art.FORTRUDT: "Meldingen er taget tilbage.",
}


def before_budget(runde: Takstrunde) -> bool:
    """Whether figures sent today are most likely provisional."""
    return tid.today() < queries.read_dates(runde).sat.budget_vedtaget


def round_page(runde: Takstrunde, part: Organisation, egne: list[Egettilbud]) -> dict[str, Any]:
    """The driftsherre's own page of an open round."""
    datoer = queries.read_dates(runde)
    samlet = naeste.summed(egne)
    return WRITERS | {
        "runde": runde,
        "part": part,
        "aar": runde.aar,
        "aarene": takster.years(),
        "datoer": datoer,
        "moeder": [(led, datoer.udvalg[led], datoer.dage.of(led)) for led in queries.MED_MOEDE if led in datoer.udvalg],
        "samlet": samlet,
        "fremdrift": naeste.write_progress(samlet),
        "raekker": [(et, naeste.next_step(et)) for et in egne],
        "erklaering": queries.stands(runde, part),
        "art": Erklaering.Art,
        "budget_vedtaget": naeste.budget_is_adopted(datoer.sat.budget_vedtaget),
        "eksempel": any(et.raekke.billede.eksempeldata for et in egne),
    }


def submit_page(
    runde: Takstrunde,
    part: Organisation,
    egne: list[Egettilbud],
    form: IndsendForm,
    mangler: Mapping[str, list[Fund]],
) -> dict[str, Any]:
    """The page on which tilbud are chosen. `mangler` is what an attempt just met, by the code of the tilbud."""
    datoer = queries.read_dates(runde)
    return WRITERS | {
        "runde": runde,
        "part": part,
        "aar": runde.aar,
        "form": form,
        "nr": NR,
        "klar": [et for et in egne if et.kan_indsendes],
        "mangler": [(et, mangler.get(et.kode, et.mangler)) for et in egne if et.kladde and not et.kan_indsendes],
        "ikke_begyndt": [et for et in egne if et.trin is Trin.IKKE_BEGYNDT],
        "indsendte": [et for et in egne if et.indsendt and et.kladde is None],
        "datoer": datoer,
        "naeste": visning.write_deadline(datoer),
    }


def receipt_page(indsendelse: Indsendelse) -> dict[str, Any]:
    """The receipt of one submission."""
    datoer = queries.read_dates(indsendelse.runde)
    stop = queries.stop_of(indsendelse, datoer)
    return WRITERS | {
        "indsendelse": indsendelse,
        "part": indsendelse.driftsherre,
        "aar": indsendelse.runde.aar,
        "kode": indsendelse.indberetning.tilbud.kode,
        "linjer": list(indsendelse.linjer.order_by("nr")),
        "stop": stop,
        "datoer": datoer,
        "nyeste": indsendelse == indsendelse.indberetning.indsendelser.order_by("-nr").first(),
        "bekraeftelse": getattr(indsendelse, "budgetbekraeftelse", None),
    }
