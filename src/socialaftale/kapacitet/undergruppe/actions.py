"""Keeping what a pladsgruppe can take care of, and its subgroups. All of it holds from today."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_from_today
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.indsat import key_of
from socialaftale.regler.saerbehov import all_needs
from socialaftale.tilbud.foelger import tell_changed
from socialaftale.tilbud.models import Afdeling, Maalgruppefakta, Pladsfakta, Pladsgruppe, Tilbud
from socialaftale.tilbud.queries import status_of
from socialaftale.tilbud.reference import all_maalgrupper
from socialaftale.tilbud.status import I_DRIFT

from ..melding import IKKE_I_DRIFT, KUN_JA_OG_NEJ, TAL, more_is_asked
from ..steder import driftsherre_of
from .models import INTET_KRITERIUM, Pladsbehov, Undergruppe, Undergruppefakta
from .permissions import KRITERIER
from .tal import asked_of

NEDLAGT = "Der er ingen normerede pladser her, så der er ikke noget at dele op."
BAADE_OG = "Det samme behov kan ikke være både ja og nej."
UKENDT = "Vælg fra listen."
CPR = "Navnet ligner et CPR-nummer. Skriv, hvem pladserne er til, og intet om én bestemt borger."
TAGET = "Afdelingen har allerede en undergruppe, der hedder sådan. Find på et andet navn, eller ret den."
UDEN_FOR_ALDER = "Tilbuddet er for {fra}-{til} år. Undergruppen skal have nogle af dem."
UDEN_FOR_MAALGRUPPE = "En undergruppe kan kun have målgrupper, som tilbuddet selv har."
OPHOERT = "Undergruppen er ophørt."


@dataclass(frozen=True)
class Kriterier:
    """Whom a subgroup is for; see `Undergruppefakta`."""

    navn: str
    maalgrupper: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None
    koen: str = ""
    kan: tuple[str, ...] = ()
    kan_ikke: tuple[str, ...] = ()


@transaction.atomic
def keep_needs(*, pladsgruppe: Pladsgruppe, kan: Collection[str], kan_ikke: Collection[str], by: Bruger) -> Pladsbehov:
    """Say which special needs the pladsgruppe meets, and which not. Raises PermissionDenied and ValidationError."""
    rolle = require(by, KRITERIER, organisation=driftsherre_of(pladsgruppe.afdeling))
    _check_needs(kan, kan_ikke)
    svar = {"kan": sorted(kan), "kan_ikke": sorted(kan_ikke)}
    nu = {"gaelder_fra": tid.today(), "registreret_at": tid.now(), "registreret_by": by}
    raekke = Pladsbehov.objects.create(pladsgruppe=pladsgruppe, **svar, **nu)
    record("sig, hvilke behov pladserne kan tage imod", pladsgruppe.afdeling, by=by, rolle=rolle, efter=svar)
    tell_changed(Tilbud.objects.filter(afdelinger=pladsgruppe.afdeling_id))
    return raekke


@transaction.atomic
def keep_group(
    *, pladsgruppe: Pladsgruppe, kriterier: Kriterier, by: Bruger, undergruppe: Undergruppe | None = None
) -> Undergruppe:
    """Make a subgroup, or change its name and criteria from today. Raises PermissionDenied and ValidationError."""
    rolle = require(by, KRITERIER, organisation=driftsherre_of(pladsgruppe.afdeling))
    afdeling = lock_row(Afdeling.objects.all(), pk=pladsgruppe.afdeling_id)
    _check_open(afdeling, pladsgruppe)
    _check(afdeling, kriterier, undergruppe)
    if undergruppe and not Undergruppefakta.objects.i_kraft(tid.today()).filter(undergruppe=undergruppe).exists():
        raise ValidationError(OPHOERT)
    undergruppe = undergruppe or Undergruppe.objects.create(pladsgruppe=pladsgruppe)
    save_from_today(Undergruppefakta(undergruppe=undergruppe, **asdict(kriterier)), by)
    record("bestem, hvem en undergruppe er til", afdeling, by=by, rolle=rolle, efter=asdict(kriterier))
    tell_changed(Tilbud.objects.filter(pk=afdeling.tilbud_id))
    return undergruppe


@transaction.atomic
def end_group(*, undergruppe: Undergruppe, by: Bruger) -> None:
    """End a subgroup today. Reports that gave it places stand as they were: whom the places are for is then unknown.

    Raises PermissionDenied, and ValidationError where it has ended already.
    """
    afdeling = undergruppe.pladsgruppe.afdeling
    rolle = require(by, KRITERIER, organisation=driftsherre_of(afdeling))
    lock_row(Afdeling.objects.all(), pk=afdeling.pk)
    nu = Undergruppefakta.objects.i_kraft(tid.today()).filter(undergruppe=undergruppe).first()
    if nu is None:
        raise ValidationError(OPHOERT)
    nu.ending(tid.today(), by, tid.now()).save()
    record("afslut en undergruppe", afdeling, by=by, rolle=rolle, foer={"navn": nu.navn})
    tell_changed(Tilbud.objects.filter(pk=afdeling.tilbud_id))


def _check_open(afdeling: Afdeling, pladsgruppe: Pladsgruppe) -> None:
    dag = tid.today()
    if status_of(afdeling.tilbud) not in I_DRIFT:
        raise ValidationError(IKKE_I_DRIFT)
    if not Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe=pladsgruppe, normerede__gt=0).exists():
        raise ValidationError(NEDLAGT)
    if not more_is_asked(afdeling, TAL, dag):
        raise ValidationError(KUN_JA_OG_NEJ)


def _check(afdeling: Afdeling, kriterier: Kriterier, undergruppe: Undergruppe | None) -> None:
    dag = tid.today()
    if cpr.find(kriterier.navn):
        raise ValidationError({"navn": CPR})
    aldre = (kriterier.alder_fra, kriterier.alder_til)
    andet = (kriterier.maalgrupper, kriterier.koen, kriterier.kan, kriterier.kan_ikke)
    if aldre == (None, None) and not any(andet):
        raise ValidationError(INTET_KRITERIUM)
    andre = {et.pk: key_of(et.navn) for et in asked_of([afdeling.pk], dag).get(afdeling.pk, [])}
    if undergruppe:
        andre.pop(undergruppe.pk, None)
    if key_of(kriterier.navn) in andre.values():
        raise ValidationError({"navn": TAGET})
    _check_needs(kriterier.kan, kriterier.kan_ikke)
    _check_within(afdeling, kriterier, dag)


def _check_needs(kan: Collection[str], kan_ikke: Collection[str]) -> None:
    if set(kan) & set(kan_ikke):
        raise ValidationError(BAADE_OG)
    if not {*kan, *kan_ikke} <= set(all_needs()):
        raise ValidationError(UKENDT)


def _check_within(afdeling: Afdeling, kriterier: Kriterier, dag: dt.date) -> None:
    """A subgroup is a part of those that the tilbud is for, where the register says whom it is for."""
    if not set(kriterier.maalgrupper) <= set(all_maalgrupper()):
        raise ValidationError({"maalgrupper": UKENDT})
    maal = Maalgruppefakta.objects.gaeldende(dag).filter(tilbud=afdeling.tilbud_id).first()
    if maal is None:
        return
    if maal.maalgrupper and not set(kriterier.maalgrupper) <= set(maal.maalgrupper):
        raise ValidationError({"maalgrupper": UDEN_FOR_MAALGRUPPE})
    fra, til = kriterier.alder_fra, kriterier.alder_til
    if fra is not None and til is not None and (til < maal.alder_fra or maal.alder_til < fra):
        raise ValidationError({"alder_fra": UDEN_FOR_ALDER.format(fra=maal.alder_fra, til=maal.alder_til)})
