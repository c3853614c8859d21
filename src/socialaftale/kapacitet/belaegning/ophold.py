"""Stays: beginning one, what happens in it, and taking back what was wrong. Every act locks the pladsgruppe."""

import datetime as dt
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.belaegningsdage import Handling, Skridt, what_is_wrong
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Pladsgruppe, Tilbud

from ..models import Kapacitetsvalg
from ..queries import er_slaaet_til
from .actions import SLAAET_FRA
from .models import Ophold, Opholdsskridt
from .opholdstal import standing, steps_of
from .permissions import FOER_OPHOLD

LUKKET = "Tilbuddet er ikke i drift den dag, så et ophold kan ikke begynde dér."
LAENGST_VARSEL = 730  # days ahead


@transaction.atomic
def begin(
    *, pladsgruppe: Pladsgruppe, klient_id: UUID, dag: dt.date, art: tuple[int, bool, bool] = (1, False, False),
    by: Bruger,
) -> Ophold:  # fmt: skip
    """Begin a stay, or block a place; `art` is (places, outside the target group, blocked).

    The same `klient_id` twice is once. Raises PermissionDenied, and ValidationError for a day to come or one on which
    the tilbud is not in operation.
    """
    pladsgruppe, part = _lock(pladsgruppe.pk, by)
    kendt = Opholdsskridt.objects.filter(klient_id=klient_id, ophold__pladsgruppe=pladsgruppe).first()
    if kendt:
        return kendt.ophold
    pladser, udenfor, spaerring = art
    if dag > tid.today():
        raise ValidationError("Første dag kan ikke ligge i fremtiden. Skriv opholdet ind, når det er begyndt.")
    if not Tilbud.objects.i_drift(dag).filter(pk=pladsgruppe.afdeling.tilbud_id).exists():
        raise ValidationError(LUKKET)
    ophold = Ophold.objects.create(
        pladsgruppe=pladsgruppe, dataansvarlig=part, spaerring=spaerring, oprettet_by=by, oprettet_at=tid.now()
    )
    Opholdsskridt.objects.create(
        ophold=ophold, handling="start", dag=dag, pladser=pladser, udenfor=udenfor, klient_id=klient_id,
        registreret_at=tid.now(), registreret_by=by,
    )  # fmt: skip
    record("begynd ophold", ophold, by=by)
    return ophold


@transaction.atomic
def add_step(*, ophold: Ophold, klient_id: UUID, handling: str, dag: dt.date, by: Bruger) -> Opholdsskridt:
    """Add what happened; the same `klient_id` twice is once. Raises PermissionDenied, and ValidationError for what
    cannot be the life of one stay, or a day to come that is not announced.
    """
    _lock(ophold.pladsgruppe_id, by)
    kendt = ophold.skridt.filter(klient_id=klient_id).first()
    if kendt:
        return kendt
    _check_day(handling, dag)
    galt = what_is_wrong([*steps_of(ophold), Skridt(Handling(handling), dag)])
    if galt:
        raise ValidationError(galt)
    felter = {"handling": handling, "dag": dag, "klient_id": klient_id}
    skridt = ophold.skridt.create(registreret_at=tid.now(), registreret_by=by, **felter)
    record("før ophold", ophold, by=by, efter={"handling": handling})
    return skridt


def _check_day(handling: str, dag: dt.date) -> None:
    dage_frem = (dag - tid.today()).days
    if handling == Handling.VARSEL and not 0 < dage_frem <= LAENGST_VARSEL:
        raise ValidationError("En varslet sidste dag ligger efter i dag og inden for to år.")
    if handling != Handling.VARSEL and dage_frem > 0:
        raise ValidationError("Dagen ligger i fremtiden. Er den sidste dag aftalt, så varsl den.")


@transaction.atomic
def take_back(*, ophold: Ophold, by: Bruger) -> Opholdsskridt:
    """Take back the last thing that was told, by adding that it does not count. Raises PermissionDenied, and
    ValidationError where nothing is left.
    """
    _lock(ophold.pladsgruppe_id, by)
    sidste = next(iter(standing(ophold.skridt.all())[::-1]), None)
    if sidste is None:
        raise ValidationError("Der er ikke mere at tage tilbage.")
    felter = {"dag": sidste.dag, "fjerner": sidste, "klient_id": uuid5(sidste.klient_id, "taget tilbage")}
    skridt = ophold.skridt.create(handling="fjernet", registreret_at=tid.now(), registreret_by=by, **felter)
    record("tag ophold tilbage", ophold, by=by, efter={"handling": sidste.handling})
    return skridt


def _lock(pk: int, by: Bruger) -> tuple[Pladsgruppe, Organisation]:
    pladsgruppe = lock_row(Pladsgruppe.objects.select_related("afdeling__tilbud__omraade"), pk=pk)
    tilbud = pladsgruppe.afdeling.tilbud
    part = driftsherre_of(tilbud)
    require(by, FOER_OPHOLD, part)
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        raise ValidationError(SLAAET_FRA)
    return pladsgruppe, part
