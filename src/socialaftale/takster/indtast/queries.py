"""Reads of the form on the web: what it starts from, and what others have typed in it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from socialaftale.parter.models import Organisation
from socialaftale.regler.belaegning import account_years
from socialaftale.regler.parametre import Regelsaet, regelsaet_for
from socialaftale.regler.takst.opgave import Takstberegning, TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..indhold import load
from ..models import Feltkladde, Indberetningsversion
from ..queries import last_year_of, register_day
from ..skema import start_of
from ..synlighed import short_report
from .felter import values_of, write_value


@dataclass(frozen=True)
class Udgangspunkt:
    """A tilbud's report as it stands: its newest version, else (`version` None) what the year begins with on the web.

    That is a short report: last year's costs are no basis for this year's takst. `sidste_aar` is last year's report as
    the driftsherre may see it.
    """

    tilbud: Tilbud
    aar: int
    billede: Tilbudsbillede
    version: Indberetningsversion | None
    begyndelse: TilbudIndberetning
    sidste_aar: TilbudIndberetning | None
    regelsaet: Regelsaet

    @property
    def nr(self) -> int:
        return self.version.nr if self.version else 0

    @cached_property
    def indhold(self) -> TilbudIndberetning:
        return load(self.version.indhold) if self.version else self.begyndelse

    @property
    def regnskabsaar(self) -> list[int]:
        return account_years(self.regelsaet.belaegning, self.aar)

    def at(self, nr: int) -> TilbudIndberetning:
        """The report as it stood in a version, 0 for what the year begins with; as it stands now for one unknown."""
        if nr == 0:
            return self.begyndelse
        if self.version is None or nr == self.version.nr:
            return self.indhold
        version = self.version.indberetning.versioner.filter(nr=nr).first()
        return load(version.indhold) if version else self.indhold

    def texts(self, nr: int) -> dict[str, str]:
        """What stood in every field in a version, as text."""
        alle: dict[str, str] = {}
        for beregning in self.at(nr).beregninger:
            alle |= {navn: write_value(et) for navn, et in values_of(beregning, self.regnskabsaar).items()}
        return alle

    def last_years(self, beregning: Takstberegning) -> Takstberegning | None:
        """The calculation last year; None where it is new."""
        alle = self.sidste_aar.beregninger if self.sidste_aar else ()
        return next((et for et in alle if et.id == beregning.id), None)


def read_start(tilbud: Tilbud, aar: int, driftsherre: Organisation) -> Udgangspunkt | None:
    """What the form of a tilbud starts from; None where it is not in operation. Raises UkendtRegelsaet.

    Everything is shown in full: ask for the right to report first.
    """
    regelsaet = regelsaet_for(aar, tilbud.omraade.kode).regelsaet
    billeder = read_billeder(Tilbud.objects.i_drift(register_day(aar)).filter(pk=tilbud.pk), register_day(aar))
    if not billeder:
        return None
    forrige = last_year_of(billeder, aar, driftsherre, tilbud.omraade)
    version = Indberetningsversion.objects.for_aar([tilbud.pk], aar).newest().first()
    begyndelse = short_report(start_of(billeder[0], forrige, (driftsherre, tilbud.omraade, aar)), {})
    return Udgangspunkt(tilbud, aar, billeder[0], version, begyndelse, forrige.get(tilbud.kode), regelsaet)


def drafts(tilbud: Tilbud, aar: int) -> dict[str, Feltkladde]:
    """By field: what is typed and not saved in a version."""
    alle = Feltkladde.objects.filter(indberetning__tilbud=tilbud, indberetning__aar=aar).select_related("gemt_by")
    return {et.felt: et for et in alle}


def unsaved(tilbud: Collection[int], aar: int) -> dict[int, int]:
    """By tilbud (primary key): how many fields are typed and not saved in a version; those without any left out."""
    alle = Feltkladde.objects.filter(indberetning__tilbud__in=tilbud, indberetning__aar=aar)
    return Counter(alle.values_list("indberetning__tilbud", flat=True))
