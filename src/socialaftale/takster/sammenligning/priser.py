"""The takster of an area against PL over three years, put together for one reader."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.parametre import Parameter, UkendtRegelsaet, regelsaet_for
from socialaftale.regler.takst.prisudvikling import Prispunkt, against_pl

from ..udvikling import Aarsindhold, index
from .queries import Aaret, Rapport, Udsyn, by_driftsherre


class Prisraekke(NamedTuple):
    """One driftsherre, or the area (None): its index beside PL, at least two years."""

    driftsherre: Organisation | None
    punkter: tuple[Prispunkt, ...]

    @property
    def navn(self) -> str:
        return self.driftsherre.navn if self.driftsherre else "Hele området"

    @property
    def sidst(self) -> Prispunkt:
        return self.punkter[-1]

    @property
    def daekning_procent(self) -> Decimal:
        """The smallest part of last year's turnover that could be compared in one of the years, per cent."""
        return min(punkt.daekning_procent for punkt in self.punkter)


class Prisoverblik(NamedTuple):
    """The rows that the reader sees; `omraade` is None where the area may not be shown or has no two years."""

    raekker: tuple[Prisraekke, ...]
    omraade: Prisraekke | None
    uden: tuple[Organisation, ...]


def overview(omraade: Aftaleomraade, rapporter: Mapping[int, Aaret], udsyn: Udsyn) -> Prisoverblik:
    """Each driftsherre that the reader sees, and the area, against PL chained from their first year."""
    satser = pl_rates(omraade, rapporter)
    grupper = {aar: by_driftsherre(aaret) for aar, aaret in rapporter.items()}
    parter = {part for gruppe in grupper.values() for part in gruppe if udsyn.sees(part)}
    alle = [
        Prisraekke(part, _against_pl({aar: gruppe.get(part, []) for aar, gruppe in grupper.items()}, satser))
        for part in sorted(parter, key=lambda part: (part.sortering, part.pk))
    ]
    samlet = _against_pl({aar: aaret for aar, aaret in rapporter.items() if udsyn.sees_area(aar)}, satser)
    return Prisoverblik(
        tuple(raekke for raekke in alle if raekke.punkter),
        Prisraekke(None, samlet) if samlet else None,
        tuple(raekke.driftsherre for raekke in alle if raekke.driftsherre and not raekke.punkter),
    )


def pl_rates(omraade: Aftaleomraade, aarene: Mapping[int, object]) -> dict[int, Parameter]:
    """By year: PL of the year's rule set, per cent; nothing for a year without rules or rate."""
    satser = {}
    for aar in aarene:
        try:
            sats = regelsaet_for(aar, omraade.kode).regelsaet.pl_procent.get(str(aar))
        except UkendtRegelsaet:
            continue
        if sats is not None:
            satser[aar] = sats
    return satser


def _against_pl(rapporter: Mapping[int, Sequence[Rapport]], satser: Mapping[int, Parameter]) -> tuple[Prispunkt, ...]:
    aarene = [Aarsindhold(aar, [et.indhold for et in aaret]) for aar, aaret in rapporter.items() if aaret]
    punkter = against_pl(index(aarene), satser)
    return tuple(punkter) if len(punkter) > 1 else ()
