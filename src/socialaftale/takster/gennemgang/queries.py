"""Reads of the review: remarks with where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import Indsendelse, Indsendtlinje
from ..runde.frys import Sted
from ..runde.models import Takstrunde
from .models import Bemaerkning, Bemaerkningstrin
from .stilling import Stand, is_sent, stand_of


@dataclass(frozen=True)
class Bemaerket:
    """A remark with its steps in order and where it stands."""

    bemaerkning: Bemaerkning
    trin: tuple[Bemaerkningstrin, ...]
    stand: Stand

    @property
    def sted(self) -> Sted:
        return Sted(self.bemaerkning.beregning, self.bemaerkning.linje)

    @property
    def er_sendt(self) -> bool:
        return is_sent(self.trin)


def read_remarks(runde: Takstrunde, tilbud: Iterable[int] | None = None) -> list[Bemaerket]:
    """The remarks of a round, of some tilbud (primary keys) or of all, in the order they were written."""
    alle = Bemaerkning.objects.filter(runde=runde).select_related(
        "indberetning__tilbud", "indsendelse__driftsherre", "myndighed", "skrevet_by"
    )
    if tilbud is not None:
        alle = alle.filter(indberetning__tilbud__in=list(tilbud))
    bemaerkninger = list(alle.prefetch_related("trin__gjort_by", "trin__myndighed").order_by("skrevet_at", "pk"))
    nu = content_now(_at_stake(runde, {et.indberetning_id for et in bemaerkninger})) if bemaerkninger else {}
    return [_with_stand(et, nu.get(et.indberetning_id, {})) for et in bemaerkninger]


def unsent(runde: Takstrunde) -> list[Bemaerket]:
    """The open remarks that no driftsherre was told of yet."""
    return [et for et in read_remarks(runde) if et.stand.er_aaben and not et.er_sendt]


def _with_stand(bemaerkning: Bemaerkning, nu: Mapping[Sted, str]) -> Bemaerket:
    trin = tuple(sorted(bemaerkning.trin.all(), key=lambda et: et.nr))
    stand = stand_of(bemaerkning, trin, nu.get(Sted(bemaerkning.beregning, bemaerkning.linje)))
    return Bemaerket(bemaerkning, trin, stand)


def _at_stake(runde: Takstrunde, indberetninger: Iterable[int]) -> QuerySet[Indsendelse]:
    """The newest submissions of some reports, without what is heavy in them."""
    egne = Indsendelse.objects.filter(runde=runde, indberetning__in=list(indberetninger))
    return egne.newest().only("indberetning", "steder")


def content_now(indsendelser: Iterable[Indsendelse]) -> dict[int, dict[Sted, str]]:
    """By report (primary key): the hash at every place of its submission."""
    alle = list(indsendelser)
    nu = {et.indberetning_id: {Sted(sted): sha for sted, sha in et.steder.items()} for et in alle}
    linjer = Indsendtlinje.objects.filter(indsendelse__in=alle)
    for indberetning, beregning, linje, sha in linjer.values_list(
        "indsendelse__indberetning", "beregning", "linje", "indhold_sha256"
    ):
        nu[indberetning][Sted(beregning, linje)] = sha
    return nu
