"""Propose a change of places or an end, and decide it."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..models import Aendring, Pladsfakta, Pladsgruppe, Statusfakta, Tilbud
from ..models.fakta import FLEST_PLADSER
from ..permissions import AFGOER, FORESLAA
from ..registrering import Registrering, append
from ..status import Status, find_step
from .faelles import Foraeldet, check_day, driftsherre_of, finish, lock, version_of
from .tilbud import status_on

Pladser = dict[str, dict[str, int]]
VERBER = {
    Aendring.Art.AFVIKLING: "phase_out", Aendring.Art.LUKNING: "close", Aendring.Art.UDMELDING: "withdraw",
}  # fmt: skip


@dataclass(frozen=True)
class Forslag:
    """What is proposed. `pladser`: code of the pladsgruppe -> {"godkendte", "normerede"}."""

    art: str
    gaelder_fra: dt.date
    begrundelse: str
    pladser: Pladser


@transaction.atomic
def propose(*, tilbud: Tilbud, forslag: Forslag, version: int, by: Bruger) -> Aendring:
    """Write the proposal, with those places only that differ. Raises PermissionDenied, Foraeldet, ValidationError."""
    art, gaelder_fra, begrundelse = forslag.art, forslag.gaelder_fra, forslag.begrundelse
    require(by, FORESLAA, driftsherre_of(tilbud))
    check_day(gaelder_fra)
    tilbud = lock(tilbud, version)
    if not begrundelse.strip():
        raise ValidationError({"begrundelse": "Skriv begrundelsen: den følger ændringen til alle købere."})
    aendret = changed_places(tilbud, gaelder_fra, forslag.pladser) if art == Aendring.Art.PLADSER else {}
    if art == Aendring.Art.PLADSER and not aendret:
        raise ValidationError("Der er ikke ændret i nogen pladser.")
    if art != Aendring.Art.PLADSER:
        find_step(status_on(tilbud, gaelder_fra), VERBER[Aendring.Art(art)])
    ny = Aendring(tilbud=tilbud, art=art, gaelder_fra=gaelder_fra, begrundelse=begrundelse.strip(), pladser=aendret)
    ny.foreslaaet_at, ny.foreslaaet_by = tid.now(), by
    save_checked(ny)
    record("propose", ny, by=by, efter={"art": art, "fra": gaelder_fra.isoformat(), "pladser": aendret})
    return ny


def changed_places(tilbud: Tilbud, den: dt.date, pladser: Pladser) -> Pladser:
    """Return what differs from the register on the day. Raises ValidationError for numbers that cannot be."""
    nu = {
        raekke.pladsgruppe.kode: raekke
        for raekke in Pladsfakta.objects.gaeldende(den)
        .filter(pladsgruppe__afdeling__tilbud=tilbud)
        .select_related("pladsgruppe")
    }
    if set(pladser) - set(nu):
        raise ValidationError("En af pladsgrupperne hører ikke til tilbuddet den dag. Genindlæs siden.")
    aendret = {}
    for kode, antal in pladser.items():
        if not all(0 <= tal <= FLEST_PLADSER for tal in antal.values()):
            raise ValidationError(f"Antallet af pladser skal være mellem 0 og {FLEST_PLADSER}.")
        if antal["normerede"] > antal["godkendte"]:
            raise ValidationError("Der kan ikke være flere normerede pladser, end tilsynet har godkendt.")
        if (antal["godkendte"], antal["normerede"]) != (nu[kode].godkendte, nu[kode].normerede):
            aendret[kode] = {"godkendte": antal["godkendte"], "normerede": antal["normerede"]}
    return aendret


@transaction.atomic
def decide(*, aendring: Aendring, godkend: bool, svar: str, by: Bruger) -> Aendring:
    """Approve, and write the facts; or refuse with a reason. Raises PermissionDenied, Foraeldet, ValidationError."""
    aendring = _open(aendring)
    require(by, AFGOER, driftsherre_of(aendring.tilbud))
    if not godkend and not svar.strip():
        raise ValidationError({"svar": "Skriv, hvorfor ændringen afvises."})
    if godkend:
        _carry_out(aendring, by)
    return _close(aendring, Aendring.Status.GODKENDT if godkend else Aendring.Status.AFVIST, svar, by)


@transaction.atomic
def withdraw(*, aendring: Aendring, by: Bruger) -> Aendring:
    """Take the proposal back. Raises PermissionDenied, Foraeldet."""
    aendring = _open(aendring)
    require(by, FORESLAA, driftsherre_of(aendring.tilbud))
    return _close(aendring, Aendring.Status.TRUKKET, "", by)


def _open(aendring: Aendring) -> Aendring:
    laast = lock_row(Aendring.objects.select_related("tilbud"), pk=aendring.pk)
    if laast.status != Aendring.Status.FORESLAAET:
        raise Foraeldet
    return laast


def _carry_out(aendring: Aendring, by: Bruger) -> None:
    tilbud = lock(aendring.tilbud)
    told = Registrering.now(by, aendring.gaelder_fra)
    if aendring.art == Aendring.Art.PLADSER:
        grupper = Pladsgruppe.objects.filter(afdeling__tilbud=tilbud, kode__in=aendring.pladser)
        for gruppe in grupper:
            append(Pladsfakta, gruppe, told, aarsag=aendring.begrundelse, **aendring.pladser[gruppe.kode])
    else:
        skridt = find_step(status_on(tilbud, aendring.gaelder_fra), VERBER[Aendring.Art(aendring.art)])
        append(Statusfakta, tilbud, told, status=Status(skridt.til), aarsag=aendring.begrundelse)
    finish(tilbud, "carry_out", by, {"aendring": aendring.pk, "version": version_of(tilbud)})


def _close(aendring: Aendring, status: str, svar: str, by: Bruger) -> Aendring:
    aendring.status, aendring.svar = status, svar.strip()
    aendring.afgjort_at, aendring.afgjort_by = tid.now(), by
    aendring.save()
    record("decide", aendring, by=by, efter={"status": status, "svar": svar})
    return aendring
