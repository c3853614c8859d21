"""An import as it stands now: the file read with the choices made, paired with the register. Nothing here is stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Organisation
from socialaftale.regler.takst.opgave import Enhed, Linjetype, TilbudIndberetning

from ..indhold import dump
from ..models import Indberetningsversion
from ..status import Status
from .laesning.indhold import build_tilbud
from .laesning.typer import Gaet, Gruppe, Laesning, Laestlinje, Raekke, Sikkerhed, Udfald
from .models import Importvalg
from .parring import Parring

Valgte = Mapping[str, Importvalg]


class Tilstand(StrEnum):
    """Where a tilbud of the file stands."""

    UPARRET = "uparret"
    UDELADT = "udeladt"
    KLAR = "klar"
    ERSTATTER = "erstatter"
    BEKRAEFTET = "bekraeftet"


@dataclass(frozen=True)
class Importtilbud:
    """One tilbud of the file. `grupper` are several where the file calls the same tilbud by more than one name."""

    grupper: tuple[Gruppe, ...]
    driftsherre: Organisation | None
    parring: Parring
    udeladt: str = ""
    findes: Indberetningsversion | None = None

    @property
    def noegle(self) -> str:
        return f"tilbud:{self.grupper[0].noegle}"

    @property
    def navn(self) -> str:
        return self.parring.tilbud.navn if self.parring.tilbud else self.grupper[0].navn

    @property
    def linjer(self) -> list[Laestlinje]:
        return [linje for gruppe in self.grupper for linje in gruppe.linjer]

    @property
    def pladser(self) -> Decimal | None:
        kendte = [gruppe.pladser for gruppe in self.grupper if gruppe.pladser is not None]
        return sum(kendte, Decimal(0)) if kendte else None

    @cached_property
    def indhold(self) -> TilbudIndberetning | None:
        """The report that is stored when it is confirmed, None while nobody has said which tilbud it is."""
        tilbud = self.parring.tilbud
        if tilbud is None:
            return None
        samlet = replace(_merge(self.grupper), navn=tilbud.navn)
        return build_tilbud(samlet, tilbud.kode, Decimal(tilbud.pladser))

    @property
    def tilstand(self) -> Tilstand:
        if self.udeladt:
            return Tilstand.UDELADT
        if self.indhold is None:
            return Tilstand.UPARRET
        if self.findes is None:
            return Tilstand.KLAR
        samme = self.findes.sha256 == redactable_sha256(dump(self.indhold))
        return Tilstand.BEKRAEFTET if samme and self.findes.status == Status.BEKRAEFTET else Tilstand.ERSTATTER


@dataclass(frozen=True)
class Gennemsyn:
    """The whole import: tilbud in the file's order, rows that need an answer, and the reading itself."""

    laesning: Laesning
    tilbud: tuple[Importtilbud, ...]
    uplacerede: tuple[tuple[Raekke, Organisation | None], ...]
    udeladte_raekker: tuple[tuple[Raekke, str], ...]

    def of(self, driftsherre: Organisation | None) -> list[Importtilbud]:
        return [tilbud for tilbud in self.tilbud if tilbud.driftsherre == driftsherre]

    def driftsherrer(self) -> list[Organisation]:
        """The driftsherrer of the file, each once, in the file's order."""
        return list({t.driftsherre.pk: t.driftsherre for t in self.tilbud if t.driftsherre}.values())

    def open_questions(self, driftsherre: Organisation) -> int:
        """How many answers are missing before the driftsherre's takster can be confirmed."""
        uparrede = sum(tilbud.tilstand == Tilstand.UPARRET for tilbud in self.of(driftsherre))
        return uparrede + sum(ejer == driftsherre for _, ejer in self.uplacerede)


def apply_line_choices(gruppe: Gruppe, valgte: Valgte) -> Gruppe:
    """The group with the types and units that a person has chosen."""
    return replace(gruppe, linjer=[_chosen(linje, valgte.get(line_key(linje))) for linje in gruppe.linjer])


def line_key(linje: Laestlinje) -> str:
    return f"linje:{linje.sted}|{linje.navn}"[:300]


def row_key(raekke: Raekke) -> str:
    return f"raekke:{raekke.sted}"[:300]


def _chosen(linje: Laestlinje, valg: Importvalg | None) -> Laestlinje:
    if valg is None or valg.art != Importvalg.Art.LINJE:
        return linje
    linjetype = Gaet(Linjetype(valg.linjetype), Sikkerhed.VALGT, "valgt af jer")
    return replace(linje, type=linjetype, enhed=Gaet(Enhed(valg.enhed), Sikkerhed.VALGT, "valgt af jer"))


def gather(parrede: Iterable[tuple[Gruppe, Organisation | None, Parring, str]]) -> list[Importtilbud]:
    """One Importtilbud per tilbud of the register, and one per group that is not paired or is left out."""
    samlet: dict[str, list[tuple[Gruppe, Organisation | None, Parring, str]]] = defaultdict(list)
    for et in parrede:
        gruppe, _, parring, udeladt = et
        alene = udeladt or parring.tilbud is None
        samlet[gruppe.noegle if alene else f"pk{parring.tilbud.pk}"].append(et)  # type: ignore[union-attr]
    return [
        Importtilbud(tuple(et[0] for et in sammen), sammen[0][1], sammen[0][2], sammen[0][3])
        for sammen in samlet.values()
    ]


def _merge(grupper: tuple[Gruppe, ...]) -> Gruppe:
    """One group; where the file had several names, each name becomes the afdeling of its lines."""
    if len(grupper) == 1:
        return grupper[0]
    linjer = [
        replace(
            linje, afdeling=linje.afdeling or gruppe.navn, pladser=linje.pladser or (gruppe.pladser if not nr else None)
        )
        for gruppe in grupper
        for nr, linje in enumerate(gruppe.linjer)
    ]
    return replace(grupper[0], linjer=linjer, pladser=None)


def unplaced_rows(laesning: Laesning) -> list[Raekke]:
    return [raekke for raekke in laesning.raekker if raekke.udfald == Udfald.UPLACERET]


def with_versions(tilbud: Iterable[Importtilbud], versioner: Mapping[int, Indberetningsversion]) -> list[Importtilbud]:
    """Tell of each tilbud which version of the year it has already; `versioner` by the tilbud's primary key."""
    return [replace(et, findes=versioner.get(et.parring.tilbud.pk)) if et.parring.tilbud else et for et in tilbud]
