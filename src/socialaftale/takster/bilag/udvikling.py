"""How public takster move over the years: the history of a line, and the chained index across breaks of structure.

It reads the newest edition of each year and nothing else. A break is crossed by the bridge that the driftsherre gave
and by what the register says of tilbud that go on in others, both as they stood when the edition was made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.takst.indeks import Indeksled, Indekspunkt, Prislinje, chain, year_link
from socialaftale.regler.takst.opgave import Bro, Enhed

from .beskyttet import hide_in_all
from .laesning import lines_of, newest_editions, number

AARENE = 5
"""How many years a page looks back."""

AARETS_DAGE = Decimal(365)


class Aargang(NamedTuple):
    """The newest edition of a takst year: its tilbud by code."""

    aar: int
    nr: int
    tilbud: Mapping[str, Mapping[str, Any]]


class Trin(NamedTuple):
    """A line in one takst year. `andel` is the part of it that went on into the line of the year after."""

    aar: int
    tilbud: str
    linje: Mapping[str, Any]
    andel: Decimal


def read_years(omraade: Aftaleomraade, til_aar: int) -> list[Aargang]:
    """The unbroken row of years with a takstbilag up to `til_aar`, the oldest first."""
    aarene = range(til_aar - AARENE + 1, til_aar + 1)
    udgaver = list(newest_editions().defer(None).filter(omraade=omraade, aar__in=aarene))
    indhold = hide_in_all([et.indhold for et in udgaver])
    fundne = {et.aar: Aargang(et.aar, et.nr, _by_code(vist)) for et, vist in zip(udgaver, indhold, strict=True)}
    raekke: list[Aargang] = []
    for aar in reversed(aarene):
        if aar not in fundne:
            break
        raekke.insert(0, fundne[aar])
    return raekke


def _by_code(indhold: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {et["id"]: et for et in indhold["tilbud"]}


def history(aargange: Sequence[Aargang], tilbud: str, linje: str) -> list[Trin]:
    """The line in each year, the newest first; several where the lines of one year became one."""
    trin = [Trin(aargange[-1].aar, tilbud, fundet, Decimal(1)) for fundet in _lines_by_id(aargange[-1], tilbud, linje)]
    alle = list(trin)
    for ny, foer in pairwise(reversed(aargange)):
        trin = [gammel for et in trin for gammel in _earlier(ny, foer, et)]
        alle += trin
    return alle


def _lines_by_id(aargang: Aargang, tilbud: str, linje: str) -> list[Mapping[str, Any]]:
    et = aargang.tilbud.get(tilbud)
    return [fundet for _, fundet in lines_of(et) if fundet["id"] == linje] if et else []


def _earlier(ny: Aargang, foer: Aargang, trin: Trin) -> Iterator[Trin]:
    tilbud = ny.tilbud[trin.tilbud]
    broer = [bro for bro in tilbud["bro"] if bro["til"] == trin.linje["id"]]
    fra = [(bro["fra"], Decimal(bro["andel"])) for bro in broer] or [(trin.linje["id"], Decimal(1))]
    for kode in (trin.tilbud, *tilbud["forgaengere"]):
        for linje_id, andel in fra:
            for fundet in _lines_by_id(foer, kode, linje_id):
                yield Trin(foer.aar, kode, fundet, andel)


def index(aargange: Sequence[Aargang], koder: Iterable[str]) -> list[Indekspunkt]:
    """The chained index of the tilbud named (those of the newest year, and what they came of); empty for one year.

    Raises nothing; the chain begins after the last year that cannot be compared with the next.
    """
    kreds = [set(koder)]
    for ny in reversed(aargange[1:]):
        kreds.insert(0, {fra for kode in kreds[0] for fra in _and_predecessors(ny, kode)})
    led = [_link(*par) for par in pairwise(zip(aargange, kreds, strict=True))]
    sidste_brud = max((nr for nr, et in enumerate(led, start=1) if et is None), default=0)
    punkter = chain(aargange[sidste_brud].aar, led[sidste_brud:])
    return punkter if len(punkter) > 1 else []


def _and_predecessors(aargang: Aargang, kode: str) -> tuple[str, ...]:
    et = aargang.tilbud.get(kode)
    return (kode, *et["forgaengere"]) if et else (kode,)


Kreds = tuple[Aargang, set[str]]


def _link(forrige: Kreds, ny: Kreds) -> Indeksled | None:
    """Lines are known by tilbud and id together: an id alone need not be unique in the area."""
    kurv = [pris for kode, et in _of(forrige) for pris in _basket(kode, et)]
    priser: dict[str, Decimal] = {}
    broer: list[Bro] = []
    for kode, et in _of(ny):
        for fra in _and_predecessors(ny[0], kode):
            priser |= {f"{fra}/{linje['id']}": Decimal(linje["takst_kr"]) for _, linje in lines_of(et)}
            broer += [_bridge(fra, kode, bro) for bro in et["bro"]]
    kendte = {pris.linje for pris in kurv}
    return year_link(kurv, priser, [bro for bro in broer if bro.fra_linje in kendte])


def _bridge(fra: str, til: str, bro: Mapping[str, str]) -> Bro:
    return Bro.model_construct(
        fra_linje=f"{fra}/{bro['fra']}", til_linje=f"{til}/{bro['til']}", andel=Decimal(bro["andel"])
    )


def _of(kreds: Kreds) -> Iterator[tuple[str, Mapping[str, Any]]]:
    aargang, koder = kreds
    return ((kode, aargang.tilbud[kode]) for kode in sorted(koder) if kode in aargang.tilbud)


def _basket(kode: str, tilbud: Mapping[str, Any]) -> Iterator[Prislinje]:
    for beregning, linje in lines_of(tilbud):
        yield Prislinje(f"{kode}/{linje['id']}", Decimal(linje["takst_kr"]), _place_days(beregning, linje))


def _place_days(beregning: Mapping[str, Any], linje: Mapping[str, Any]) -> Decimal:
    """Places by days by occupancy. How many hours are sold is not public, so an hour price weighs nothing."""
    pladser = number(linje["pladser"])
    if pladser is None or linje["enhed"] == Enhed.TIME:
        return Decimal(0)
    dage = Decimal(beregning["dage"]) if beregning["dage"] is not None else AARETS_DAGE
    belaegning = number(beregning["belaegning_procent"]) or Decimal(100)
    return REGNING.divide(REGNING.multiply(REGNING.multiply(pladser, dage), belaegning), Decimal(100))


def by_driftsherre(aargange: Sequence[Aargang]) -> list[tuple[str, list[Indekspunkt]]]:
    """The index of every driftsherre of the newest year, by the order of the edition; without those of one year."""
    koder: dict[str, list[str]] = {}
    for kode, et in aargange[-1].tilbud.items():
        koder.setdefault(et["driftsherre"]["navn"], []).append(kode)
    alle = [(navn, index(aargange, egne)) for navn, egne in koder.items()]
    return [(navn, punkter) for navn, punkter in alle if punkter]
