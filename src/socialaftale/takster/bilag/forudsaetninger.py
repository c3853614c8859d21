"""What an edition needs to know beside the takster: the tilbud of the register, last year's public takster."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Efterfoelger, Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..queries import register_day
from ..synlighed import EN_KOEBER
from .beskyttet import hidden_words
from .kilde import Forrige
from .laesning import newest_edition


@dataclass(frozen=True)
class Forudsaetninger:
    """By primary key of the tilbud: its picture, hidden words, and codes of what it came of. `forrige` is by code.

    `forrige` is None where no takstbilag of the year before is public.
    """

    aar: int
    billeder: Mapping[int, Tilbudsbillede]
    skjulte: Mapping[int, tuple[str, ...]]
    forgaengere: Mapping[int, tuple[str, ...]]
    i_drift: frozenset[int]
    forrige: Mapping[str, Mapping[str, Forrige]] | None

    def last_year_of(self, pk: int, rapport: TilbudIndberetning, taken_over: bool) -> dict[str, Forrige]:
        """By line id: last year's public takst, found by the line's id or by a bridge that carries a whole line over.

        Where no takstbilag was public last year, it is what the report says of last year. In a list that is
        `taken_over` that was public already; else it must be known that more than one buyer paid it.
        """
        if self.forrige is None:
            return dict(_as_reported(rapport, taken_over))
        kode = self.billeder[pk].kode
        gamle: dict[str, Forrige] = {}
        for fra in (*self.forgaengere.get(pk, ()), kode):
            gamle |= self.forrige.get(fra, {})
        til: dict[str, list[str]] = defaultdict(list)
        for bro in rapport.bro:
            til[bro.til_linje].append(bro.fra_linje if bro.andel == 1 else "")
        hele = {ny: fra[0] for ny, fra in til.items() if len(fra) == 1 and fra[0]}
        linjer = (linje.id for beregning in rapport.beregninger for linje in beregning.linjer)
        fundet = {linje: gamle.get(hele.get(linje, linje)) for linje in linjer}
        return {linje: forrige for linje, forrige in fundet.items() if forrige}


def _as_reported(rapport: TilbudIndberetning, taken_over: bool) -> Iterator[tuple[str, Forrige]]:
    for beregning in rapport.beregninger:
        for linje in beregning.linjer:
            pladser = linje.pladser_forrige
            flere = pladser > EN_KOEBER if pladser is not None else taken_over
            if linje.takst_forrige_kr is not None and flere:
                yield linje.id, Forrige(linje.takst_forrige_kr, pladser)


def read_prerequisites(omraade: Aftaleomraade, aar: int, tilbud: Iterable[Tilbud]) -> Forudsaetninger:
    """Read it in a constant number of queries. Raises UkendtRegelsaet for a year out of range."""
    alle = list(tilbud)
    raa = read_billeder(alle, register_day(aar))
    pks = [billede.pk for billede in raa]
    return Forudsaetninger(
        aar=aar,
        billeder={billede.pk: publicerbar(billede) for billede in raa},
        skjulte=hidden_words(pks),
        forgaengere=_predecessors(pks, aar),
        i_drift=_in_operation(pks, aar),
        forrige=_last_year(omraade, aar),
    )


def _predecessors(pks: list[int], aar: int) -> dict[int, tuple[str, ...]]:
    raekker = Efterfoelger.objects.i_kraft(register_day(aar)).filter(til__in=pks)
    fundet: dict[int, list[str]] = defaultdict(list)
    for til, kode in raekker.order_by("fra").values_list("til", "fra__kode"):
        fundet[til].append(kode)
    return {pk: tuple(koder) for pk, koder in fundet.items()}


def _in_operation(pks: list[int], aar: int) -> frozenset[int]:
    """Those that run at some time of the year: on its first day, its last, or the day nearest to today."""
    dage = (dt.date(aar, 1, 1), register_day(aar), dt.date(aar, 12, 31))
    paa_dagen = (Tilbud.objects.i_drift(dag).filter(pk__in=pks).values_list("pk", flat=True) for dag in dage)
    return frozenset().union(*paa_dagen)


def _last_year(omraade: Aftaleomraade, aar: int) -> dict[str, dict[str, Forrige]] | None:
    udgave = newest_edition(omraade, aar - 1)
    if udgave is None:
        return None
    return {et["id"]: dict(_public_takster(et)) for et in udgave.indhold["tilbud"]}


def _public_takster(tilbud: Mapping[str, Any]) -> Iterator[tuple[str, Forrige]]:
    for beregning in tilbud["beregninger"]:
        for linje in beregning["linjer"]:
            pladser = linje["pladser"]
            yield linje["id"], Forrige(Decimal(linje["takst_kr"]), None if pladser is None else Decimal(pladser))


def is_private(billede: Tilbudsbillede) -> bool:
    """The agreement sets no takst for a private supplier."""
    return bool(billede.stam.driftsherre.art == Organisation.Art.PRIVAT)
