"""Reads of occupancy: month by month, and the year's per cent. The number of queries does not grow with the places."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.regler.belaegningsdage import Maanedstal, occupancy, year_months
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led

from .grupper import Gruppe
from .models import Maanedsbelaegning

Maaneder = dict[int, dict[dt.date, Maanedstal]]


def newest_rows(grupper: Iterable[int], maaneder: Iterable[dt.date], kendt_at: dt.datetime | None = None) -> QuerySet:
    """Return what was said of these pladsgrupper and months and was known at the instant, the latest last."""
    nu = kendt_at or tid.now()
    raekker = Maanedsbelaegning.objects.filter(pladsgruppe__in=list(grupper), maaned__in=list(maaneder))
    raekker = raekker.filter(registreret_at__lte=nu).select_related("registreret_by")
    return raekker.order_by("observeret_at", "klient_id")


def reported(
    grupper: Iterable[int], maaneder: Iterable[dt.date], kendt_at: dt.datetime | None = None
) -> dict[tuple[int, dt.date], Maanedsbelaegning]:
    """Return the row that counts, by pladsgruppe and month; what was taken back is left out."""
    nyeste = {(et.pladsgruppe_id, et.maaned): et for et in newest_rows(grupper, maaneder, kendt_at)}
    return {noegle: et for noegle, et in nyeste.items() if not et.trukket}


def figures_of(raekke: Maanedsbelaegning) -> Maanedstal:
    return Maanedstal(raekke.borgere, raekke.dage, raekke.udenfor_dage, raekke.spaerrede_dage)


def read_months(grupper: Iterable[int], maaneder: Iterable[dt.date], kendt_at: dt.datetime | None = None) -> Maaneder:
    """Return, by pladsgruppe, each month's figures as known at the instant; a month without figures is left out."""
    alle: Maaneder = {}
    for (pk, maaned), raekke in reported(grupper, maaneder, kendt_at).items():
        alle.setdefault(pk, {})[maaned] = figures_of(raekke)
    return alle


@dataclass(frozen=True)
class Maanedslinje:
    """One month of several pladsgrupper together; `tal` None where one of them has no figures."""

    maaned: dt.date
    normerede: int
    tal: Maanedstal | None

    @property
    def led(self) -> Led | None:
        try:
            return occupancy({self.maaned: self.tal}, {self.maaned: self.normerede})
        except KanIkkeBeregnes:
            return None


def month_lines(
    grupper: list[Gruppe], maaneder: list[dt.date], kendt_at: dt.datetime | None = None
) -> list[Maanedslinje]:
    """Return the months of these pladsgrupper together, as given. One without places in a month is not asked."""
    tal = read_months([et.pk for et in grupper], maaneder, kendt_at)
    return [_line(grupper, maaned, tal) for maaned in maaneder]


def _line(grupper: list[Gruppe], maaned: dt.date, tal: Maaneder) -> Maanedslinje:
    aabne = [et for et in grupper if et.normerede(maaned)]
    kendte = [tal.get(et.pk, {}).get(maaned) for et in aabne]
    egne = [et for et in kendte if et is not None]
    ialt = Maanedstal(*map(sum, zip(*egne, strict=True))) if egne and len(egne) == len(aabne) else None
    return Maanedslinje(maaned, sum(et.normerede(maaned) for et in aabne), ialt)


def year_occupancy(gruppe: Gruppe, aar: int, kendt_at: dt.datetime | None = None) -> Led:
    """Return the year's actual occupancy with its explanation. Raises KanIkkeBeregnes, naming the months that lack."""
    maaneder = [et for et in year_months(aar) if gruppe.normerede(et)]
    tal = read_months([gruppe.pk], maaneder, kendt_at).get(gruppe.pk, {})
    return occupancy({et: tal.get(et) for et in maaneder}, {et: gruppe.normerede(et) for et in maaneder})
