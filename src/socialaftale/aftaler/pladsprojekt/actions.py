"""What can be done to projects. Every right is asked again here, and every act is written down."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.tilbud.reference import all_maalgrupper

from .models import Pladsprojekt, Projekttrin, Pulje, Samarbejdsaftale
from .permissions import PROJEKT, PULJE


@dataclass(frozen=True)
class Trin:
    """How far a project is from a day on."""

    gaelder_fra: dt.date
    stand: str
    pladser: int
    aar: int
    finansiering: str = ""
    pulje: Pulje | None = None
    note: str = ""
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def begin_project(
    *, omraade: Aftaleomraade, ejer: Organisation, hvad: tuple[str, str], trin: Trin, by: Bruger
) -> Pladsprojekt:
    """Begin a project, `hvad` is its title and target group. Raises ValidationError where the owner is no party."""
    rolle = require(by, PROJEKT, organisation=ejer, omraade=omraade)
    titel, maalgruppe = hvad
    if ejer not in Organisation.objects.i_omraade(omraade):
        raise ValidationError(f"{ejer} hører ikke til aftaleområdet.")
    if maalgruppe not in all_maalgrupper():
        raise ValidationError("Målgruppen findes ikke. Vælg en fra listen.")
    projekt = Pladsprojekt(omraade=omraade, ejer=ejer, titel=titel.strip(), maalgruppe=maalgruppe)
    projekt.oprettet_at, projekt.oprettet_by = tid.now(), by
    save_checked(projekt)
    record("opret pladsprojekt", projekt, by=by, rolle=rolle, efter={"titel": projekt.titel, "ejer": ejer.kode})
    move_project(projekt=projekt, trin=trin, by=by)
    return projekt


@transaction.atomic
def move_project(*, projekt: Pladsprojekt, trin: Trin, by: Bruger) -> Projekttrin:
    """Append how far the project is. Raises ValidationError where the day lies ahead, or nothing is changed."""
    rolle = require(by, PROJEKT, organisation=projekt.ejer, omraade=projekt.omraade)
    lock_row(Pladsprojekt.objects.all(), pk=projekt.pk)
    if trin.gaelder_fra > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Skriv ændringen, når den er sket.")
    if trin.pulje and trin.pulje.omraade_id != projekt.omraade_id:
        raise ValidationError("Puljen hører til et andet aftaleområde.")
    felter = {navn: getattr(trin, navn) for navn in Trin.__dataclass_fields__ if navn != "frigivet"}
    foer = current_step(projekt)
    if foer and all(getattr(foer, navn) == vaerdi for navn, vaerdi in felter.items() if navn != "gaelder_fra"):
        raise ValidationError("Intet er ændret siden sidst. Der er intet at gemme.")
    nyt = save_registered(Projekttrin(projekt=projekt, **felter), by)
    efter = {"stand": nyt.stand, "pladser": nyt.pladser, "aar": nyt.aar, "fra": nyt.gaelder_fra}
    record("flyt pladsprojekt", projekt, by=by, rolle=rolle, efter=efter)
    _log_release(projekt, trin.frigivet, by)
    return nyt


def current_step(projekt: Pladsprojekt) -> Projekttrin | None:
    """Return how far the project is today."""
    return Projekttrin.objects.gaeldende(tid.today()).filter(projekt=projekt).first()


@transaction.atomic
def add_fund(*, omraade: Aftaleomraade, felter: Mapping[str, Any], frigivet: Sequence[str] = (), by: Bruger) -> Pulje:
    """Write a pulje in. Raises ValidationError where it cannot be."""
    rolle = require(by, PULJE, omraade=omraade)
    pulje = save_checked(Pulje(omraade=omraade, **felter))
    record("opret pulje", pulje, by=by, rolle=rolle, efter={"navn": pulje.navn})
    _log_release(pulje, frigivet, by)
    return pulje


@transaction.atomic
def add_cooperation(
    *, omraade: Aftaleomraade, felter: Mapping[str, Any], frigivet: Sequence[str] = (), by: Bruger
) -> Samarbejdsaftale:
    """Write an agreement with another region in. Raises ValidationError where it cannot be."""
    rolle = require(by, PULJE, omraade=omraade)
    aftale = save_checked(Samarbejdsaftale(omraade=omraade, **felter))
    record("opret samarbejdsaftale", aftale, by=by, rolle=rolle, efter={"med": aftale.med})
    _log_release(aftale, frigivet, by)
    return aftale


def _log_release(om: Pladsprojekt | Pulje | Samarbejdsaftale, felter: Sequence[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, om, by=by, efter={"felter": list(felter)})
