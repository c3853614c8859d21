"""What the list pages say about a year: how far each tilbud and each driftsherre has come, and what to do now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.parter.models import Organisation
from socialaftale.regler.kontrol import Alvor, Fund

from .models import Indberetningsversion
from .queries import Aarsraekke
from .status import STAAR_VED


@dataclass(frozen=True)
class Driftsherreraekke:
    """One driftsherre in a takst year: tilbud in all, how many are confirmed, and findings still open.

    `klar` are the drafts that nothing stands in the way of.
    """

    driftsherre: Organisation
    tilbud: int
    indberettet: int
    bekraeftet: int
    aabne: int
    klar: int

    @property
    def mangler(self) -> int:
        return self.tilbud - self.bekraeftet


def by_driftsherre(raekker: Iterable[Aarsraekke]) -> list[Driftsherreraekke]:
    """The rows summed for each driftsherre, by its name."""
    grupper: dict[int, list[Aarsraekke]] = {}
    for raekke in raekker:
        grupper.setdefault(raekke.driftsherre.pk, []).append(raekke)
    samlet = [summed(gruppe[0].driftsherre, gruppe) for gruppe in grupper.values()]
    return sorted(samlet, key=lambda raekke: raekke.driftsherre.sortering)


def summed(driftsherre: Organisation, raekker: list[Aarsraekke]) -> Driftsherreraekke:
    return Driftsherreraekke(
        driftsherre,
        len(raekker),
        sum(raekke.version is not None for raekke in raekker),
        sum(is_confirmed(raekke.version) for raekke in raekker),
        sum(raekke.blad.aabne for raekke in raekker if raekke.blad),
        sum(is_ready(raekke) for raekke in raekker),
    )


def is_ready(raekke: Aarsraekke) -> bool:
    """A draft without open findings: read it through and confirm it."""
    return raekke.blad is not None and not raekke.blad.aabne and not is_confirmed(raekke.version)


def is_confirmed(version: Indberetningsversion | None) -> bool:
    return version is not None and version.status in STAAR_VED


def next_step(raekke: Aarsraekke, maa_indberette: bool) -> str:
    """What the person does now about the tilbud; an empty text where there is nothing to do."""
    if not maa_indberette:
        return ""
    if raekke.blad is None:
        return "Indberet takster: hent takstskemaet, udfyld det, og indlæs det."
    antal = {alvor: sum(fund.alvor == alvor for fund in raekke.blad.alle_fund) for alvor in Alvor}
    ret = f"ret {antal[Alvor.FEJL]} fejl" if antal[Alvor.FEJL] else ""
    forklar = f"forklar {antal[Alvor.KRAEVER_FORKLARING]} forhold" if antal[Alvor.KRAEVER_FORKLARING] else ""
    if ret or forklar:
        return ", og ".join(filter(None, (ret, forklar))).capitalize() + "."
    return "" if is_confirmed(raekke.version) else "Læs taksterne igennem, og bekræft dem."


def counted(antal: int, en: str, flere: str) -> str:
    """`1 fejl`, `3 linjer`."""
    return f"{antal} {en if antal == 1 else flere}"


def open_by_line(fund: Iterable[Fund]) -> dict[str, int]:
    """By line id: how many of the findings somebody must mend or explain."""
    return Counter(et.linje for et in fund if et.er_aabent)
