"""From the lines read to a report: what is stored as a tilbud's takster when a person has confirmed them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from socialaftale.regler.takst.opgave import (
    Belaegning,
    Enhed,
    Linje,
    Linjetype,
    Periode,
    Takstberegning,
    Tidsart,
    TilbudIndberetning,
    Timer,
)

from .ord import plain
from .typer import Gruppe, Laestlinje

_ART = {Enhed.DOEGN: "doegn", Enhed.MAANED: "doegn", Enhed.AAR: "doegn", Enhed.DAG: "dag", Enhed.TIME: "ambulant"}


def build_tilbud(gruppe: Gruppe, tilbud: str, pladser: Decimal | None = None) -> TilbudIndberetning:
    """The report of one tilbud (short level). `pladser` is the register's, used where the file has none.

    Lines of the same name in the same afdeling get the same id in every year: a person sees the match and confirms.
    """
    beregninger: list[Takstberegning] = []
    for (afdeling, art), linjer in _split(gruppe.linjer).items():
        samlet = gruppe.pladser if gruppe.pladser is not None else pladser
        # The tilbud's own total belongs to its first calculation: on each of them it would count the places twice.
        beregninger.append(_build_beregning(gruppe, tilbud, (afdeling, art), linjer, None if beregninger else samlet))
    return TilbudIndberetning(
        id=tilbud,
        navn=gruppe.navn,
        lovgrundlag=tuple(dict.fromkeys(linje.lovgrundlag[:200] for linje in gruppe.linjer if linje.lovgrundlag)),
        beregninger=tuple(beregninger),
    )


def _split(linjer: Iterable[Laestlinje]) -> dict[tuple[str, str], list[Laestlinje]]:
    """Lines per afdeling and art. An hour's price and a supplement belong to the places they are sold beside."""
    delt: dict[tuple[str, str], list[Laestlinje]] = defaultdict(list)
    alle = list(linjer)
    for linje in alle:
        delt[linje.afdeling, _art(linje, alle)].append(linje)
    return delt


def _art(linje: Laestlinje, alle: list[Laestlinje]) -> str:
    egen = _ART.get(linje.enhed.vaerdi, "ambulant")
    if egen != "ambulant" and linje.type.vaerdi != Linjetype.TILLAEG:
        return egen
    andre = [_ART.get(anden.enhed.vaerdi, "ambulant") for anden in alle if anden.afdeling == linje.afdeling]
    return next((art for art in ("doegn", "dag") if art in andre), egen)


def _build_beregning(
    gruppe: Gruppe, tilbud: str, del_: tuple[str, str], linjer: list[Laestlinje], samlet: Decimal | None
) -> Takstberegning:
    afdeling, art = del_
    pladser = [linje.pladser for linje in linjer if linje.pladser is not None]
    forrige = [linje.pladser_forrige for linje in linjer if linje.pladser_forrige is not None]
    ids = _line_ids(tilbud, linjer)
    return Takstberegning(
        id=_new_id("b", tilbud, afdeling, art),
        navn=afdeling or gruppe.navn,
        art=art,
        pladser=sum(pladser, Decimal(0)) if pladser else samlet or Decimal(0),
        pladser_forrige=sum(forrige, Decimal(0)) if forrige else None,
        belaegning=Belaegning(procent=_first(linje.belaegning for linje in linjer)),
        overhead_procent=_first(linje.overhead for linje in linjer),
        linjer=tuple(_build_line(nyt_id, linje) for nyt_id, linje in zip(ids, linjer, strict=True)),
    )


def _line_ids(tilbud: str, linjer: list[Laestlinje]) -> list[str]:
    """One id per line; lines of the same name (they differ in hours or contents) are numbered in the file's order."""
    ids: list[str] = []
    for linje in linjer:
        nyt_id = _new_id("l", tilbud, linje.afdeling, linje.navn, linje.lovgrundlag)
        tidligere = sum(et.startswith(nyt_id) for et in ids)
        ids.append(f"{nyt_id}-{tidligere + 1}" if tidligere else nyt_id)
    return ids


def _first(tal: Iterable[Decimal | None]) -> Decimal | None:
    return next((et for et in tal if et is not None), None)


def _build_line(nyt_id: str, linje: Laestlinje) -> Linje:
    return Linje(
        id=nyt_id,
        navn=linje.navn,
        type=linje.type.vaerdi,
        enhed=linje.enhed.vaerdi,
        takst_kr=linje.takst_kr,
        takst_forrige_kr=linje.takst_forrige_kr,
        pladser=linje.pladser,
        pladser_forrige=linje.pladser_forrige,
        timer=_hours(linje.timer),
        timer_forrige=_hours(linje.timer_forrige),
        indhold=linje.indhold,
        begrundelse=linje.bemaerkning,
    )


def _hours(antal: Decimal | None) -> Timer | None:
    """Hours as an old list gives them: without their kind, so they are `normeret` a week until somebody says more."""
    return None if antal is None else Timer(antal=antal, pr=Periode.UGE, art=Tidsart.NORMERET)


def _new_id(slags: str, *dele: str) -> str:
    samlet = "|".join(map(plain, dele))
    return f"{slags}-{hashlib.sha256(samlet.encode()).hexdigest()[:12]}"
