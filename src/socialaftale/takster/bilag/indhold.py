"""The public content of an edition as JSON values, made once of what was approved. Pages and files compute nothing.

The shape is published: `docs/skema/takstbilag-1.json`. Amounts and percentages are exact decimal text.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from socialaftale.regler.beloeb import REGNING, exact_text, round_half_up
from socialaftale.regler.bilagsvalg import Gyldighed
from socialaftale.regler.takst.opgave import Bro, Linje, Takstberegning
from socialaftale.tilbud.billede import Tilbudsbillede

from ..synlighed import overhead_of
from .kilde import Forrige, Ramme, Tilbudskilde, Ventende, find_line

EN_DECIMAL = Decimal("0.1")


class Tilbageholdt(NamedTuple):
    """A line that stands approved and is not public. Shown to the secretariat only."""

    tilbud: str
    driftsherre: str
    linje: str
    grund: str


class Bygget(NamedTuple):
    indhold: dict[str, Any]
    tilbageholdt: tuple[Tilbageholdt, ...]


def build(ramme: Ramme, kilder: Iterable[Tilbudskilde], aabne: Iterable[Ventende]) -> Bygget:
    """The content of an edition and what is held back from it, in the order of driftsherre and name."""
    i_orden = sorted(kilder, key=lambda kilde: _order(kilde.billede))
    tilbud = [et for et in map(_tilbud, i_orden) if et["beregninger"] or et["ophoerte"]]
    venter = [_waiting(et) for et in sorted(aabne, key=lambda et: _order(et.billede))]
    tilbageholdt = tuple(et for kilde in i_orden for et in _held_back(kilde))
    indhold = {
        "omraade": {"kode": ramme.omraade_kode, "navn": ramme.omraade_navn},
        "aar": ramme.aar,
        "grundlag": ramme.grundlag.value,
        "regelsaet": dict(zip(("id", "sha256"), ramme.regelsaet, strict=True)) if ramme.regelsaet else None,
        "eksempeldata": any(kilde.billede.eksempeldata for kilde in i_orden),
        "tilbud": tilbud,
        "aabne": venter,
        "i_alt": _totals(tilbud, venter, len(tilbageholdt)),
    }
    return Bygget(indhold, tilbageholdt)


def _order(billede: Tilbudsbillede) -> tuple[str, str, int]:
    return billede.stam.driftsherre.sortering, billede.stam.sortering, billede.pk


def _totals(tilbud: list[dict[str, Any]], venter: list[dict[str, Any]], tilbageholdt: int) -> dict[str, Any]:
    beregninger = [beregning for et in tilbud for beregning in et["beregninger"]]
    takster = [Decimal(linje["takst_kr"]) for beregning in beregninger for linje in beregning["linjer"]]
    return {
        "tilbud": sum(bool(et["beregninger"]) for et in tilbud),
        "linjer": len(takster),
        "pladser": exact_text(sum((Decimal(beregning["pladser"]) for beregning in beregninger), Decimal(0))),
        "sum_af_takster_kr": exact_text(sum(takster, Decimal(0))),
        "ikke_offentlige_linjer": tilbageholdt,
        "aabne_tilbud": len(venter),
    }


def _tilbud(kilde: Tilbudskilde) -> dict[str, Any]:
    rapport = kilde.rapporter[kilde.nr]
    offentlige = [(beregning, _public_lines(kilde, beregning)) for beregning in rapport.beregninger]
    med = [(beregning, linjer) for beregning, linjer in offentlige if linjer]
    billede = kilde.billede
    return {
        "id": billede.kode,
        "navn": billede.navn,
        "driftsherre": _party(billede),
        "lovgrundlag": [lov.paragraf for lov in billede.lovgrundlag],
        "ligger_i": list(billede.kommuner),
        "version": kilde.nr,
        "foreloebig": kilde.foreloebig,
        "eksempeldata": billede.eksempeldata,
        "forgaengere": list(kilde.forgaengere),
        "belaegning_procent": _mean([(et.belaegning.procent, et.pladser) for et, _ in med]),
        "overhead_procent": _mean([(overhead_of(et), et.pladser) for et, _ in med]),
        "beregninger": [_beregning(kilde, beregning, linjer) for beregning, linjer in med],
        "ophoerte": list(_ended(kilde)),
        "bro": _bridge(rapport.bro, {linje["id"] for _, linjer in med for linje in linjer}),
    }


def _party(billede: Tilbudsbillede) -> dict[str, str]:
    return {"kode": billede.stam.driftsherre.kode, "navn": billede.stam.driftsherre.navn}


def _beregning(kilde: Tilbudskilde, beregning: Takstberegning, linjer: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": beregning.id,
        "afdeling": _department(kilde, beregning),
        "art": beregning.art,
        "pladser": exact_text(beregning.pladser),
        "belaegning_procent": _text(beregning.belaegning.procent),
        "overhead_procent": _text(overhead_of(beregning)),
        "dage": None if beregning.dage.basis == "kalender" else beregning.dage.antal,
        "linjer": linjer,
    }


def _department(kilde: Tilbudskilde, beregning: Takstberegning) -> str:
    """The name of the afdeling; behind a protected address none is named."""
    return "" if kilde.billede.beskyttet else beregning.navn


def _public_lines(kilde: Tilbudskilde, beregning: Takstberegning) -> list[dict[str, Any]]:
    return [
        _line(kilde, linje, kilde.perioder[linje.id])
        for linje in beregning.linjer
        if _stands(kilde, linje) and not kilde.why_held_back(linje, beregning)
    ]


def _stands(kilde: Tilbudskilde, linje: Linje) -> bool:
    led = kilde.perioder.get(linje.id)
    return bool(led) and led[-1].til is None


def _held_back(kilde: Tilbudskilde) -> Iterator[Tilbageholdt]:
    for beregning in kilde.rapporter[kilde.nr].beregninger:
        for linje in beregning.linjer:
            grund = kilde.why_held_back(linje, beregning) if _stands(kilde, linje) else ""
            if grund:
                yield Tilbageholdt(kilde.billede.navn, kilde.billede.stam.driftsherre.navn, linje.navn, grund)


def _line(kilde: Tilbudskilde, linje: Linje, led: Sequence[Gyldighed]) -> dict[str, Any]:
    forrige = kilde.forrige.get(linje.id)
    godkendt = kilde.godkendelser.get(linje.id)
    return {
        "id": linje.id,
        "navn": kilde.public_text(linje.navn),
        "type": linje.type.value,
        "enhed": linje.enhed.value,
        "takst_kr": _text(linje.takst_kr),
        "forrige_kr": _text(forrige.takst_kr) if forrige else None,
        "aendring_procent": _change(linje.takst_kr, forrige),
        "pladser": _text(linje.pladser),
        "pladser_forrige": _text(forrige.pladser) if forrige else None,
        "timer": _hours(linje),
        "indhold": kilde.public_text(linje.indhold),
        "gaelder_fra": led[-1].fra.isoformat(),
        "gaelder_til": led[-1].til.isoformat() if led[-1].til else None,
        "tidligere": list(_earlier(kilde, linje.id, led[:-1])),
        "godkendt": {"af": godkendt.udvalg, "den": godkendt.dato.isoformat()} if godkendt else None,
        "betingelse": kilde.public_text(godkendt.betingelse) if godkendt else "",
    }


def _change(takst_kr: Decimal | None, forrige: Forrige | None) -> str | None:
    """The change from last year in per cent, to one decimal."""
    if takst_kr is None or forrige is None or not forrige.takst_kr:
        return None
    aendring = REGNING.divide((takst_kr - forrige.takst_kr) * 100, forrige.takst_kr)
    return exact_text(round_half_up(aendring, EN_DECIMAL))


def _hours(linje: Linje) -> dict[str, str] | None:
    timer = linje.timer
    return {"antal": exact_text(timer.antal), "pr": timer.pr.value, "art": timer.art.value} if timer else None


def _earlier(kilde: Tilbudskilde, linje_id: str, led: Iterable[Gyldighed]) -> Iterator[dict[str, Any]]:
    """What applied earlier in the year, where that was public."""
    for gyldighed in led:
        fundet = find_line(kilde.rapporter[gyldighed.nr], linje_id)
        if fundet and gyldighed.til and not kilde.why_held_back(*fundet):
            yield {
                "fra": gyldighed.fra.isoformat(),
                "til": gyldighed.til.isoformat(),
                "takst_kr": _text(fundet[0].takst_kr),
            }


def _ended(kilde: Tilbudskilde) -> Iterator[dict[str, Any]]:
    """The lines that stood earlier in the year and were not carried on."""
    for linje_id, led in sorted(kilde.perioder.items()):
        fundet = find_line(kilde.rapporter[led[-1].nr], linje_id) if led[-1].til else None
        if fundet and not kilde.why_held_back(*fundet):
            linje, beregning = fundet
            yield _line(kilde, linje, led) | {"afdeling": _department(kilde, beregning)}


def _bridge(broer: Iterable[Bro], offentlige: set[str]) -> list[dict[str, str]]:
    """The shares of last year's lines that went into lines that are public."""
    return [
        {"fra": bro.fra_linje, "til": bro.til_linje, "andel": exact_text(bro.andel)}
        for bro in broer
        if bro.til_linje in offentlige
    ]


def _waiting(et: Ventende) -> dict[str, Any]:
    return {
        "id": et.billede.kode,
        "navn": et.billede.navn,
        "driftsherre": _party(et.billede),
        "status": et.status.value,
        "linjer": [{"navn": navn, "status": status.value} for navn, status in et.linjer],
    }


def _mean(led: Sequence[tuple[Decimal | None, Decimal]]) -> str | None:
    """The percentages weighted by places, to one decimal; None where one of them is not told, or nothing weighs."""
    kendte = [(procent, pladser) for procent, pladser in led if procent is not None]
    if len(kendte) < len(led) or not kendte:
        return None
    ialt = sum((pladser for _, pladser in kendte), Decimal(0))
    if ialt == 0:
        ens = {procent for procent, _ in kendte}
        return exact_text(round_half_up(ens.pop(), EN_DECIMAL)) if len(ens) == 1 else None
    vaegtet = sum((procent * pladser for procent, pladser in kendte), Decimal(0))
    return exact_text(round_half_up(REGNING.divide(vaegtet, ialt), EN_DECIMAL))


def _text(vaerdi: Decimal | None) -> str | None:
    return None if vaerdi is None else exact_text(vaerdi)
