"""Reads of the declarations: who has declared what, and what the register says came of it."""

import datetime as dt
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.regler.overtagelse import Udfald, outcome
from socialaftale.tilbud.models import Efterfoelger, Stamfakta, Tilbud
from socialaftale.tilbud.queries import name_of

from ..aftale.actions import parties
from ..aftale.models import Aftale
from .models import Overtagelseserklaering

UDFALD = {
    Udfald.VENTER: ("Venter på dagen", "info"),
    Udfald.GENNEMFOERT: ("Gennemført", "success"),
    Udfald.ANDEN: ("En anden har overtaget", "warning"),
    Udfald.PASSERET: ("Ikke sket til tiden", "error"),
}


@dataclass(frozen=True)
class Oenske:
    """A wish that stands, and what came of it."""

    erklaering: Overtagelseserklaering
    navn: str
    udfald: Udfald
    overtaget_den: dt.date | None

    @property
    def ord(self) -> tuple[str, str]:
        return UDFALD[self.udfald]


@dataclass(frozen=True)
class Kommunesvar:
    """A municipality: its last declaration, None where it has made none, and its wishes."""

    kommune: Organisation
    sidste: Overtagelseserklaering | None
    oensker: list[Oenske]


def declarations(aftale: Aftale) -> list[Kommunesvar]:
    """Return each municipality of the agreement with what it has declared. `Ingen` takes its earlier wishes back."""
    raekker = list(aftale.erklaeringer.select_related("tilbud", "registreret_by").order_by("nr"))
    kommuner = [part for part in parties(aftale) if part.art == Organisation.Art.KOMMUNE]
    return [_answer(kommune, [en for en in raekker if en.kommune_id == kommune.pk]) for kommune in kommuner]


def _answer(kommune: Organisation, raekker: list[Overtagelseserklaering]) -> Kommunesvar:
    staar: dict[int, Overtagelseserklaering] = {}
    for en in raekker:
        if en.svar == Overtagelseserklaering.Svar.INGEN:
            staar.clear()
        elif en.svar == Overtagelseserklaering.Svar.OENSKER:
            staar[en.tilbud_id] = en
        else:
            staar.pop(en.tilbud_id, None)
    oensker = [_wish(en) for en in staar.values()]
    return Kommunesvar(kommune, raekker[-1] if raekker else None, oensker)


def _wish(erklaering: Overtagelseserklaering) -> Oenske:
    """A takeover is known from the tilbud's driftsherre, or from a tilbud that it goes on in."""
    tilbud, i_dag = erklaering.tilbud, tid.today()
    skift = [(fakta.gaelder_fra, fakta.driftsherre) for fakta in _facts(tilbud)]
    led = Efterfoelger.objects.i_kraft(i_dag).filter(fra=tilbud, art=Efterfoelger.Art.OVERTAGELSE)
    for efterfoelger in led.select_related("til").order_by("gaelder_fra"):
        skift += [(efterfoelger.gaelder_fra, fakta.driftsherre) for fakta in _facts(efterfoelger.til)[-1:]]
    hos = [(dag, driftsherre.kode) for dag, driftsherre in skift if driftsherre.art != Organisation.Art.REGION]
    udfald, dag = outcome(erklaering.kommune.kode, erklaering.fra, hos, i_dag)
    return Oenske(erklaering, name_of(tilbud), udfald, dag)


def _facts(tilbud: Tilbud) -> list[Stamfakta]:
    """The tilbud's own facts up to today, the newest last; of two from one day the later holds."""
    fakta = Stamfakta.objects.filter(tilbud=tilbud, gaelder_fra__lte=tid.today()).select_related("driftsherre")
    return list({en.gaelder_fra: en for en in fakta.order_by("gaelder_fra", "registreret_at")}.values())


def regional_tilbud(aftale: Aftale) -> list[Tilbud]:
    """Return the tilbud in operation that a region runs today."""
    regionens = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__art=Organisation.Art.REGION)
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(omraade=aftale.omraade, pk__in=regionens.values("tilbud"))
    return list(i_drift.order_by("pk"))


def declared(aftale: Aftale) -> tuple[int, int]:
    """Return how many municipalities have declared, and how many there are."""
    svar = declarations(aftale)
    return sum(1 for en in svar if en.sidste), len(svar)
