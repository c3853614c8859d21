"""Reads of occupancy: month by month, and the year's per cent. The number of queries does not grow with the places."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.regler.belaegningsdage import Maanedstal, occupancy, year_months
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led
from socialaftale.tilbud.models import Tilbud

from ..models import Kapacitetsvalg
from ..ophold.grupper import Gruppe, read_groups
from ..ophold.tal import months_of_stays
from ..queries import er_slaaet_til
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
    """Return, by pladsgruppe, each month's figures as known at the instant; a month without figures is left out.

    What was reported of a month counts before what stays give.
    """
    grupper, maaneder = list(grupper), list(maaneder)
    meldt = {noegle: figures_of(raekke) for noegle, raekke in reported(grupper, maaneder, kendt_at).items()}
    alle: Maaneder = {}
    for (pk, maaned), tal in (months_of_stays(grupper, maaneder, kendt_at) | meldt).items():
        alle.setdefault(pk, {})[maaned] = tal
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


def year_occupancy(grupper: list[Gruppe], aar: int, kendt_at: dt.datetime | None = None) -> Led:
    """Return the year's actual occupancy of these together, with its explanation.

    Raises KanIkkeBeregnes, naming the months that lack, or where there were no places that year.
    """
    linjer = [et for et in month_lines(grupper, year_months(aar), kendt_at) if et.normerede]
    if not linjer:
        raise KanIkkeBeregnes(f"Der var ingen normerede pladser i {aar}.")
    return occupancy({et.maaned: et.tal for et in linjer}, {et.maaned: et.normerede for et in linjer})


@dataclass(frozen=True)
class Aarsbelaegning:
    """A year's actual occupancy of a pladsgruppe, or in Danish why it cannot be told."""

    aar: int
    led: Led | None
    hvorfor: str = ""


def actual_occupancies(tilbud: Tilbud, kode: str, aarene: Iterable[int], alene: bool) -> list[Aarsbelaegning]:
    """Return the years' actual occupancy, with its explanation, of what a takst is computed for.

    `kode` names a pladsgruppe of the tilbud; where it does not, the whole tilbud is meant if the takst stands `alene`.
    Nothing where occupancy is switched off, or where it cannot be told which places the takst is for.
    """
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.BELAEGNING):
        return []
    alle = read_groups([tilbud], tid.today())
    grupper = [et for et in alle if et.kode == kode] or (alle if alene else [])
    return [_year(grupper, aar) for aar in aarene] if grupper else []


def _year(grupper: list[Gruppe], aar: int) -> Aarsbelaegning:
    try:
        return Aarsbelaegning(aar, year_occupancy(grupper, aar))
    except KanIkkeBeregnes as fejl:
        return Aarsbelaegning(aar, None, str(fejl))
