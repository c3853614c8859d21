"""Is more reported as free than the norm less used and blocked leaves? A finding, never the figure that is shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.regler.belaegningsdage import first_of_month, month_name, months_back, next_month, on_day
from socialaftale.regler.ledighed import left_by_norm
from socialaftale.tilbud.models import Pladsfakta

from ..mine.queries import Egen
from ..models import Kapacitetsvalg
from ..ophold.tal import kept_since, read_stays
from ..queries import areas_with
from .queries import read_months

Steder = dict[int, dict[int, int]]  # afdeling -> pladsgruppe -> normed places
Opgjort = tuple[int, int, int, int, dt.date | None]  # normed, used and blocked place-days, days, month


@dataclass(frozen=True)
class Normfund:
    """An afdeling reports more than its norm leaves, with the figures behind it.

    `maaned`: they are the average of that month; None: of today, where all of it rests on stays.
    """

    navn: str
    tilbudt: int
    normerede: int
    brugte: Decimal
    spaerrede: Decimal
    levnet: int
    maaned: dt.date | None

    @property
    def hvornaar(self) -> str:
        return f"i {month_name(self.maaned)} var der i snit" if self.maaned else "i dag er"


def above_norm(egne: Iterable[Egen], den: dt.date) -> list[Normfund]:
    """Return what is reported above what the norm leaves, in a constant number of queries.

    The newest that is known counts: today where stays are kept of all of the afdeling, else the month before. Nothing
    where occupancy is switched off, where the place is free from a later day, or where a month lacks: then it cannot
    be told.
    """
    til = areas_with(Kapacitetsvalg.Valg.BELAEGNING)
    meldt = {en.afdeling.pk: en for en in egne if _reports_now(en, den) and en.afdeling.tilbud.omraade_id in til}
    if not meldt:
        return []
    steder = _groups(list(meldt), den)
    fund = [_check(meldt[pk], *tal) for pk, tal in (_by_month(steder, den) | _by_day(steder, den)).items()]
    return [et for et in fund if et.tilbudt > et.levnet]


def _reports_now(egen: Egen, den: dt.date) -> bool:
    return bool(egen.sidst and egen.sidst.tilbudt and not (egen.sidst.ledig_fra and egen.sidst.ledig_fra > den))


def _groups(afdelinger: list[int], den: dt.date) -> Steder:
    """Return the pladsgrupper of each afdeling with their normed places."""
    fakta = Pladsfakta.objects.gaeldende(den).filter(pladsgruppe__afdeling__in=afdelinger, normerede__gt=0)
    steder: Steder = {}
    for afdeling, gruppe, normerede in fakta.values_list("pladsgruppe__afdeling", "pladsgruppe", "normerede"):
        steder.setdefault(afdeling, {})[gruppe] = normerede
    return steder


def _by_month(steder: Steder, den: dt.date) -> dict[int, Opgjort]:
    """The month before the day, of each afdeling all of whose pladsgrupper have it."""
    maaned = months_back(first_of_month(den), 2)[0]
    tal = read_months([gruppe for grupper in steder.values() for gruppe in grupper], [maaned])
    dage = (next_month(maaned) - maaned).days
    return {
        pk: (sum(grupper.values()), sum(en.dage for en in egne), sum(en.spaerrede_dage for en in egne), dage, maaned)
        for pk, grupper in steder.items()
        if len(egne := [tal[en][maaned] for en in grupper if maaned in tal.get(en, {})]) == len(grupper)
    }


def _by_day(steder: Steder, den: dt.date) -> dict[int, Opgjort]:
    """The day itself, of each afdeling all of whose pladsgrupper have kept stays since before the month began."""
    fra = kept_since(gruppe for grupper in steder.values() for gruppe in grupper)
    foerer = {pk: grupper for pk, grupper in steder.items() if all(fra.get(en, dt.date.max) <= den for en in grupper)}
    ophold = read_stays(en for grupper in foerer.values() for en in grupper) if foerer else {}
    fundet = {}
    for pk, grupper in foerer.items():
        tal = on_day([et for en in grupper for _, et in ophold.get(en, [])], den)
        fundet[pk] = (sum(grupper.values()), tal.pladser, tal.spaerrede, 1, None)
    return fundet


def _check(egen: Egen, normerede: int, brugte: int, spaerrede: int, dage: int, maaned: dt.date | None) -> Normfund:
    return Normfund(
        navn=egen.navn,
        tilbudt=egen.sidst.tilbudt,
        normerede=normerede,
        brugte=Decimal(brugte) / dage,
        spaerrede=Decimal(spaerrede) / dage,
        levnet=left_by_norm(normerede, brugte + spaerrede, dage),
        maaned=maaned,
    )
