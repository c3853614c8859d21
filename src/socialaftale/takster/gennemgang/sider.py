"""What the pages of a line, a tilbud and the meeting show, put together of what was read."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from socialaftale.faelles import tid
from socialaftale.faelles.diagram import Chart, Strip, strip, waterfall
from socialaftale.faelles.visning import kr, pct
from socialaftale.parter.models import Organisation
from socialaftale.regler.gennemgang import middle, stated_steps

from .. import visning
from ..models import Indsendtlinje, Takstrunde
from ..oversigt import counted
from ..runde import visning as rundevisning
from ..runde.forms import SvarForm
from ..runde.queries import read_dates, stop_of
from ..udvikling import AARSAGER, Takstbro
from .bord import Bord
from .forms import AfklarForm
from .ligestillede import Ligestillet, Sammenligning
from .linjeside import Indsendt, Omlinje
from .moedeplan import Plan
from .opslag import rights_on
from .queries import Bemaerket

IKKE_FORKLARET = "Ikke forklaret"
VISES_I_KOEEN = 12


class Brovisning(NamedTuple):
    """The way from last year's takst to this year's: `er_beregnet` from the basis, else as it is stated."""

    er_beregnet: bool
    fra_kr: Decimal
    til_kr: Decimal
    trin: list[tuple[str, Decimal]]
    diagram: Chart


class Blandt(NamedTuple):
    """A line among its peers: a row of dots for each figure that two or more have, with how it is written."""

    sammenligning: Sammenligning
    striber: list[tuple[Strip, Callable[[Decimal], str]]]


def frame(request: HttpRequest, indsendt: Indsendt) -> dict[str, Any]:
    """What every page about a submission shows."""
    indsendelse = indsendt.indsendelse
    runde = indsendelse.runde
    datoer = read_dates(runde)
    stop = stop_of(indsendelse, datoer)
    return {
        "indsendt": indsendt,
        "indsendelse": indsendelse,
        "runde": runde,
        "navn": indsendelse.kort["navn"],
        "kode": indsendelse.indberetning.tilbud.kode,
        "maa": rights_on(request, indsendelse),
        "former": forms_of(indsendt.bemaerkninger),
        "svarformer": {
            et.bemaerkning.pk: SvarForm(prefix=f"svar-{et.bemaerkning.pk}") for et in indsendt.bemaerkninger
        },
        "forsinket": rundevisning.write_late(stop),
        "behandles": rundevisning.write_stop(stop, datoer),
        "sag": case_of(runde),
        "i_dag": tid.today(),
        "vis": visning,
    }


def forms_of(bemaerkninger: Iterable[Bemaerket]) -> dict[int, AfklarForm]:
    """By remark (primary key): the form that settles it, with how many steps the page shows."""
    return {
        et.bemaerkning.pk: AfklarForm(prefix=f"afklar-{et.bemaerkning.pk}", initial={"set_trin": len(et.trin)})
        for et in bemaerkninger
    }


def case_of(runde: Takstrunde) -> str:
    """Where the case of the round is; empty where the installation has no such page."""
    try:
        return reverse("takst_sag", args=[runde.omraade.kode, runde.aar])
    except NoReverseMatch:
        return ""


def line_now(linje: Indsendtlinje, indsendt: Indsendt) -> Indsendtlinje | None:
    """The line as it lies on the table: itself, the one of a newer submission, or None where that has it no longer."""
    if indsendt.er_nyeste:
        return linje
    return indsendt.nyeste.linjer.filter(linje=linje.linje).first()


def bridge_of(om: Omlinje, beregnet: Takstbro | None, aar: int) -> Brovisning | None:
    """The bridge to show: the computed one where it may be seen, else what the driftsherre states, else None."""
    linje = om.linje
    if beregnet is not None:
        trin = [(et.navn, et.kroner) for et in beregnet.trin]
        return Brovisning(True, beregnet.fra_kr, beregnet.til_kr, trin, visning.waterfall_of(beregnet, aar))
    if linje.takst_kr is None or not linje.forrige_kr or not om.indhold.aarsager:
        return None
    angivet = stated_steps(om.indhold, linje.forrige_kr, linje.takst_kr)
    trin = [(AARSAGER[et.art] if et.art else IKKE_FORKLARET, et.kroner) for et in angivet]
    diagram = waterfall((f"Takst {aar - 1}", linje.forrige_kr), trin, f"Takst {aar}")
    return Brovisning(False, linje.forrige_kr, linje.takst_kr, trin, diagram)


def among_peers(sammenligning: Sammenligning) -> Blandt:
    """The rows of dots."""
    striber = []
    for navn, felt, skriv in MAAL:
        vaerdier = sammenligning.column(felt)
        if len(vaerdier) > 1:
            egen = next((vaerdi for et, vaerdi in vaerdier if et.pk == sammenligning.egen), None)
            prikker = [(f"{et.tilbud}, {et.driftsherre}", vaerdi) for et, vaerdi in vaerdier]
            striber.append((strip(navn, prikker, egen, middle(vaerdi for _, vaerdi in vaerdier)), skriv))
    return Blandt(sammenligning, striber)


def _whole(vaerdi: Decimal) -> str:
    return kr(vaerdi, 0)


MAAL: tuple[tuple[str, Callable[[Ligestillet], Decimal | None], Callable[[Decimal], str]], ...] = (
    ("Kr. pr. ATA-time", lambda et: et.ata_kr, _whole),
    ("Takst", lambda et: et.takst_kr, _whole),
    ("Basistakst i huset", lambda et: et.basis_kr, _whole),
    ("Overhead", lambda et: et.overhead, pct),
    ("Belægning i taksten", lambda et: et.belaegning, pct),
    ("Pladser", lambda et: et.pladser, visning.number),
)
"""What peers are set side by side by, and how it is written."""


class Koeled(NamedTuple):
    """A line in the meeting's queue."""

    pk: int
    navn: str
    driftsherre: str
    er_talt: bool
    er_denne: bool


def queue(bord: Bord, plan: Plan, pk: int) -> list[Koeled]:
    """The lines of the meeting around the one that is talked about."""
    her = plan.linjer.index(pk)
    fra = max(min(her - 3, len(plan.linjer) - VISES_I_KOEEN), 0)
    udsnit = plan.linjer[fra : fra + VISES_I_KOEEN]
    felter = ("pk", "navn", "indsendelse__driftsherre__navn", "tilbud")
    linjer = bord.linjer.filter(pk__in=udsnit).annotate(tilbud=KeyTextTransform("navn", "indsendelse__kort"))
    navne = {raekke[0]: (f"{raekke[3]}: {raekke[1]}", raekke[2]) for raekke in linjer.values_list(*felter)}
    return [Koeled(en, *navne[en], en in plan.talt, en == pk) for en in udsnit if en in navne]


def by_driftsherre(linjer: Iterable[Indsendtlinje]) -> list[tuple[Organisation, list[Indsendtlinje]]]:
    """The lines of each driftsherre, in the order they come."""
    grupper: dict[Organisation, list[Indsendtlinje]] = {}
    for linje in linjer:
        grupper.setdefault(linje.indsendelse.driftsherre, []).append(linje)
    return list(grupper.items())


def sent_by_driftsherre(sendte: Iterable[Bemaerket]) -> list[tuple[Organisation, list[Bemaerket]]]:
    """The remarks that each driftsherre was sent, by its name."""
    grupper: dict[Organisation, list[Bemaerket]] = {}
    for et in sendte:
        grupper.setdefault(et.bemaerkning.indsendelse.driftsherre, []).append(et)
    return sorted(grupper.items(), key=lambda par: (par[0].sortering, par[0].pk))


def write_sent(venter: Iterable[Bemaerket], var_afsluttet: bool) -> str:
    """What was done when the meeting was ended, or remarks were sent after it."""
    parter = {et.bemaerkning.indsendelse.driftsherre_id for et in venter}
    hver = "én mail" if len(parter) == 1 else "én mail hver"
    sendt = f"{counted(len(parter), 'driftsherre', 'driftsherrer')} får {hver} med sine bemærkninger."
    if not parter:
        return "Mødet er afsluttet. Der var ingen bemærkninger at sende."
    return sendt if var_afsluttet else f"Mødet er afsluttet. {sendt}"
