"""What a submission freezes: the short report with every takst filled in, and one row for each line."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from socialaftale.faelles.kanonisk import sha256
from socialaftale.regler.atatime import price_per_ata_hour
from socialaftale.regler.beloeb import OERE, exact_text, round_half_up
from socialaftale.regler.gennemgang import needs_no_question
from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.takst.opgave import Takstberegning, TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede

from ..indhold import dump
from ..synlighed import overhead_of, short_report
from ..takstblad import Beregningsblad, Linjeblad, Takstblad
from .models import Indsendtlinje

UDEN_FUND = len(Alvor)
LINJEFELTER = ("id", "navn", "type", "enhed", "pladser", "timer", "indhold")
"""What a buyer is told of a line, beside its takst. Explanations may be mended without a new approval."""


class Sted(NamedTuple):
    """Where something is said in a tilbud's report: a line, a calculation, or (both empty) the tilbud."""

    beregning: str = ""
    linje: str = ""


class Frosset(NamedTuple):
    """`fund` are those that stand on no line; `steder` the hashes of calculations, "" of the tilbud."""

    kort: dict[str, Any]
    fund: list[dict[str, str]]
    steder: dict[str, str]
    linjer: list[Indsendtlinje]


class Baggrund(NamedTuple):
    """What a line is held up against: the change, per cent, that is worth a look; the tilbud as the register has it."""

    opmaerksom: Decimal
    billede: Tilbudsbillede


def freeze(blad: Takstblad, baggrund: Baggrund) -> Frosset:
    """The sheet, as those who review see it, as rows that are not saved yet."""
    takster = {linje.linje.id: linje.takst_kr for linje in blad.linjer if linje.takst_kr is not None}
    oevrige = [*blad.fund, *(fund for beregning in blad.beregninger for fund in beregning.fund)]
    linjer = [_line(beregning, linje) for beregning in blad.beregninger for linje in beregning.linjer]
    _set_apart(blad, linjer, baggrund)
    for nr, linje in enumerate(linjer, start=1):
        linje.nr = nr
    steder = {sted.beregning: sha for sted, sha in place_hashes(blad).items() if not sted.linje}
    return Frosset(dump(short_report(blad.ny, takster)), dump_findings(oevrige), steder, linjer)


def dump_findings(fund: Iterable[Fund]) -> list[dict[str, str]]:
    """Findings as plain JSON values."""
    return [et._asdict() | {"alvor": et.alvor.value} for et in fund]


def load_findings(data: Iterable[dict[str, str]]) -> list[Fund]:
    """The findings stored by `dump_findings`."""
    return [Fund(**et | {"alvor": Alvor(et["alvor"])}) for et in data]  # type: ignore[arg-type]


def place_hashes(blad: Takstblad) -> dict[Sted, str]:
    """The hash of what stands at every place of the report; equal content has equal hashes in every version."""
    steder: dict[Sted, str] = {}
    for beregning in blad.beregninger:
        hoved = _head(beregning.beregning)
        for linje in beregning.linjer:
            steder[Sted(beregning.beregning.id, linje.linje.id)] = _line_hash(hoved, linje)
        egne = [steder[Sted(beregning.beregning.id, linje.linje.id)] for linje in beregning.linjer]
        steder[Sted(beregning.beregning.id)] = sha256([hoved, sorted(egne)])
    steder[Sted()] = sha256(sorted(steder.values()))
    for fund in blad.alle_fund:  # one on a line that is no longer reported is about what its calculation holds
        steder.setdefault(place_of(fund), steder.get(Sted(fund.beregning), steder[Sted()]))
    return steder


def place_of(fund: Fund) -> Sted:
    """Where a finding is said."""
    return Sted(fund.beregning, fund.linje)


def _line(beregning: Beregningsblad, linje: Linjeblad) -> Indsendtlinje:
    hoved, et = beregning.beregning, linje.linje
    return Indsendtlinje(
        beregning=hoved.id,
        beregning_navn=hoved.navn,
        art=hoved.art,
        linje=et.id,
        navn=et.navn,
        type=et.type,
        enhed=et.enhed,
        takst_kr=linje.takst_kr,
        forrige_kr=linje.forrige_kr,
        aendring_procent=_two(linje.aendring_procent),
        pladser=_two(et.pladser),
        belaegning_procent=_two(hoved.belaegning.procent),
        overhead_procent=_two(overhead_of(hoved)),
        kr_pr_ata_time=price_per_ata_hour(et, linje.takst_kr),
        indhold_sha256=_line_hash(_head(hoved), linje),
        fund=dump_findings(linje.fund),
        aabne=sum(fund.er_aabent for fund in linje.fund),
    )


def _set_apart(blad: Takstblad, linjer: Iterable[Indsendtlinje], baggrund: Baggrund) -> None:
    """Set what a line shares with its calculation and tilbud: the gravest finding, the law, whether it needs a word."""
    gamle = {linje.id: linje for et in blad.forrige.beregninger for linje in et.linjer} if blad.forrige else {}
    beregninger = {et.beregning.id: et for et in blad.beregninger}
    egne = {linje.linje.id: linje for linje in blad.linjer}
    love = _laws(baggrund.billede)
    for raekke in linjer:
        linje = egne[raekke.linje]
        fund = (*linje.fund, *beregninger[raekke.beregning].fund, *blad.fund)
        raekke.alvor = min((list(Alvor).index(et.alvor) for et in fund), default=UDEN_FUND)
        raekke.lovgrundlag = love.get(raekke.beregning, love[""])
        raekke.uden_spoergsmaal = needs_no_question(
            linje.linje, gamle.get(raekke.linje), linje.aendring_procent, fund, baggrund.opmaerksom
        )


def _laws(billede: Tilbudsbillede) -> Mapping[str, str]:
    """By calculation: the code of its legal basis; "" is that of the others, where the tilbud has but one."""
    alene = billede.lovgrundlag[0].kode if len(billede.lovgrundlag) == 1 else ""
    return {"": alene} | {pladser.pladsgruppe: pladser.lovgrundlag.kode for pladser in billede.pladser}


def _line_hash(hoved: dict[str, Any], linje: Linjeblad) -> str:
    felter = linje.linje.model_dump(mode="json", include=set(LINJEFELTER))
    takst = None if linje.takst_kr is None else exact_text(linje.takst_kr)
    return sha256([hoved, _exact(felter), takst])


def _head(beregning: Takstberegning) -> dict[str, Any]:
    """What all lines of a calculation share: what a place is, and what the takst assumes of it."""
    overhead = overhead_of(beregning)
    return {
        "id": beregning.id,
        "art": beregning.art,
        "pladser": exact_text(beregning.pladser),
        "belaegning": _text(beregning.belaegning.procent),
        "dage": beregning.dage.model_dump(mode="json"),
        "overhead": _text(overhead),
    }


def _exact(felter: dict[str, Any]) -> dict[str, Any]:
    """Numbers written in one way: 10 and 10.0 are the same content."""
    pladser, timer = felter["pladser"], felter["timer"]
    if pladser is not None:
        felter["pladser"] = exact_text(Decimal(pladser))
    if timer is not None:
        felter["timer"] = timer | {"antal": exact_text(Decimal(timer["antal"]))}
    return felter


def _text(vaerdi: Decimal | None) -> str | None:
    return None if vaerdi is None else exact_text(vaerdi)


def _two(vaerdi: Decimal | None) -> Decimal | None:
    return None if vaerdi is None else round_half_up(vaerdi, OERE)


def read_short(kort: dict[str, Any]) -> TilbudIndberetning:
    """The frozen short report."""
    return TilbudIndberetning.model_validate(kort)
