"""Packages in even steps: by their number where the structure gives it, else by their hours; never by name."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import NamedTuple

from socialaftale.regler.beloeb import KRONE, REGNING
from socialaftale.regler.kontrol.emner import Beregningssag, Linjesag
from socialaftale.regler.kontrol.ensartethed import hours_of, priced
from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.takst.opgave import BasisPakker, Linjetype
from socialaftale.regler.talformat import kroner


class Punkt(NamedTuple):
    """A package: how many intervals or hours a day it is, and its takst in kroner."""

    linje: Linjesag
    trin: Decimal
    takst: Decimal


@kontrol(
    Beregningssag,
    "E2",
    titel="Pakkerne har ujævne trin",
    naar="En pakke følger ikke de andre: hverken samme pris pr. interval eller time, eller lige store trin.",
    kilde="Region Syddanmarks takstblad 2022: pakke n koster (n − ½) gange intervallet",
    hvad_goer_du="Kontrollér pakkens takst og timer mod de andre pakker.",
)
def uneven_packages(sag: Beregningssag) -> Iterator[Svar]:
    """By the package's number in the structure, else by its hours; a name is never read."""
    punkter = _package_points(sag)
    for linje, ventet in _out_of_step(punkter) if len(punkter) >= 3 else ():
        besked = f"{linje.ny.navn} koster {kroner(linje.takst_kr or 0)}; efter de andre pakker ventes {kroner(ventet)}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked, linje=linje.ny.id)


def _package_points(sag: Beregningssag) -> list[Punkt]:
    pakker = priced(sag, Linjetype.PAKKE)
    if isinstance(sag.ny.struktur, BasisPakker):
        midtpunkt = sag.ramme.regelsaet.pakker.midtpunkt.vaerdi
        trin = {pakke.linje: pakke.nummer - midtpunkt for pakke in sag.ny.struktur.pakker}
        return [
            Punkt(linje, trin[linje.ny.id], linje.takst_kr or Decimal(0)) for linje in pakker if linje.ny.id in trin
        ]
    arter = {linje.ny.timer.art if linje.ny.timer else None for linje in pakker}
    if len(arter) != 1 or None in arter:
        return []
    return [Punkt(linje, hours_of(linje), linje.takst_kr or Decimal(0)) for linje in pakker if hours_of(linje)]


def _out_of_step(punkter: list[Punkt]) -> list[tuple[Linjesag, Decimal]]:
    """The packages off the line that most follow: one through 0 (a price per hour), else one with equal steps."""
    pr_trin = median(REGNING.divide(punkt.takst, punkt.trin) for punkt in punkter)
    for fra, stigning in ((Decimal(0), pr_trin), _equal_steps(punkter)):
        skaeve = [punkt for punkt in punkter if _is_off(punkt, fra, stigning, punkter)]
        if 2 * len(skaeve) < len(punkter):
            return [(punkt.linje, fra + stigning * punkt.trin) for punkt in skaeve]
    return []


def _equal_steps(punkter: list[Punkt]) -> tuple[Decimal, Decimal]:
    """Start and slope of the middle line through the points, so that one wrong package does not move it."""
    par = [(en, anden) for en, anden in combinations(punkter, 2) if en.trin != anden.trin]
    if not par:
        return Decimal(0), Decimal(0)
    stigning = median(REGNING.divide(anden.takst - en.takst, anden.trin - en.trin) for en, anden in par)
    return median(punkt.takst - stigning * punkt.trin for punkt in punkter), stigning


def _is_off(punkt: Punkt, fra: Decimal, stigning: Decimal, alle: list[Punkt]) -> bool:
    """True where the takst is further from the line than rounding the middle package to kroner can bring it."""
    midte = median(en.trin for en in alle)
    return abs(punkt.takst - fra - stigning * punkt.trin) > KRONE + REGNING.divide(punkt.trin, midte)
