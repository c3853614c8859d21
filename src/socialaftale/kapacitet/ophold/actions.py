"""Stays: beginning one, what happens in it, and taking back what was wrong. Every act locks the pladsgruppe.

The same id twice is once; an id that says something else than it did is refused.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.belaegningsdage import Handling, Skridt, what_is_wrong
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Pladsfakta, Pladsgruppe, Tilbud

from ..kilde.models import Kildesystem
from ..melding import observed_at
from ..models import Kapacitetsvalg
from ..queries import er_slaaet_til
from .grupper import SLAAET_FRA
from .models import Ophold, Opholdsskridt
from .permissions import FOER_OPHOLD
from .tal import as_steps, standing, steps_of

LUKKET = "Tilbuddet er ikke i drift den dag, så et ophold kan ikke begynde dér."
INGEN_PLADSER = "Enheden har ingen pladser den dag, så et ophold kan ikke begynde dér."
OPTAGET_ID = (
    "Det samme id er gemt før med et andet indhold. Er det noget nyt, så åbn siden igen, eller send det med et nyt id."
)
INTET_TILBAGE = "Der er ikke mere at tage tilbage."
UKENDT_SKRIDT = "Der er ikke noget at tage tilbage under det id."
SENERE = "Der er skrevet noget, der hviler på det. Tag det tilbage først."
LAENGST_VARSEL = 730  # days ahead


@dataclass(frozen=True)
class Sendt:
    """That a source system sent it, and when it saw it."""

    kilde: Kildesystem
    observeret_at: dt.datetime


@transaction.atomic
def begin(
    *, pladsgruppe: Pladsgruppe, klient_id: UUID, dag: dt.date, art: tuple[int, bool, bool] = (1, False, False),
    sendt: Sendt | None = None, by: Bruger,
) -> Ophold:  # fmt: skip
    """Begin a stay, or block a place; `art` is (places, outside the target group, blocked).

    Raises PermissionDenied, and ValidationError for a day to come, or one on which the tilbud is not in operation or
    the pladsgruppe has no places.
    """
    pladsgruppe, part = _lock(pladsgruppe.pk, by, sendt)
    pladser, udenfor, spaerring = art
    sagt = {"handling": "start", "dag": dag, "pladser": pladser, "udenfor": udenfor}
    kendt = _known(klient_id, sagt, pladsgruppe_id=pladsgruppe.pk, spaerring=spaerring)
    if kendt:
        return kendt.ophold
    _check_beginning(pladsgruppe, dag)
    skrevet = _written(sendt, by)
    ophold = Ophold.objects.create(
        pladsgruppe=pladsgruppe, dataansvarlig=part, spaerring=spaerring, oprettet_by=by, oprettet_at=tid.now()
    )
    ophold.skridt.create(klient_id=klient_id, **sagt, **skrevet)
    record("begynd ophold", ophold, by=by, **_told(sendt))
    return ophold


@transaction.atomic
def add_step(
    *, ophold: Ophold, klient_id: UUID, handling: str, dag: dt.date, sendt: Sendt | None = None, by: Bruger
) -> Opholdsskridt:
    """Add what happened. Raises PermissionDenied, and ValidationError for what cannot be the life of one stay, or a
    day to come that is not announced.
    """
    _lock(ophold.pladsgruppe_id, by, sendt)
    sagt = {"handling": handling, "dag": dag}
    kendt = _known(klient_id, sagt, pk=ophold.pk)
    if kendt:
        return kendt
    _check_day(handling, dag)
    galt = what_is_wrong([*steps_of(ophold), Skridt(Handling(handling), dag)])
    if galt:
        raise ValidationError(galt)
    skridt = ophold.skridt.create(klient_id=klient_id, **sagt, **_written(sendt, by))
    record("før ophold", ophold, by=by, **_told(sendt, handling=handling))
    return skridt


@transaction.atomic
def take_back(
    *, ophold: Ophold, skridt: UUID | None = None, klient_id: UUID | None = None, sendt: Sendt | None = None, by: Bruger
) -> Opholdsskridt:
    """Take back what was told under the id `skridt` (None: the last), by adding that it does not count. Twice is once.

    Raises PermissionDenied, and ValidationError where there is no such thing, or something told since rests on it.
    """
    _lock(ophold.pladsgruppe_id, by, sendt)
    galt = _named(ophold, skridt)
    klient_id = klient_id or uuid5(galt.klient_id, "taget tilbage")
    taget = Opholdsskridt.objects.filter(fjerner=galt).first()
    kendt = _known(klient_id, {"fjerner_id": galt.pk}) or taget
    if kendt:
        return kendt
    rest = [et for et in standing(ophold.skridt.all()) if et.pk != galt.pk]
    if rest and what_is_wrong(as_steps(ophold, rest)):
        raise ValidationError(SENERE)
    felter = {"handling": "fjernet", "dag": galt.dag, "fjerner": galt, "klient_id": klient_id}
    tilbage = ophold.skridt.create(**felter, **_written(sendt, by))
    record("tag ophold tilbage", ophold, by=by, **_told(sendt, handling=galt.handling))
    return tilbage


def _named(ophold: Ophold, skridt: UUID | None) -> Opholdsskridt:
    """The step of the stay with the id, whether or not it counts; None means the last that does."""
    if skridt is None:
        staar = standing(ophold.skridt.all())
        if not staar:
            raise ValidationError(INTET_TILBAGE)
        return staar[-1]
    fundet = ophold.skridt.filter(klient_id=skridt).exclude(handling="fjernet").first()
    if fundet is None:
        raise ValidationError(UKENDT_SKRIDT)
    return fundet


def _known(klient_id: UUID, sagt: dict[str, Any], **om: Any) -> Opholdsskridt | None:
    """The step with the id, None where there is none; `sagt` is what it must say, and `om` of which stay."""
    kendt = Opholdsskridt.objects.filter(klient_id=klient_id).select_related("ophold").first()
    if kendt is None:
        return None
    egne = {navn: getattr(kendt, navn) for navn in sagt}, {navn: getattr(kendt.ophold, navn) for navn in om}
    if egne != (sagt, om):
        raise ValidationError(OPTAGET_ID)
    return kendt


def _check_beginning(pladsgruppe: Pladsgruppe, dag: dt.date) -> None:
    if dag > tid.today():
        raise ValidationError("Første dag kan ikke ligge i fremtiden. Skriv opholdet ind, når det er begyndt.")
    if not Tilbud.objects.i_drift(dag).filter(pk=pladsgruppe.afdeling.tilbud_id).exists():
        raise ValidationError(LUKKET)
    pladser = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe=pladsgruppe).first()
    if pladser is None or not (pladser.normerede or pladser.godkendte):
        raise ValidationError(INGEN_PLADSER)


def _check_day(handling: str, dag: dt.date) -> None:
    dage_frem = (dag - tid.today()).days
    if handling == Handling.VARSEL and not 0 < dage_frem <= LAENGST_VARSEL:
        raise ValidationError("En varslet sidste dag ligger efter i dag og inden for to år.")
    if handling != Handling.VARSEL and dage_frem > 0:
        raise ValidationError("Dagen ligger i fremtiden. Er den sidste dag aftalt, så varsl den.")


def _written(sendt: Sendt | None, by: Bruger) -> dict[str, Any]:
    """When the row is written, by whom, and from which source; raises ValidationError for a clock far ahead."""
    nu = tid.now()
    kilde = {"kilde": sendt.kilde, "observeret_at": observed_at(sendt.observeret_at, nu)} if sendt else {}
    return {"registreret_at": nu, "registreret_by": by} | kilde


def _told(sendt: Sendt | None, **efter: str) -> dict[str, Any]:
    """What the audit says beside what happened: a source system by its name."""
    if sendt:
        return {"rolle": "kildesystem", "efter": efter | {"kilde": sendt.kilde.navn}}
    return {"efter": efter or None}


def _lock(pk: int, by: Bruger, sendt: Sendt | None) -> tuple[Pladsgruppe, Organisation]:
    pladsgruppe = lock_row(Pladsgruppe.objects.select_related("afdeling__tilbud__omraade"), pk=pk)
    tilbud = pladsgruppe.afdeling.tilbud
    part = driftsherre_of(tilbud)
    if sendt is None:
        require(by, FOER_OPHOLD, part)
    elif not sendt.kilde.may_keep_stays_of(part):
        raise PermissionDenied
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        raise ValidationError(SLAAET_FRA)
    return pladsgruppe, part
