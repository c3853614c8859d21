"""Draft a tilbud, correct its facts, take a step in its life, and say what it goes on in."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles.raekke import save_checked
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require
from socialaftale.parter.sortering import sort_key

from ..models import Efterfoelger, Stamfakta, Statusfakta, Tilbud
from ..permissions import INDSKRIV, RET, holds_role
from ..registrering import NytTilbud, Registrering, append, write_tilbud
from ..status import I_DRIFT, Skridt, Status, find_step
from .faelles import check_day, driftsherre_of, finish, lock


@transaction.atomic
def draft_tilbud(*, omraade: Aftaleomraade, nyt: NytTilbud, gaelder_fra: dt.date, by: Bruger) -> Tilbud:
    """Write a draft for the driftsherre. Raises PermissionDenied and ValidationError."""
    require(by, RET, nyt.driftsherre, omraade=omraade)
    check_day(gaelder_fra)
    if nyt.tilbudsportal_id and Stamfakta.objects.filter(tilbudsportal_id=nyt.tilbudsportal_id).exists():
        raise ValidationError("Der er allerede et tilbud i registeret med det id i Tilbudsportalen.")
    tilbud = write_tilbud(omraade, nyt, Status.KLADDE, Registrering.now(by, gaelder_fra))
    finish(tilbud, "draft", by, {"navn": nyt.navn})
    return tilbud


@dataclass(frozen=True)
class Rettelse:
    """New values for one kind of fact about one thing from a day."""

    model: Any
    om: Any
    gaelder_fra: dt.date
    vaerdier: dict[str, Any]


@transaction.atomic
def change_facts(*, tilbud: Tilbud, rettelse: Rettelse, version: int, by: Bruger) -> bool:
    """Append what differs, and return whether anything did. Raises PermissionDenied, Foraeldet, ValidationError."""
    require(by, RET, driftsherre_of(tilbud))
    check_day(rettelse.gaelder_fra)
    tilbud = lock(tilbud, version)
    vaerdier = rettelse.vaerdier
    if rettelse.model is Stamfakta and "navn" in vaerdier:
        vaerdier = vaerdier | {"sortering": sort_key(vaerdier["navn"])}
    nye = append(rettelse.model, rettelse.om, Registrering.now(by, rettelse.gaelder_fra), **vaerdier)
    if nye:
        finish(
            tilbud,
            "change",
            by,
            {rettelse.model._meta.model_name: sorted(vaerdier), "fra": rettelse.gaelder_fra.isoformat()},
        )
    return bool(nye)


@transaction.atomic
def take_step(*, tilbud: Tilbud, verbum: str, gaelder_fra: dt.date, aarsag: str, by: Bruger) -> Skridt:
    """Move the tilbud along its life. Raises UlovligtSkridt, PermissionDenied, ValidationError."""
    tilbud = lock(tilbud)
    check_day(gaelder_fra)
    skridt = find_step(status_on(tilbud, gaelder_fra), verbum)
    require_step(skridt, tilbud, by)
    if skridt.kraever_aarsag and not aarsag.strip():
        raise ValidationError({"aarsag": "Skriv årsagen: den står i tilbuddets historie."})
    if Statusfakta.objects.filter(tilbud=tilbud, gaelder_fra__gt=gaelder_fra).exists():
        raise ValidationError({"gaelder_fra": "Der er allerede registreret et senere skridt. Vælg en dag efter det."})
    append(Statusfakta, tilbud, Registrering.now(by, gaelder_fra), status=skridt.til, aarsag=aarsag.strip())
    finish(tilbud, verbum, by, {"fra": skridt.fra, "til": skridt.til, "aarsag": aarsag})
    return skridt


def status_on(tilbud: Tilbud, den: dt.date) -> Status:
    """Return the status on a day. Raises ValidationError before the first."""
    fakta = Statusfakta.objects.gaeldende(den).filter(tilbud=tilbud).first()
    if fakta is None:
        raise ValidationError({"gaelder_fra": "Tilbuddet fandtes ikke i registeret den dag. Vælg en senere dag."})
    return Status(fakta.status)


def require_step(skridt: Skridt, tilbud: Tilbud, by: Bruger) -> None:
    """Raise PermissionDenied unless the person holds one of the step's roles where it counts."""
    if not holds_role(by, skridt, driftsherre_of(tilbud)):
        raise PermissionDenied("Det skridt tages af " + " eller ".join(rolle.label for rolle in skridt.roller) + ".")


@transaction.atomic
def register_successor(
    *, fra: Tilbud, til: Tilbud, art: str, gaelder_fra: dt.date, andel_promille: int, by: Bruger
) -> Efterfoelger:
    """Say that one tilbud goes on in another from a day; the first closes that day once all of it has gone on.

    Raises PermissionDenied, and ValidationError where the parts are more than the whole or the two differ in area.
    """
    require(by, INDSKRIV, driftsherre_of(fra))
    check_day(gaelder_fra)
    fra, til = (lock(et) for et in sorted((fra, til), key=lambda et: et.pk)) if fra.pk < til.pk else _swapped(fra, til)
    if fra.omraade_id != til.omraade_id:
        raise ValidationError("De to tilbud hører til hver sit aftaleområde.")
    gaaet = sum(Efterfoelger.objects.i_kraft(gaelder_fra).filter(fra=fra).values_list("andel_promille", flat=True))
    if gaaet + andel_promille > 1000:
        raise ValidationError({"andel_promille": f"Der er kun {1000 - gaaet} promille tilbage af tilbuddet."})
    told = Registrering.now(by, gaelder_fra)
    led = Efterfoelger(fra=fra, til=til, art=art, andel_promille=andel_promille, gaelder_fra=gaelder_fra)
    led.registreret_at, led.registreret_by = told.at, by
    save_checked(led)
    if gaaet + andel_promille == 1000 and status_on(fra, gaelder_fra) in I_DRIFT:
        append(Statusfakta, fra, told, status=Status.LUKKET, aarsag=led.get_art_display().capitalize())
    finish(fra, "succeed", by, {"til": til.kode, "art": art, "promille": andel_promille})
    return led


def _swapped(fra: Tilbud, til: Tilbud) -> tuple[Tilbud, Tilbud]:
    """Lock in the order of the keys, so that two people who do this at once cannot wait for each other."""
    laast = lock(til)
    return lock(fra), laast
