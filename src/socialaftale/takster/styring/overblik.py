"""How far a round has come, driftsherre by driftsherre. The number of queries does not grow with what was submitted."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.tilbud.models import Stamfakta, Tilbud

from ..gennemgang.stilling import Stilling
from ..queries import register_day
from ..runde.models import Erklaering, Takstrunde
from ..runde.queries import statements
from ..runde.stand import AFGJORT, Trin
from ..rundestand import Indsendtstand, read_submitted


@dataclass(frozen=True)
class Partstand:
    """A driftsherre in the round. `tilbud` is how many it runs in the takst year, `indsendte` where each of them stands
    that is submitted."""

    part: Organisation
    tilbud: int
    indsendte: tuple[Indsendtstand, ...]
    erklaering: Erklaering | None

    @property
    def indsendt(self) -> int:
        return len(self.indsendte)

    @property
    def mangler(self) -> int:
        """The tilbud that are still waited for: none where it has stated that nothing more comes."""
        return 0 if self.erklaering else self.tilbud - self.indsendt

    @property
    def foreloebige(self) -> int:
        return sum(et.er_foreloebig for et in self.indsendte)

    @property
    def sene(self) -> int:
        return sum(et.stop.dage_for_sent > 0 for et in self.indsendte)

    @property
    def venter(self) -> int:
        """Remarks that the driftsherre is to answer; none on what is decided."""
        return sum(len(et.venter) for et in self._open())

    @property
    def besvaret(self) -> int:
        """Remarks that it has answered and that are not settled yet."""
        return sum(
            bemaerket.stand.stilling is Stilling.BESVARET for et in self._open() for bemaerket in et.bemaerkninger
        )

    @property
    def svarfrist(self) -> dt.date | None:
        return min((et.svarfrist for et in self._open() if et.svarfrist), default=None)

    @property
    def loefter(self) -> int:
        """Explanations promised and not given."""
        return sum(len(et.loefter) for et in self.indsendte)

    @property
    def foerste_loefte(self) -> dt.date | None:
        return min((loefte.eftersendes_senest for et in self.indsendte for loefte in et.loefter), default=None)

    @property
    def trin(self) -> Counter[Trin]:
        """How many tilbud stand at each step; those that are not submitted are not looked into."""
        optalt = Counter(et.trin for et in self.indsendte)
        optalt[Trin.IKKE_BEGYNDT] = self.tilbud - self.indsendt
        return optalt

    def _open(self) -> Iterable[Indsendtstand]:
        return (et for et in self.indsendte if et.trin not in AFGJORT)


def read_overview(runde: Takstrunde) -> list[Partstand]:
    """Every municipality and region of the area, by name."""
    egne = _tilbud_by_party(runde)
    indsendte = read_submitted(runde)
    erklaeret = statements(runde)
    parter = Organisation.objects.i_omraade(runde.omraade).parter()
    return [
        Partstand(
            part,
            len(egne[part.pk]),
            tuple(indsendte[pk] for pk in egne[part.pk] if pk in indsendte),
            erklaeret.get(part.pk),
        )
        for part in parter
    ]


def _tilbud_by_party(runde: Takstrunde) -> Mapping[int, list[int]]:
    """By driftsherre (primary key): the tilbud that it runs in the takst year."""
    dag = register_day(runde.aar)
    i_drift = Tilbud.objects.i_drift(dag).filter(omraade=runde.omraade)
    fakta = Stamfakta.objects.gaeldende(dag).filter(tilbud__in=i_drift).order_by("tilbud")
    egne: dict[int, list[int]] = defaultdict(list)
    for tilbud, driftsherre in fakta.values_list("tilbud", "driftsherre"):
        egne[driftsherre].append(tilbud)
    return egne


TRIN_I_RUNDEN = tuple(trin for trin in Trin if trin not in (Trin.KLADDE, Trin.SKAL_FORKLARES, Trin.KLAR))
"""The steps that others than the driftsherre can see; what is not submitted counts as the first of them."""


def count_steps(stande: Iterable[Partstand]) -> list[tuple[Trin, int]]:
    """How many tilbud stand at each step of the round, those without any left out."""
    samlet = sum((et.trin for et in stande), Counter[Trin]())
    return [(trin, samlet[trin]) for trin in TRIN_I_RUNDEN if samlet[trin]]


def is_past(dag: dt.date | None) -> bool:
    """Whether a day has gone: on the day itself there is still time."""
    return dag is not None and dag < tid.today()
