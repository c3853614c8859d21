"""Reads of a whole area: the reports that the driftsherrer stand by. Three queries a year, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.permissions import Access
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.models import Stamfakta

from ..indhold import load
from ..models import Indberetningsversion, Takstbilag
from ..queries import as_indberetning, register_day, tilbud_in_year, years
from ..synlighed import fill_takster
from ..takstblad import missing_takster
from .permissions import SAMMENLIGN


class Rapport(NamedTuple):
    """The report that a tilbud's driftsherre stands by; `indhold` is whole, and the caller says what of it leaves."""

    driftsherre: Organisation
    navn: str
    indhold: TilbudIndberetning
    delt: bool


Aaret = list[Rapport]


def read_reports(omraade: Aftaleomraade, aar: int) -> Aaret:
    """The reports of a takst year with every takst filled in, by driftsherre and name of the tilbud.

    A report belongs to the driftsherre that runs the tilbud in the year. Raises UkendtRegelsaet.
    """
    tilbud = list(tilbud_in_year(omraade, aar).values_list("pk", flat=True))
    fakta = Stamfakta.objects.gaeldende(register_day(aar)).filter(tilbud__in=tilbud).select_related("driftsherre")
    stam = {et.tilbud_id: et for et in fakta}
    rapporter = []
    for version in Indberetningsversion.objects.for_aar(tilbud, aar).newest_confirmed():
        eget = stam[version.indberetning.tilbud_id]
        indhold = _filled(load(version.indhold), eget.driftsherre, omraade, aar)
        rapporter.append(Rapport(eget.driftsherre, eget.navn, indhold, version.delt))
    return sorted(rapporter, key=lambda et: (et.driftsherre.sortering, et.driftsherre.pk, et.navn, et.indhold.id))


def _filled(
    indhold: TilbudIndberetning, driftsherre: Organisation, omraade: Aftaleomraade, aar: int
) -> TilbudIndberetning:
    takster = missing_takster(as_indberetning(driftsherre, omraade, aar, [indhold]))
    return fill_takster(indhold, takster) if takster else indhold


def read_three_years(omraade: Aftaleomraade, til_aar: int) -> dict[int, Aaret]:
    """The reports of the three years up to `til_aar`, oldest first."""
    return {aar: read_reports(omraade, aar) for aar in range(til_aar - 2, til_aar + 1)}


def by_driftsherre(rapporter: Iterable[Rapport]) -> dict[Organisation, Aaret]:
    """The reports of each driftsherre, in the order given."""
    grupper: dict[Organisation, Aaret] = defaultdict(list)
    for rapport in rapporter:
        grupper[rapport.driftsherre].append(rapport)
    return dict(grupper)


class Udsyn(NamedTuple):
    """How far the person sees: every driftsherre of the area by name, or its own beside the area's published years."""

    alle: bool
    driftsherrer: frozenset[int]
    offentlige_aar: frozenset[int]

    def sees(self, driftsherre: Organisation) -> bool:
        return self.alle or driftsherre.pk in self.driftsherrer

    def sees_area(self, aar: int) -> bool:
        """True where the area as a whole may be shown for the year."""
        return self.alle or aar in self.offentlige_aar


def outlook(adgang: Access, omraade: Aftaleomraade, rapporter: Mapping[int, Aaret]) -> Udsyn:
    """Return how far the person sees into the reports of the area."""
    parter = {rapport.driftsherre for aaret in rapporter.values() for rapport in aaret}
    egne = frozenset(part.pk for part in parter if adgang.may(SAMMENLIGN, part))
    offentlige = Takstbilag.objects.filter(omraade=omraade, aar__in=list(rapporter)).values_list("aar", flat=True)
    return Udsyn(len(egne) == len(parter), egne, frozenset(offentlige))


def newest_reported(omraade: Aftaleomraade) -> int:
    """The newest of the years offered that some driftsherre stands by; the oldest offered where there is none."""
    aarene = years()
    versioner = Indberetningsversion.objects.filter(indberetning__tilbud__omraade=omraade)
    staar_ved = versioner.filter(indberetning__aar__in=aarene).newest_confirmed()
    return staar_ved.order_by("-indberetning__aar").values_list("indberetning__aar", flat=True).first() or aarene[0]
