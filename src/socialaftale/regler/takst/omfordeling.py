"""What the draft package model would move between the places of a driftsherre: the tilbud earns the same as before."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, add
from socialaftale.regler.takst.fortrolighed import Kandidat, may_stand_behind
from socialaftale.regler.takst.opgave import BasisPakker, Forloeb, Takstberegning
from socialaftale.regler.takst.pakkemodel import place_prices
from socialaftale.regler.takst.simulering import Beregningsvirkning, Linjevirkning, Metode, Takstaar
from socialaftale.regler.takst.virkning import KR_PR_AAR, Tilbudsgrundlag, as_today, in_percent, whole_thousands

FOR_FAA = "Færre end tre tilbud ville stå bag tallet, så det vises ikke."


class Pakkespoergsmaal(NamedTuple):
    """Hours a week in an interval; the year's rules as they are, and with the structure and packages of the draft."""

    interval_timer: Decimal
    nu: Takstaar
    saa: Takstaar


class Omfordeling(NamedTuple):
    """What some places would pay more and others less; and the place-days that get dearer, cheaper, or neither."""

    flyttet: Led
    dyrere: Decimal
    billigere: Decimal
    uaendret: Decimal

    def share(self, pladsdage: Decimal) -> Decimal | None:
        """`pladsdage` in per cent of all place-days that were re-cut; None where there are none."""
        i_alt = self.dyrere + self.billigere + self.uaendret
        return REGNING.divide(pladsdage * 100, i_alt) if i_alt else None

    def percent_of(self, omsaetning: Led) -> Led | None:
        """What is moved, in per cent of the turnover that was re-cut; None where there is none."""
        return in_percent("Flyttes i procent", self.flyttet, omsaetning) if omsaetning.vaerdi else None


def simulate_packages(tilbud: Sequence[Tilbudsgrundlag], spoergsmaal: Pakkespoergsmaal) -> list[Beregningsvirkning]:
    """Every calculation of one driftsherre with today's price and the package price of each line's places.

    A structure of packages or phases shows reviewers its basis and service parts already. Of the others, whose split
    nobody outside sees, one or two moved tilbud are left out: their split could be worked out of the sum.
    """
    beregninger = [(et, beregning) for et in tilbud for beregning in et.indhold.beregninger]
    alle = [_re_cut(et.indhold.id, beregning, spoergsmaal) for et, beregning in beregninger]
    flyttede = {
        virkning.tilbud
        for virkning, (_, beregning) in zip(alle, beregninger, strict=True)
        if not isinstance(beregning.struktur, BasisPakker | Forloeb) and any(map(_move, virkning.linjer))
    }
    maa = may_stand_behind([Kandidat(et.indhold.id, et.delt) for et in tilbud if et.indhold.id in flyttede])
    return [
        _without(virkning.tilbud, beregning, FOR_FAA, spoergsmaal) if virkning.tilbud in flyttede - maa else virkning
        for virkning, (_, beregning) in zip(alle, beregninger, strict=True)
    ]


def _re_cut(tilbud: str, beregning: Takstberegning, spoergsmaal: Pakkespoergsmaal) -> Beregningsvirkning:
    try:
        linjer = place_prices(beregning, spoergsmaal.interval_timer, spoergsmaal.nu, spoergsmaal.saa)
    except KanIkkeBeregnes as grund:
        return _without(tilbud, beregning, str(grund), spoergsmaal)
    return Beregningsvirkning(tilbud, beregning.id, Metode.BEREGNET, linjer)


def _without(tilbud: str, beregning: Takstberegning, grund: str, spoergsmaal: Pakkespoergsmaal) -> Beregningsvirkning:
    linjer = as_today(beregning, spoergsmaal.nu)
    return Beregningsvirkning(tilbud, beregning.id, Metode.IKKE_MULIGT, linjer, grund)


def _move(linje: Linjevirkning) -> Decimal:
    return linje.saa.vaerdi - linje.nu.vaerdi


def redistribution(virkninger: Iterable[Beregningsvirkning]) -> Omfordeling:
    """Half the sum of all moves, up and down: what one place pays more, another pays less. Kroner a year."""
    linjer = [linje for en in virkninger if en.metode is Metode.BEREGNET for linje in en.linjer]
    i_alt = Decimal(0)
    for linje in linjer:
        i_alt = REGNING.add(i_alt, REGNING.multiply(abs(_move(linje)), linje.maengde.vaerdi))
    return Omfordeling(
        whole_thousands("Flyttes mellem pladser", REGNING.divide(i_alt, Decimal(2))),
        _days(linje for linje in linjer if _move(linje) > 0),
        _days(linje for linje in linjer if _move(linje) < 0),
        _days(linje for linje in linjer if _move(linje) == 0),
    )


def _days(linjer: Iterable[Linjevirkning]) -> Decimal:
    return sum((linje.maengde.vaerdi for linje in linjer), Decimal(0))


def total_redistribution(dele: Sequence[tuple[str, Omfordeling]]) -> Omfordeling:
    """The area: the driftsherrer by name, added up."""
    alle = [del_ for _, del_ in dele]
    return Omfordeling(
        add("Flyttes mellem pladser", [del_.flyttet._replace(navn=navn) for navn, del_ in dele], KR_PR_AAR),
        sum((del_.dyrere for del_ in alle), Decimal(0)),
        sum((del_.billigere for del_ in alle), Decimal(0)),
        sum((del_.uaendret for del_ in alle), Decimal(0)),
    )
