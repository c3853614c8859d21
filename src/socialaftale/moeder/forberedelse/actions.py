"""What is done to an agenda before its meeting: built, put in order, timed, and guests asked."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from .. import krog
from ..actions import add_proposal, draw_up, open_meeting
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from ..queries import known_keys
from .aendringer import log_change
from .afgang import fetch_waiting
from .models import Gaest
from .raekkefoelge import is_fixed, rank, renumber


@dataclass(frozen=True)
class Punkttid:
    """When a point is planned to begin, and how long it is planned to take; None is not said."""

    fra_kl: dt.time | None = None
    minutter: int | None = None

    def __str__(self) -> str:
        dele = [f"kl. {self.fra_kl:%H.%M}" if self.fra_kl else "", f"{self.minutter} min." if self.minutter else ""]
        return ", ".join(del_ for del_ in dele if del_) or "ingen tid"


@transaction.atomic
def build_agenda(*, moede: Moede, by: Bruger) -> list[Dagsordenspunkt]:
    """Add the standing points and those that wait, in their places, and return them.

    Where the agenda is released or something decided, standing points come too late.
    """
    require(by, REFERER, udvalg=moede.udvalg)
    moede = open_meeting(moede)
    findes = known_keys(moede)
    faste = [] if is_fixed(moede) else krog.standing(moede)
    nye = [add_proposal(moede=moede, forslag=et, by=by) for et in faste if et.noegle not in findes]
    return nye + fetch_waiting(moede, by) + draw_up(moede=moede, by=by)


@transaction.atomic
def move_point(*, punkt: Dagsordenspunkt, skridt: int, set_nummer: int, by: Bruger) -> Dagsordenspunkt:
    """Let a point change places with the one before it (`skridt` -1) or after it (1).

    Raises ValidationError where another has moved it since it had `set_nummer`, it would pass a standing point, or
    the agenda is released or something decided, for then others name the point by its number.
    """
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    moede = open_meeting(punkt.moede)
    if is_fixed(moede):
        hvorfor = "Dagsordenen er frigivet" if moede.frigivet_at else "Der er ført en beslutning ind"
        raise ValidationError(f"{hvorfor}, så punkternes numre ligger fast.")
    orden = list(moede.punkter.order_by("nummer"))
    fra = next(plads for plads, andet in enumerate(orden) if andet.pk == punkt.pk)
    if orden[fra].nummer != set_nummer:
        raise ValidationError("En anden har flyttet punkterne imens. Se rækkefølgen, og flyt igen.")
    til = fra + (1 if skridt > 0 else -1)
    if not 0 <= til < len(orden) or rank(orden[til]) != rank(orden[fra]):
        raise ValidationError(f"Punkt {set_nummer} kan ikke flyttes længere den vej. Faste punkter bliver, hvor de er.")
    orden[fra], orden[til] = orden[til], orden[fra]
    renumber(moede, orden)
    record("flyt punkt", punkt, by=by, rolle=rolle, foer={"nummer": set_nummer}, efter={"nummer": orden[til].nummer})
    return orden[til]


@transaction.atomic
def set_time(*, punkt: Dagsordenspunkt, set_tid: Punkttid, ny_tid: Punkttid, by: Bruger) -> None:
    """Plan when a point begins and how long it takes. Raises ValidationError where another has planned it meanwhile."""
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    open_meeting(punkt.moede)
    punkt = lock_row(Dagsordenspunkt.objects.select_related("moede"), pk=punkt.pk)
    nu = time_of(punkt)
    if nu not in (set_tid, ny_tid):
        raise ValidationError(f"En anden har sat punktet til {nu} imens. Gem igen, hvis din tid skal gælde.")
    punkt.fra_kl, punkt.minutter = ny_tid.fra_kl, ny_tid.minutter
    punkt.full_clean()
    punkt.save(update_fields=["fra_kl", "minutter"])
    log_change(punkt, f"Tiden er ændret til {ny_tid}", "Programmet er ændret", by)
    record("sæt tid på punkt", punkt, by=by, rolle=rolle, foer={"tid": str(nu)}, efter={"tid": str(ny_tid)})


@transaction.atomic
def add_guest(
    *,
    punkt: Dagsordenspunkt,
    navn: str,
    organisation: str,
    fra_kl: dt.time | None,
    til_kl: dt.time | None,
    by: Bruger,
) -> Gaest:
    """Let someone from outside come for a point. Raises ValidationError where the same guest stands there already."""
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    open_meeting(punkt.moede)
    gaest = Gaest(punkt=punkt, navn=" ".join(navn.split()), organisation=" ".join(organisation.split()))
    if punkt.gaester.filter(navn__iexact=gaest.navn, organisation__iexact=gaest.organisation).exists():
        raise ValidationError(f"{gaest} er allerede gæst ved punktet. Er tiden en anden, så fjern gæsten først.")
    gaest.fra_kl, gaest.til_kl = fra_kl, til_kl
    save_registered(gaest, by)
    record("tilføj gæst", punkt, by=by, rolle=rolle, efter={"gaest": str(gaest)})
    return gaest


@transaction.atomic
def remove_guest(*, gaest: Gaest, by: Bruger) -> None:
    """Take a guest off a point."""
    rolle = require(by, REFERER, udvalg=gaest.punkt.moede.udvalg)
    open_meeting(gaest.punkt.moede)
    record("fjern gæst", gaest.punkt, by=by, rolle=rolle, foer={"gaest": str(gaest)})
    gaest.delete()


def time_of(punkt: Dagsordenspunkt) -> Punkttid:
    """Return when a point is planned."""
    return Punkttid(punkt.fra_kl, punkt.minutter)
