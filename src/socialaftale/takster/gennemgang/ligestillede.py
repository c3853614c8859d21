"""The peers of a line: those of the same kind across the driftsherrer of the round, as they were frozen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models.fields.json import KeyTextTransform

from socialaftale.regler.takst.opgave import Linjetype
from socialaftale.tilbud.reference import same_law

from ..models import Indsendtlinje
from .bord import Bord

FELTER = (
    "pk", "navn", "indsendelse", "beregning", "indsendelse__driftsherre__navn", "takst_kr", "kr_pr_ata_time", "pladser",
    "belaegning_procent", "overhead_procent",
)  # fmt: skip


class Ligestillet(NamedTuple):
    """One line of the same kind. `basis_kr` is the basistakst of its house where it has one. Kroner and per cent."""

    pk: int
    tilbud: str
    driftsherre: str
    navn: str
    takst_kr: Decimal | None
    ata_kr: Decimal | None
    basis_kr: Decimal | None
    pladser: Decimal | None
    belaegning: Decimal | None
    overhead: Decimal | None


@dataclass(frozen=True)
class Sammenligning:
    """A line among its peers, itself one of them. `lov_kendt`: whether the legal basis narrows them down."""

    egen: int
    alle: tuple[Ligestillet, ...]
    lov_kendt: bool

    @property
    def andre(self) -> int:
        return len(self.alle) - 1

    @property
    def med_ata(self) -> int:
        """How many of them say ATA hours, and so can be compared by the hour."""
        return sum(et.ata_kr is not None for et in self.alle)

    @property
    def driftsherrer(self) -> int:
        return len({et.driftsherre for et in self.alle})

    def column(self, felt: Callable[[Ligestillet], Decimal | None]) -> list[tuple[Ligestillet, Decimal]]:
        """The peers that have the figure, with it."""
        return [(et, vaerdi) for et in self.alle if (vaerdi := felt(et)) is not None]


def read_peers(bord: Bord, linje: Indsendtlinje) -> Sammenligning:
    """The lines on the table of the same art, type, unit and legal basis: three queries.

    Where the register does not say which paragraph the line is under, those under every paragraph are its peers.
    """
    slags = {"art": linje.art, "type": linje.type, "enhed": linje.enhed}
    if linje.lovgrundlag:
        slags["lovgrundlag__in"] = sorted(same_law(linje.lovgrundlag))
    linjer = bord.linjer.filter(**slags).order_by("kr_pr_ata_time", "takst_kr", "pk")
    raekker = list(linjer.annotate(tilbud=KeyTextTransform("navn", "indsendelse__kort")).values_list(*FELTER, "tilbud"))
    if linje.pk not in {raekke[0] for raekke in raekker}:
        return Sammenligning(linje.pk, (), bool(linje.lovgrundlag))
    basis = _bases(bord, {raekke[2] for raekke in raekker})
    alle = (
        Ligestillet(pk, tilbud, hos, navn, takst, ata, basis.get((indsendelse, beregning)), *resten)
        for pk, navn, indsendelse, beregning, hos, takst, ata, *resten, tilbud in raekker
    )
    return Sammenligning(linje.pk, tuple(alle), bool(linje.lovgrundlag))


def _bases(bord: Bord, indsendelser: Sequence[int] | set[int]) -> dict[tuple[int, str], Decimal]:
    """By submission and calculation: its basistakst."""
    linjer = bord.linjer.filter(indsendelse__in=indsendelser, type=Linjetype.BASIS, takst_kr__isnull=False)
    return {(pk, beregning): kr for pk, beregning, kr in linjer.values_list("indsendelse", "beregning", "takst_kr")}
