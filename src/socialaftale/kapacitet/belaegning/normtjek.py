"""Is more reported as free than the norm less used and blocked leaves? A finding, never the figure that is shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.regler.belaegningsdage import Maanedstal, first_of_month, month_name, months_back, next_month
from socialaftale.regler.ledighed import left_by_norm
from socialaftale.tilbud.models import Pladsfakta

from ..mine.queries import Egen
from ..models import Kapacitetsvalg
from ..queries import areas_with
from .queries import read_months


@dataclass(frozen=True)
class Normfund:
    """An afdeling reports more than its norm left in the last month, with the figures behind it."""

    navn: str
    tilbudt: int
    normerede: int
    brugte: Decimal
    spaerrede: Decimal
    levnet: int
    maaned: dt.date

    @property
    def hvornaar(self) -> str:
        return month_name(self.maaned)


def above_norm(egne: Iterable[Egen], den: dt.date) -> list[Normfund]:
    """Return what is reported above what the norm left in the month before the day, in a constant number of queries.

    Nothing where occupancy is switched off, where the place is free from a later day, or where a month lacks: then it
    cannot be told.
    """
    til = areas_with(Kapacitetsvalg.Valg.BELAEGNING)
    meldt = {en.afdeling.pk: en for en in egne if _reports_now(en, den) and en.afdeling.tilbud.omraade_id in til}
    if not meldt:
        return []
    maaned, _ = months_back(first_of_month(den), 2)
    fund = [_check(meldt[pk], *sat, maaned) for pk, sat in _month(list(meldt), den, maaned).items()]
    return [et for et in fund if et.tilbudt > et.levnet]


def _reports_now(egen: Egen, den: dt.date) -> bool:
    return bool(egen.sidst and egen.sidst.tilbudt and not (egen.sidst.ledig_fra and egen.sidst.ledig_fra > den))


def _month(afdelinger: list[int], den: dt.date, maaned: dt.date) -> dict[int, tuple[int, Maanedstal]]:
    """Return normed places and the month's figures of each afdeling all of whose pladsgrupper have them."""
    fakta = Pladsfakta.objects.gaeldende(den).filter(pladsgruppe__afdeling__in=afdelinger, normerede__gt=0)
    raekker = list(fakta.values_list("pladsgruppe__afdeling", "pladsgruppe", "normerede"))
    tal = read_months([gruppe for _, gruppe, _ in raekker], [maaned])
    samlet: dict[int, list[tuple[int, Maanedstal | None]]] = {}
    for afdeling, gruppe, normerede in raekker:
        samlet.setdefault(afdeling, []).append((normerede, tal.get(gruppe, {}).get(maaned)))
    return {
        pk: (sum(normerede for normerede, _ in par), Maanedstal(*map(sum, zip(*[et for _, et in par], strict=True))))
        for pk, par in samlet.items()
        if all(et is not None for _, et in par)
    }


def _check(egen: Egen, normerede: int, tal: Maanedstal, maaned: dt.date) -> Normfund:
    dage = (next_month(maaned) - maaned).days
    return Normfund(
        navn=egen.navn,
        tilbudt=egen.sidst.tilbudt,
        normerede=normerede,
        brugte=Decimal(tal.dage) / dage,
        spaerrede=Decimal(tal.spaerrede_dage) / dage,
        levnet=left_by_norm(normerede, tal.dage + tal.spaerrede_dage, dage),
        maaned=maaned,
    )
