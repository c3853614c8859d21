"""The overhead levels of an area over three years, put together for one reader. Only the short reports are used."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.forklaring import Led
from socialaftale.regler.kontrol import Fund, check_indberetning
from socialaftale.regler.kontrol.overhead import OM_OVERHEAD
from socialaftale.regler.overheadniveau import Opgoerelse, change, far_from_middle, level_of, middle, summarise
from socialaftale.regler.parametre import Parameter, regelsaet_for
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.opgave import TilbudIndberetning

from ..queries import as_indberetning
from ..synlighed import short_report
from .queries import Aaret, Rapport, Udsyn, by_driftsherre


class Driftsherreniveau(NamedTuple):
    """One driftsherre: its levels in the three years, oldest first, and what the checks say of this year's.

    `afstand` is how far it lies from the middle of the driftsherrer, percentage points, where that is far.
    """

    driftsherre: Organisation
    aarene: tuple[Opgoerelse, ...]
    fund: tuple[Fund, ...]
    afstand: Decimal | None

    @property
    def first(self) -> int:
        """The number of the first year with a level; the last one where there is none."""
        return next((nr for nr, et in enumerate(self.aarene) if et.vaegtet is not None), len(self.aarene) - 1)

    @property
    def ny(self) -> Opgoerelse:
        return self.aarene[-1]

    @property
    def aendring(self) -> Led | None:
        """The change of the weighted level since last year, percentage points."""
        return change(self.aarene[-2].vaegtet, self.ny.vaegtet)


class Omraadeniveau(NamedTuple):
    """The area in one year: all its levels, and the lowest, middle and highest weighted level of a driftsherre."""

    aar: int
    niveauer: Opgoerelse
    laveste: Decimal | None
    midterste: Decimal | None
    hoejeste: Decimal | None


class Overblik(NamedTuple):
    """What the reader sees. `omraade` holds the years in which the area as a whole may be shown, oldest first."""

    raekker: tuple[Driftsherreniveau, ...]
    omraade: tuple[Omraadeniveau, ...]
    graense: Parameter

    def years_shown(self, aar: int) -> list[int]:
        """The years up to `aar` from the first in which a driftsherre has a level."""
        antal = max((len(raekke.aarene) - raekke.first for raekke in self.raekker), default=0)
        return list(range(aar - antal + 1, aar + 1))

    def area_in(self, aar: int) -> Omraadeniveau | None:
        """The area in a year; None where it may not be shown or has no reports."""
        return next((et for et in self.omraade if et.aar == aar), None)


def overview(omraade: Aftaleomraade, rapporter: Mapping[int, Aaret], udsyn: Udsyn) -> Overblik:
    """The levels of the years in `rapporter`, oldest first; the last is the one that is looked at."""
    grupper = {aar: by_driftsherre(aaret) for aar, aaret in rapporter.items()}
    parter = {part for grupperne in grupper.values() for part in grupperne if udsyn.sees(part)}
    graense = kontrollister().graenser.overhead_spring
    *_, aar = rapporter
    afstande = far_from_middle(_weighted(grupper[aar]), graense.vaerdi) if udsyn.alle else {}
    raekker = tuple(
        Driftsherreniveau(
            part,
            tuple(_levels(gruppe.get(part, [])) for gruppe in grupper.values()),
            tuple(_findings(part, omraade, aar, rapporter)) if part in grupper[aar] else (),
            afstande.get(part.kode),
        )
        for part in sorted(parter, key=lambda part: (part.sortering, part.pk))
    )
    return Overblik(
        raekker, tuple(_area(et, grupper[et]) for et in grupper if udsyn.sees_area(et) and grupper[et]), graense
    )


def _levels(rapporter: Sequence[Rapport]) -> Opgoerelse:
    return summarise([level_of(beregning) for rapport in rapporter for beregning in rapport.indhold.beregninger])


def _weighted(grupper: Mapping[Organisation, Aaret]) -> dict[str, Decimal]:
    """By the code of the driftsherre: its weighted level, per cent, where it has one."""
    niveauer = {part.kode: _levels(rapporter).vaegtet for part, rapporter in grupper.items()}
    return {kode: niveau.vaerdi for kode, niveau in niveauer.items() if niveau is not None}


def _area(aar: int, grupper: Mapping[Organisation, Aaret]) -> Omraadeniveau:
    vaegtede = _weighted(grupper).values()
    samlet = _levels([rapport for rapporter in grupper.values() for rapport in rapporter])
    return Omraadeniveau(aar, samlet, min(vaegtede, default=None), middle(vaegtede), max(vaegtede, default=None))


def _findings(part: Organisation, omraade: Aftaleomraade, aar: int, rapporter: Mapping[int, Aaret]) -> list[Fund]:
    """What the checks of overhead say of the driftsherre's reports, beside last year's of the same tilbud."""
    egne = [_named(rapport) for rapport in rapporter[aar] if rapport.driftsherre == part]
    koder = {tilbud.id for tilbud in egne}
    sidste = [_named(rapport) for rapport in rapporter[aar - 1] if rapport.indhold.id in koder]
    ny = as_indberetning(part, omraade, aar, egne)
    forrige = as_indberetning(part, omraade, aar - 1, sidste) if sidste else None
    return check_indberetning(ny, forrige, regelsaet_for(aar, omraade.kode).regelsaet, kun=OM_OVERHEAD)


def _named(rapport: Rapport) -> TilbudIndberetning:
    """The short report, each calculation under the name of its tilbud: a house may lie at a protected address."""
    kort = short_report(rapport.indhold, {})
    flere = len(kort.beregninger) > 1
    beregninger = tuple(
        en.model_copy(update={"navn": f"{rapport.navn} ({nr})" if flere else rapport.navn})
        for nr, en in enumerate(kort.beregninger, start=1)
    )
    return kort.model_copy(update={"beregninger": beregninger})
