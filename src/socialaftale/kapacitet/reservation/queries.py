"""The holds that a person may see: her municipality's own, and those at the tilbud she answers for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.visning import MAANEDER
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import Ret
from socialaftale.regler.adgangsvej import Vejnavn, ways_on
from socialaftale.regler.afslag import reason_text
from socialaftale.tilbud.models import Afdeling, Pladsfakta, Stamfakta
from socialaftale.tilbud.permissions import reach

from ..steder import names_of
from ..undergruppe.tal import names_of_groups
from .models import Afslagstal, Reservation
from .permissions import RESERVER, SVAR
from .stand import stand_of
from .status import SKRIDT, Skridt, Slut, Stand

VIST_EFTER_SLUT = dt.timedelta(days=14)
FLEST_MAANEDER = 50


@dataclass(frozen=True)
class Raekke:
    """A hold as a line on a page: the names of where, where it stands, and what may be done."""

    reservation: Reservation
    sted: str
    stand: Stand
    nr_i_koe: int
    skridt: tuple[Skridt, ...]
    til: str = ""

    @property
    def hvordan(self) -> str:
        """How it ended: in words, and an end that nobody has written down is that the time is up."""
        if self.stand != Stand.SLUT:
            return self.stand.label
        slut = Slut(self.reservation.slut or Slut.UDLOEBET)
        if slut == Slut.AFVIST:
            return f"{slut.label}: {reason_text(self.reservation.aarsag).lower()}"
        return slut.label

    @property
    def sidste_dag(self) -> dt.date | None:
        """The last whole day of the hold or of the waiting; None where it is over."""
        if self.stand == Stand.SLUT:
            return None
        til = self.reservation.udloeber_at or self.reservation.venter_til_at
        return tid.day_of(til - dt.timedelta(microseconds=1))


def own_holds(bruger: Bruger) -> list[Raekke]:
    """Return the holds of the municipalities that the person visitates for, the newest first."""
    egne = Reservation.objects.filter(myndighed__in=reach(bruger, RESERVER))
    return _rows(egne.order_by("-oprettet_at", "-pk"), RESERVER)


def holds_at(bruger: Bruger) -> list[Raekke]:
    """Return the holds at the tilbud whose driftsherrer the person answers for: what is held or waits, the longest
    first, then what is over.
    """
    drevet = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(bruger, SVAR))
    alle = Reservation.objects.filter(afdeling__tilbud__in=drevet.values("tilbud"))
    return sorted(_rows(alle.order_by("oprettet_at", "pk"), SVAR), key=lambda raekke: raekke.stand == Stand.SLUT)


def months_of(bruger: Bruger) -> list[tuple[str, str, str, int]]:
    """Return the refusals of the tilbud the person answers for: afdeling, month, reason and how many, newest first."""
    drevet = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(bruger, SVAR))
    alle = Afslagstal.objects.filter(afdeling__tilbud__in=drevet.values("tilbud"), antal__gt=0)
    tal = list(alle.select_related("afdeling")[:FLEST_MAANEDER])
    navne = names_of([et.afdeling for et in tal])
    return [
        (navne[et.afdeling_id], f"{MAANEDER[et.maaned.month - 1]} {et.maaned.year}", reason_text(et.aarsag), et.antal)
        for et in tal
    ]


def counts_by_hand(bruger: Bruger) -> list[tuple[str, str]]:
    """Return the afdelinger (name, code) whose citizens come by themselves and that the person answers for."""
    dag = tid.today()
    koder = [lov for vej in ways_on(dag) if vej.navn == Vejnavn.SELVMOEDER for lov in vej.lovgrundlag]
    drevet = Stamfakta.objects.gaeldende(dag).filter(driftsherre__in=reach(bruger, SVAR))
    pladser = Pladsfakta.objects.gaeldende(dag).filter(lovgrundlag__in=koder)
    afdelinger = Afdeling.objects.filter(
        tilbud__in=drevet.values("tilbud"), pk__in=pladser.values("pladsgruppe__afdeling")
    )
    alle = list(afdelinger.order_by("pk"))
    navne = names_of(alle)
    return sorted((navne[et.pk], et.kode) for et in alle)


def _rows(alle: QuerySet[Reservation], ret: Ret) -> list[Raekke]:
    nu = tid.now()
    alle = alle.exclude(slut_at__lt=nu - VIST_EFTER_SLUT).select_related("afdeling__tilbud", "myndighed", "oprettet_by")
    reservationer = list(alle)
    navne = names_of([et.afdeling for et in reservationer])
    koe = _places_in_queue({et.afdeling_id for et in reservationer}, nu)
    staar = {et.pk: stand_of(et, nu) for et in reservationer}
    grupper = names_of_groups({et.undergruppe_id for et in reservationer} - {None}, tid.day_of(nu))
    return [
        Raekke(
            et, navne[et.afdeling_id], staar[et.pk], koe.get(et.pk, 0), _steps(staar[et.pk], ret),
            grupper.get(et.undergruppe_id, ""),
        )
        for et in reservationer
    ]  # fmt: skip


def _places_in_queue(afdelinger: Iterable[int], nu: dt.datetime) -> dict[int, int]:
    """Number those who wait in each afdeling, from 1."""
    numre: dict[int, int] = {}
    foran: dict[int, int] = {}
    for et in Reservation.objects.filter(afdeling__in=list(afdelinger), slut="").order_by("oprettet_at", "pk"):
        if stand_of(et, nu) == Stand.VENTER:
            foran[et.afdeling_id] = numre[et.pk] = foran.get(et.afdeling_id, 0) + 1
    return numre


def _steps(stand: Stand, ret: Ret) -> tuple[Skridt, ...]:
    return tuple(skridt for skridt in SKRIDT if skridt.fra == stand and set(skridt.roller) & ret.raekkevidde.keys())
