"""What a municipality can declare about tilbud that the region runs."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.tilbud.models import Tilbud

from ..aftale.actions import parties
from ..aftale.models import Aftale
from ..permissions import OVERTAGELSE
from .models import Overtagelseserklaering
from .queries import regional_tilbud


@dataclass(frozen=True)
class Erklaering:
    """The council's answer, the day of it, and of a wish which tilbud and from when."""

    svar: str
    besluttet: dt.date
    tilbud: Tilbud | None = None
    fra: dt.date | None = None
    til_raadighed: str = ""
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def declare(*, aftale: Aftale, kommune: Organisation, erklaering: Erklaering, by: Bruger) -> Overtagelseserklaering:
    """Append a declaration. Raises ValidationError where it is no municipality of the agreement, the tilbud not
    the region's, the day before the agreement, or the decision lies ahead."""
    rolle = require(by, OVERTAGELSE, organisation=kommune, omraade=aftale.omraade)
    lock_row(Aftale.objects.all(), pk=aftale.pk)
    _check(aftale, kommune, erklaering)
    nr = next_nr(aftale.erklaeringer.filter(kommune=kommune))
    raekke = Overtagelseserklaering(aftale=aftale, kommune=kommune, nr=nr, registreret_at=tid.now(), registreret_by=by)
    for felt in ("svar", "besluttet", "tilbud", "fra"):
        setattr(raekke, felt, getattr(erklaering, felt))
    raekke.til_raadighed = erklaering.til_raadighed.strip()
    raekke.full_clean(exclude=["tilbud", "fra"])
    raekke.save()
    efter = {"kommune": kommune.kode, "svar": raekke.svar, "tilbud": raekke.tilbud.kode if raekke.tilbud else ""}
    record("erklær overtagelse", aftale, by=by, rolle=rolle, efter=efter)
    if erklaering.frigivet:
        record(cpr.FRIGIVET, aftale, by=by, rolle=rolle, efter={"felter": erklaering.frigivet})
    return raekke


def _check(aftale: Aftale, kommune: Organisation, erklaering: Erklaering) -> None:
    if kommune not in parties(aftale) or kommune.art != Organisation.Art.KOMMUNE:
        raise ValidationError(f"{kommune} er ikke en kommune i aftalen.")
    if erklaering.besluttet > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Før erklæringen ind, når den er besluttet.")
    oenske = erklaering.svar == Overtagelseserklaering.Svar.OENSKER
    if oenske and not (erklaering.tilbud and erklaering.fra):
        raise ValidationError("Vælg det tilbud, kommunen ønsker at overtage, og skriv fra hvilken dag.")
    if oenske and erklaering.tilbud not in regional_tilbud(aftale):
        raise ValidationError("Tilbuddet drives ikke af regionen.")
    if oenske and erklaering.fra and erklaering.fra < dt.date(aftale.fra_aar, 1, 1):
        raise ValidationError(f"Dagen ligger før aftalen, som begynder 1. januar {aftale.fra_aar}.")
    if oenske and erklaering.fra and erklaering.fra < erklaering.besluttet:
        raise ValidationError("Overtagelsen ligger før den dag, den blev besluttet.")
