"""What lies on the table of a round: the newest submissions, the remarks on their lines, and what is changed.

It is read without the words and the reports themselves, in a few short queries however much there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Indsendelse, Indsendtlinje
from ..runde.frys import Sted
from ..runde.models import Takstrunde
from .foer import Foer, Gang, compare_with
from .models import Bemaerkning, Gennemset
from .stilling import AABNE, Art, Stilling, stand_of


class Sidste(NamedTuple):
    """The last step of a remark: its kind, and the hash it was made on."""

    art: str
    indhold_sha256: str


class Omtale(NamedTuple):
    """A remark without its words."""

    indberetning: int
    sted: Sted
    indhold_sha256: str
    sidste: Sidste | None

    @property
    def talt_om(self) -> str:
        """The hash of what the last word was about."""
        return self.sidste.indhold_sha256 if self.sidste else self.indhold_sha256


@dataclass(frozen=True)
class Bord:
    """`foer` is, by report, what a resubmitted one is compared with. All keys are primary keys.

    `afloest` are the submissions of the round that a later one replaced.
    """

    runde: Takstrunde
    afloest: tuple[int, ...]
    foer: Mapping[int, Foer]

    @property
    def linjer(self) -> QuerySet[Indsendtlinje]:
        """The lines on the table, as `on_the_table` has them."""
        alle = Indsendtlinje.objects.filter(indsendelse__runde=self.runde).order_by()
        return alle.exclude(indsendelse__in=self.afloest) if self.afloest else alle

    @cached_property
    def omtalt(self) -> dict[int, list[tuple[Sted, Stilling]]]:
        """By report: the place of each remark that is not withdrawn, and where it stands."""
        fundet: dict[int, list[tuple[Sted, Stilling]]] = defaultdict(list)
        omtaler = _mentions(self.runde)
        afklarede = [et for et in omtaler if et.sidste and et.sidste.art == Art.AFKLARET]
        nu = self._hashes(afklarede) if afklarede else {}
        for et in omtaler:
            # What was settled opens again where the content changed; the others are open whatever stands there.
            sha = nu.get((et.indberetning, et.sted)) if et in afklarede else et.talt_om
            stand = stand_of(et, [et.sidste] if et.sidste else [], sha)
            if stand.stilling is not Stilling.TRUKKET:
                fundet[et.indberetning].append((et.sted, stand.stilling))
        return fundet

    def _hashes(self, omtaler: Iterable[Omtale]) -> dict[tuple[int, Sted], str]:
        """What stands at the places of some remarks now; nothing where a line is gone."""
        hos = {et.indberetning for et in omtaler}
        linjer = self.linjer.filter(indsendelse__indberetning__in=hos, linje__in={et.sted.linje for et in omtaler})
        felter = ("indsendelse__indberetning", "beregning", "linje", "indhold_sha256")
        nu = {(pk, Sted(beregning, linje)): sha for pk, beregning, linje, sha in linjer.values_list(*felter)}
        brede = {et.indberetning for et in omtaler if not et.sted.linje}
        if brede:
            lagt = Indsendelse.objects.filter(runde=self.runde, indberetning__in=brede).exclude(pk__in=self.afloest)
            for pk, steder in lagt.order_by().values_list("indberetning", "steder"):
                nu |= {(pk, Sted(beregning)): sha for beregning, sha in steder.items()}
        return nu

    def remarks_on(self, indberetning: int, sted: Sted) -> list[Stilling]:
        """Where the remarks on a line stand, those on its house and its tilbud too."""
        steder = (sted, Sted(sted.beregning), Sted())
        return [stilling for hvor, stilling in self.omtalt.get(indberetning, ()) if hvor in steder]

    @property
    def aabne(self) -> int:
        """How many remarks are open."""
        return sum(stilling in AABNE for egne in self.omtalt.values() for _, stilling in egne)

    @cached_property
    def aendrede(self) -> frozenset[int]:
        """The lines of resubmitted reports that are new, or other than what was seen before."""
        if not self.foer:
            return frozenset()
        felter = ("indsendelse__indberetning", "linje", "indhold_sha256")
        foer = [et.pk for et in self.foer.values()]
        gamle = set(Indsendtlinje.objects.filter(indsendelse__in=foer).order_by().values_list(*felter))
        nye = self.linjer.filter(indsendelse__indberetning__in=self.foer).values_list("pk", *felter)
        return frozenset(pk for pk, *indhold in nye if tuple(indhold) not in gamle)

    @cached_property
    def by_line(self) -> dict[int, list[Stilling]]:
        """The lines with remarks (primary keys), and where these stand."""
        linjer = self.linjer.filter(indsendelse__indberetning__in=self.omtalt)
        raekker = linjer.values_list("pk", "indsendelse__indberetning", "beregning", "linje")
        fundet = {pk: self.remarks_on(hos, Sted(*sted)) for pk, hos, *sted in raekker}
        return {pk: stillinger for pk, stillinger in fundet.items() if stillinger}

    def with_open_remarks(self) -> list[int]:
        return [pk for pk, stillinger in self.by_line.items() if any(et in AABNE for et in stillinger)]

    def settled(self) -> list[int]:
        """The lines that had remarks, all of which are settled."""
        return [pk for pk, stillinger in self.by_line.items() if not any(et in AABNE for et in stillinger)]

    def unsettled(self) -> Q:
        """The lines that nobody is done with: a remark is open, or they were not gone through as they are now."""
        return Q(pk__in=self.with_open_remarks()) | (~Q(pk__in=self.settled()) & ~gone_through())


def was_gone_through(linje: Indsendtlinje) -> bool:
    """Whether the line was gone through with the content it has."""
    return Indsendtlinje.objects.filter(gone_through(), pk=linje.pk).exists()


def gone_through() -> Exists:
    """That a line was gone through with the content it has."""
    return Exists(
        Gennemset.objects.gaeldende().filter(
            runde=OuterRef("indsendelse__runde"),
            indberetning=OuterRef("indsendelse__indberetning"),
            linje=OuterRef("linje"),
            indhold_sha256=OuterRef("indhold_sha256"),
        )
    )


def read_table(runde: Takstrunde) -> Bord:
    """What lies on the table of the round now."""
    igen = set(Indsendelse.objects.filter(runde=runde, nr__gt=1).order_by().values_list("indberetning", flat=True))
    if not igen:
        return Bord(runde, (), {})
    indsendt: dict[int, list[Gang]] = defaultdict(list)
    alle = Indsendelse.objects.filter(runde=runde, indberetning__in=igen).order_by("nr")
    for pk, *gang in alle.values_list("indberetning", "pk", "indsendt_at"):
        indsendt[pk].append(Gang(*gang))
    afloest = tuple(gang.pk for egne in indsendt.values() for gang in egne[:-1])
    return Bord(runde, afloest, compare_with(runde, indsendt))


def _mentions(runde: Takstrunde) -> list[Omtale]:
    """The remarks of the round, each with its last step, in one query."""
    felter = ("pk", "indberetning", "beregning", "linje", "indhold_sha256", "trin__art", "trin__indhold_sha256")
    fundet = {}
    for pk, hos, beregning, linje, sha, art, trin_sha in (
        Bemaerkning.objects.filter(runde=runde).order_by("trin__nr").values_list(*felter)
    ):
        fundet[pk] = Omtale(hos, Sted(beregning, linje), sha, Sidste(art, trin_sha) if art else None)
    return list(fundet.values())
