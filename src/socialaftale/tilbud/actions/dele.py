"""Add a part to a tilbud: an afdeling, a pladsgruppe or a ydelse. And let another driftsherre take it over."""

import datetime as dt
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require

from ..models import Afdeling, Stamfakta, Tilbud
from ..permissions import INDSKRIV, RET
from ..registrering import (
    NyAfdeling,
    NyPladsgruppe,
    NyYdelse,
    Registrering,
    append,
    write_afdeling,
    write_pladsgruppe,
    write_ydelse,
)
from .faelles import check_day, driftsherre_of, finish, lock


@transaction.atomic
def add_afdeling(*, tilbud: Tilbud, ny: NyAfdeling, gaelder_fra: dt.date, version: int, by: Bruger) -> Afdeling:
    """Write a new afdeling without places. Raises PermissionDenied, Foraeldet, ValidationError."""
    tilbud, told = _begin(tilbud, gaelder_fra, version, by)
    afdeling = write_afdeling(tilbud, ny, told)
    finish(tilbud, "add_afdeling", by, {"afdeling": afdeling.kode})
    return afdeling


@transaction.atomic
def add_pladsgruppe(*, afdeling: Afdeling, ny: NyPladsgruppe, gaelder_fra: dt.date, version: int, by: Bruger) -> None:
    """Write a pladsgruppe with no places yet: how many there are is proposed and decided as any other change."""
    tilbud, told = _begin(afdeling.tilbud, gaelder_fra, version, by)
    gruppe = write_pladsgruppe(afdeling, replace(ny, godkendte=0, normerede=0), told)
    finish(tilbud, "add_pladsgruppe", by, {"pladsgruppe": gruppe.kode, "lovgrundlag": ny.lovgrundlag})


@transaction.atomic
def add_ydelse(*, tilbud: Tilbud, ny: NyYdelse, gaelder_fra: dt.date, version: int, by: Bruger) -> None:
    """Write a new ydelse. Raises PermissionDenied, Foraeldet, ValidationError."""
    tilbud, told = _begin(tilbud, gaelder_fra, version, by)
    ydelse = write_ydelse(tilbud, ny, told)
    finish(tilbud, "add_ydelse", by, {"ydelse": ydelse.kode})


@transaction.atomic
def take_over(*, tilbud: Tilbud, driftsherre: Organisation, gaelder_fra: dt.date, by: Bruger) -> None:
    """Let another driftsherre run the same tilbud from a day. Raises PermissionDenied, ValidationError."""
    require(by, INDSKRIV, driftsherre_of(tilbud))
    require(by, INDSKRIV, driftsherre)
    check_day(gaelder_fra)
    tilbud = lock(tilbud)
    if not append(Stamfakta, tilbud, Registrering.now(by, gaelder_fra), driftsherre=driftsherre):
        raise ValidationError("Det er allerede den driftsherre, der driver tilbuddet den dag.")
    finish(tilbud, "take_over", by, {"driftsherre": driftsherre.kode, "fra": gaelder_fra.isoformat()})


@transaction.atomic
def set_in_cooperation(*, tilbud: Tilbud, er_med: bool, gaelder_fra: dt.date, by: Bruger) -> bool:
    """Write from which day the tilbud is in det forstærkede samarbejde, or no longer is; return whether anything
    changed. Raises PermissionDenied, ValidationError."""
    require(by, INDSKRIV, driftsherre_of(tilbud))
    check_day(gaelder_fra)
    tilbud = lock(tilbud)
    nye = append(Stamfakta, tilbud, Registrering.now(by, gaelder_fra), forstaerket_samarbejde=er_med)
    if nye:
        finish(tilbud, "set_in_cooperation", by, {"er_med": er_med, "fra": gaelder_fra.isoformat()})
    return bool(nye)


def _begin(tilbud: Tilbud, gaelder_fra: dt.date, version: int, by: Bruger) -> tuple[Tilbud, Registrering]:
    require(by, RET, driftsherre_of(tilbud))
    check_day(gaelder_fra)
    return lock(tilbud, version), Registrering.now(by, gaelder_fra)
