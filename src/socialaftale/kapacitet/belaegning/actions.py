"""Reporting a month, and taking the report back: both add rows, and nothing is ever changed."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.belaegningsdage import Maanedstal, first_of_month, what_cannot_be
from socialaftale.tilbud.models import Tilbud

from ..models import Kapacitetsvalg
from ..ophold.grupper import SLAAET_FRA, Gruppe, groups_of
from ..queries import er_slaaet_til
from .models import Maanedsbelaegning
from .permissions import MELD_BELAEGNING
from .queries import figures_of, newest_rows, reported

IKKE_SLUT = "Måneden er ikke slut endnu. Meld den, når den er forbi."
UKENDT = "Enheden er lukket eller hører ikke til jer i den måned. Genindlæs siden."
TIDLIGST = 36  # months back: older accounts carry no takst


@transaction.atomic
def report_month(
    *, driftsherre: Organisation, maaned: dt.date, raekker: Mapping[str, Maanedstal], overbelagt: bool,
    indsendelse: UUID, by: Bruger,
) -> int:  # fmt: skip
    """Add the month's figures, by the code of the pladsgruppe; return how many were new.

    What stands already is not said again, and the same `indsendelse` twice is once. Raises PermissionDenied, and
    ValidationError where a figure cannot be, the month is not over, or the unit has no places in it.
    """
    driftsherre = lock_row(Organisation.objects.all(), pk=driftsherre.pk)
    require(by, MELD_BELAEGNING, driftsherre)
    check_month(maaned)
    grupper = {et.kode: et for et in open_groups(driftsherre, maaned)}
    check_rows(grupper, maaned, raekker, overbelagt)
    staar = reported([et.pk for et in grupper.values()], [maaned])
    nye = {
        grupper[kode]: tal for kode, tal in raekker.items()
        if (grupper[kode].pk, maaned) not in staar or figures_of(staar[grupper[kode].pk, maaned]) != tal
    }  # fmt: skip
    return _add(maaned, nye, indsendelse, by, driftsherre)


def open_groups(driftsherre: Organisation, maaned: dt.date) -> list[Gruppe]:
    """Return the pladsgrupper of the driftsherre with places in the month, where the area has switched it on."""
    tilbud = Tilbud.objects.of_driftsherre(driftsherre, maaned).select_related("omraade")
    omraader = {et.omraade for et in tilbud}
    taendte = {et.pk for et in omraader if er_slaaet_til(et, Kapacitetsvalg.Valg.BELAEGNING)}
    if not taendte:
        raise ValidationError(SLAAET_FRA)
    koder = {et.kode for et in tilbud if et.omraade_id in taendte}
    return [et for et in groups_of(driftsherre, maaned) if et.tilbud_kode in koder]


def check_month(maaned: dt.date) -> None:
    """Raises ValidationError for a month that is not over, or that is years back."""
    naeste = first_of_month(tid.today())
    if maaned >= naeste:
        raise ValidationError(IKKE_SLUT)
    if (naeste.year - maaned.year) * 12 + naeste.month - maaned.month > TIDLIGST:
        raise ValidationError("Måneden ligger mere end tre år tilbage.")


def check_rows(
    grupper: Mapping[str, Gruppe], maaned: dt.date, raekker: Mapping[str, Maanedstal], overbelagt: bool
) -> None:
    """Raises ValidationError, by code, for what cannot be."""
    fejl = {}
    for kode, tal in raekker.items():
        galt = what_cannot_be(tal, grupper[kode].normerede(maaned), overbelagt) if kode in grupper else UKENDT
        if galt:
            fejl[kode] = galt
    if fejl:
        raise ValidationError(fejl)


def _add(
    maaned: dt.date, nye: Mapping[Gruppe, Maanedstal], indsendelse: UUID, by: Bruger, driftsherre: Organisation
) -> int:
    ider = {gruppe: uuid5(indsendelse, f"{gruppe.kode} {maaned}") for gruppe in nye}
    kendte = set(Maanedsbelaegning.objects.filter(klient_id__in=ider.values()).values_list("klient_id", flat=True))
    nu = tid.now()
    raekker = [
        Maanedsbelaegning(
            pladsgruppe_id=gruppe.pk, maaned=maaned, klient_id=ider[gruppe], indsendelse=indsendelse,
            **tal._asdict(), observeret_at=nu, registreret_at=nu, registreret_by=by,
        )
        for gruppe, tal in nye.items() if ider[gruppe] not in kendte
    ]  # fmt: skip
    Maanedsbelaegning.objects.bulk_create(raekker)
    if raekker:
        efter = {"maaned": f"{maaned:%Y-%m}", "antal": len(raekker), "indsendelse": str(indsendelse)}
        record("meld belægning", driftsherre, by=by, efter=efter)
    return len(raekker)


@transaction.atomic
def undo(*, driftsherre: Organisation, indsendelse: UUID, by: Bruger) -> int:
    """Let what stood before the report stand again, by adding it; return how many rows that took.

    A row that somebody has corrected since stays as it is. Raises PermissionDenied.
    """
    driftsherre = lock_row(Organisation.objects.all(), pk=driftsherre.pk)
    require(by, MELD_BELAEGNING, driftsherre)
    egne = list(Maanedsbelaegning.objects.filter(indsendelse=indsendelse))
    if not egne:
        return 0
    maaned = egne[0].maaned
    tilladte = {et.pk for et in groups_of(driftsherre, maaned)}
    foer: dict[int, list[Maanedsbelaegning]] = {}
    for raekke in newest_rows([et.pladsgruppe_id for et in egne if et.pladsgruppe_id in tilladte], [maaned]):
        foer.setdefault(raekke.pladsgruppe_id, []).append(raekke)
    nye = [_as_before(alle, by) for alle in foer.values() if alle[-1].indsendelse == indsendelse]
    Maanedsbelaegning.objects.bulk_create(nye)
    if nye:
        record("fortryd belægning", driftsherre, by=by, efter={"indsendelse": str(indsendelse), "antal": len(nye)})
    return len(nye)


def _as_before(alle: list[Maanedsbelaegning], by: Bruger) -> Maanedsbelaegning:
    """A new row that says what the last but one said; where there is none, that nothing counts."""
    sidste = alle[-1]
    forrige = next((et for et in reversed(alle) if et.indsendelse != sidste.indsendelse), None)
    nu, kilde = tid.now(), forrige or sidste
    return Maanedsbelaegning(
        pladsgruppe_id=sidste.pladsgruppe_id, maaned=sidste.maaned, klient_id=uuid5(sidste.klient_id, "fortrudt"),
        indsendelse=uuid5(sidste.indsendelse, "fortrudt"), **figures_of(kilde)._asdict(),
        trukket=forrige is None or forrige.trukket, observeret_at=nu, registreret_at=nu, registreret_by=by,
    )  # fmt: skip
