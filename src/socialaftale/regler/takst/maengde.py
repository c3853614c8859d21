"""How much of each line is budgeted sold in a year: what a change of takst is weighted by.

Source: the takst formula of SEL § 174 (place-days); each unit counts its own way. Only places and occupancy of the
short report are used, and the hours that a structure says are sold.
"""

from collections.abc import Sequence
from decimal import Decimal

from socialaftale.regler.forklaring import Led, entered, multiply, percent_of
from socialaftale.regler.kalender import MAANEDER_PR_AAR
from socialaftale.regler.takst.opgave import BasisTimer, Enhed, Linje, Linjetype, Takstberegning, Timetakst

_PR_PLADS = {Enhed.MAANED: ("pladsmåneder", Decimal(MAANEDER_PR_AAR)), Enhed.AAR: ("pladsår", Decimal(1))}
_UDEN_MAENGDE = (Linjetype.AFLEDT,)
"""A derived line sells the same places once more, in another unit."""


def volumes(beregning: Takstberegning, dage: Decimal | None, belaegning: Decimal | None) -> dict[str, Led]:
    """By line id: place-days, place-months, place-years or hours sold; a line whose volume is not known is not there.

    `dage` are the days a place is priced for, `belaegning` the budgeted occupancy in per cent; where one is not known,
    no place has a volume. A place with a negotiated takst is not also counted on the basistakst that it holds.
    """
    fundet = {}
    for nr, linje in enumerate(beregning.linjer):
        maengde = _hours(beregning, linje) or _places(beregning.linjer, nr, dage, belaegning)
        if maengde is not None and linje.type not in _UDEN_MAENGDE:
            fundet[linje.id] = maengde
    return fundet


def _hours(beregning: Takstberegning, linje: Linje) -> Led | None:
    struktur = beregning.struktur
    timelinje = struktur.time if isinstance(struktur, BasisTimer) else getattr(struktur, "linje", "")
    if linje.enhed is not Enhed.TIME or linje.id != timelinje or not isinstance(struktur, BasisTimer | Timetakst):
        return None
    return entered("Solgte timer", struktur.timer_i_alt, "timer", "struktur.timer_i_alt")


def _places(linjer: Sequence[Linje], nr: int, dage: Decimal | None, belaegning: Decimal | None) -> Led | None:
    linje = linjer[nr]
    if linje.pladser is None or dage is None or belaegning is None or linje.enhed in (Enhed.TIME, Enhed.FORLOEB):
        return None
    enhed, pr_plads = _PR_PLADS.get(linje.enhed, ("pladsdage", dage))
    pladser = entered("Pladser", linje.pladser - _negotiated(linjer, linje), "pladser", f"linjer[{nr}].pladser")
    i_alt = multiply("Pladser gange tid", [pladser, entered("Tid pr. plads", pr_plads, enhed, "dage.antal")], enhed)
    procent = entered("Belægning i taksten", belaegning, "procent", "belaegning.procent")
    return percent_of("Budgetteret salg", i_alt, procent, enhed)


def _negotiated(linjer: Sequence[Linje], linje: Linje) -> Decimal:
    if linje.type is not Linjetype.BASIS or linje.pladser is None:
        return Decimal(0)
    aftalt = sum((en.pladser or Decimal(0) for en in linjer if en.type is Linjetype.FORHANDLET), Decimal(0))
    return min(aftalt, linje.pladser)
