"""A driftsherre's own tilbud in a round: what is submitted, and what still keeps the drafts back."""

from dataclasses import dataclass

from socialaftale.parter.models import Organisation
from socialaftale.regler.kontrol import Fund

from ..indtast.queries import unsaved
from ..models import Indberetningsversion
from ..permissions import Indblik
from ..queries import Aarsraekke
from ..rundestand import Indsendtstand, read_submitted
from ..status import Status
from . import queries
from .frys import Sted, place_hashes
from .mangler import Forklaret, missing, read_sheets
from .models import Takstrunde
from .stand import Trin, draft_step


@dataclass(frozen=True)
class Egettilbud:
    """One tilbud as its driftsherre sees it, and (`kort`) as those who review would see its newest version.

    `mangler` are the findings to mend or explain in it, `forklaret` every answer given to a finding of the report.
    `ikke_gemt` is how many fields are typed on the web and not saved in a version.
    """

    raekke: Aarsraekke
    kort: Aarsraekke
    indsendt: Indsendtstand | None
    mangler: tuple[Fund, ...]
    forklaret: Forklaret
    ikke_gemt: int = 0

    @property
    def kode(self) -> str:
        return self.raekke.billede.kode

    @property
    def version(self) -> Indberetningsversion | None:
        return self.raekke.version

    @property
    def kladde(self) -> Trin | None:
        """Where what is not submitted stands; None where all of it is, or there is nothing."""
        if self.ikke_gemt:
            return Trin.KLADDE
        if self.version is None or self.version.status == Status.INDSENDT:
            return None
        return draft_step(self.mangler)

    @property
    def trin(self) -> Trin:
        """Where the tilbud stands: what is submitted goes before a newer draft."""
        if self.indsendt:
            return self.indsendt.trin
        return self.kladde or Trin.IKKE_BEGYNDT

    @property
    def hashes(self) -> dict[Sted, str]:
        """The hash at every place of the newest version: what an explanation is bound to."""
        return place_hashes(self.raekke.blad) if self.raekke.blad else {}

    @property
    def kan_indsendes(self) -> bool:
        return self.kladde is Trin.KLAR


def read_own(runde: Takstrunde, driftsherre: Organisation) -> list[Egettilbud]:
    """Every tilbud of the driftsherre in the round, by name. Ask for the right to report first."""
    blade = read_sheets(runde, driftsherre, kladder=True)
    fuldt, kort = blade[Indblik.FULDT], blade[Indblik.KORT]
    indberetninger = [et.version.indberetning for et in fuldt.values() if et.version]
    forklaret = queries.explanations(indberetninger)
    mangler = missing(indberetninger, blade, forklaret)
    indsendte = read_submitted(runde, fuldt)
    ikke_gemt = unsaved(fuldt.keys(), runde.aar)
    return [
        Egettilbud(
            raekke,
            kort[pk],
            indsendte.get(pk),
            tuple(mangler.get(raekke.billede.kode, ())),
            forklaret.get(raekke.version.indberetning_id, {}) if raekke.version else {},
            ikke_gemt.get(pk, 0),
        )
        for pk, raekke in fuldt.items()
    ]
