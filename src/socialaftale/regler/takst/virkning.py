"""The effect of a simulation on a driftsherre and on the area: how much is computed, how much estimated, and the sum.

Only sums leave. They are in whole thousands of kroner and hold no parts, so that no cost line can be worked out of one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING, round_half_up
from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, add, divide, multiply
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.fortrolighed import Kandidat, may_stand_behind
from socialaftale.regler.takst.opgave import Takstberegning, TilbudIndberetning
from socialaftale.regler.takst.simulering import (
    Beregningsvirkning,
    FaellesOverhead,
    Linjevirkning,
    Metode,
    Spoergsmaal,
    Takstaar,
    computed_effect,
    volumes_of,
)
from socialaftale.regler.takst.skoen import estimated_effect

TUSINDE = Decimal(1000)
KR_PR_AAR = "kr. pr. år"
OMSAETNING, VIRKNING = "Takster i dag gange budgetteret salg", "Virkning"
KILDE = "Driftsherrens linjer tilsammen, afrundet til hele tusinde kroner"
HUNDREDE = Led("Hundrede", Decimal(100), "procent", Art.REGEL, kilde="Regning med procent", sikkerhed="verificeret")


class Tilbudsgrundlag(NamedTuple):
    """A tilbud's report in full, and whether the driftsherre shares its basis."""

    indhold: TilbudIndberetning
    delt: bool


class Metodedel(NamedTuple):
    """How many calculations were found that way, and their takster times what is budgeted sold, kroner a year."""

    beregninger: int
    omsaetning_kr: Decimal


class Virkning(NamedTuple):
    """What today's buyers would pay more (or less) in a year, of what they pay today.

    `omsaetning` and `forskel` are of the calculations that could be simulated; `dele` are all of them, by method;
    `grunde` count why some could not.
    """

    omsaetning: Led
    forskel: Led
    dele: dict[Metode, Metodedel]
    grunde: dict[str, int]

    @property
    def procent(self) -> Led | None:
        """The effect in per cent; None where nothing could be simulated."""
        return in_percent("Virkning i procent", self.forskel, self.omsaetning) if self.omsaetning.vaerdi else None

    def share(self, metode: Metode) -> Decimal | None:
        """The part of all turnover that was found that way, per cent; None where there is no turnover."""
        i_alt = sum((del_.omsaetning_kr for del_ in self.dele.values()), Decimal(0))
        return REGNING.divide(self.dele[metode].omsaetning_kr * 100, i_alt) if i_alt else None


def in_percent(navn: str, del_: Led, omsaetning: Led) -> Led:
    """`del_` × 100 ÷ `omsaetning`, per cent. Raises KanIkkeBeregnes where the turnover is 0."""
    return divide(navn, multiply(f"{del_.navn} gange 100", [del_, HUNDREDE], KR_PR_AAR), omsaetning, "procent")


def simulate(
    tilbud: Sequence[Tilbudsgrundlag], spoergsmaal: Spoergsmaal, takstaar: Takstaar
) -> list[Beregningsvirkning]:
    """The effect on every calculation of one driftsherre, with the best method that may be used for it."""
    beregnede = _computed(tilbud, spoergsmaal, takstaar)
    kandidater = [
        Kandidat(et.indhold.id, et.delt, _levels(et.indhold, beregnede, spoergsmaal))
        for et in tilbud
        if any((et.indhold.id, beregning.id) in beregnede for beregning in et.indhold.beregninger)
    ]
    maa = may_stand_behind(kandidater)
    virkninger = []
    for et in tilbud:
        for beregning in et.indhold.beregninger:
            linjer = beregnede.get((et.indhold.id, beregning.id)) if et.indhold.id in maa else None
            virkninger.append(_effect(et.indhold.id, beregning, linjer, spoergsmaal, takstaar))
    return virkninger


_Beregnede = dict[tuple[str, str], tuple[Linjevirkning, ...]]


def _computed(tilbud: Sequence[Tilbudsgrundlag], spoergsmaal: Spoergsmaal, takstaar: Takstaar) -> _Beregnede:
    fundet: _Beregnede = {}
    for et in tilbud:
        for beregning in et.indhold.beregninger:
            try:
                linjer = computed_effect(beregning, spoergsmaal, takstaar)
            except KanIkkeBeregnes:
                continue
            if linjer:
                fundet[et.indhold.id, beregning.id] = linjer
    return fundet


def _levels(tilbud: TilbudIndberetning, beregnede: _Beregnede, spoergsmaal: Spoergsmaal) -> frozenset[Decimal | None]:
    if not isinstance(spoergsmaal, FaellesOverhead):
        return frozenset()
    return frozenset(overhead_of(en) for en in tilbud.beregninger if (tilbud.id, en.id) in beregnede)


def _effect(
    tilbud: str,
    beregning: Takstberegning,
    beregnet: tuple[Linjevirkning, ...] | None,
    spoergsmaal: Spoergsmaal,
    takstaar: Takstaar,
) -> Beregningsvirkning:
    if beregnet:
        return Beregningsvirkning(tilbud, beregning.id, Metode.BEREGNET, beregnet)
    try:
        linjer = estimated_effect(beregning, spoergsmaal, takstaar)
    except KanIkkeBeregnes as grund:
        return Beregningsvirkning(tilbud, beregning.id, Metode.IKKE_MULIGT, as_today(beregning, takstaar), str(grund))
    return Beregningsvirkning(tilbud, beregning.id, Metode.SKOEN, linjer)


def as_today(beregning: Takstberegning, takstaar: Takstaar) -> tuple[Linjevirkning, ...]:
    """The lines with takst and volume, unchanged: how much could not be simulated."""
    takster = {
        linje.id: Led("Takst", linje.takst_kr, "kr.", Art.INDTASTET)
        for linje in beregning.linjer
        if linje.takst_kr is not None
    }
    return tuple(
        Linjevirkning(linje, takster[linje], takster[linje], maengde)
        for linje, maengde in volumes_of(beregning, takstaar).items()
        if linje in takster
    )


def summed(virkninger: Iterable[Beregningsvirkning]) -> Virkning:
    """The effects of one driftsherre's calculations as one."""
    alle = list(virkninger)
    simuleret = [en for en in alle if en.metode is not Metode.IKKE_MULIGT]
    return Virkning(
        whole_thousands(OMSAETNING, _turnover(simuleret)),
        whole_thousands(VIRKNING, _turnover(simuleret, efter=True) - _turnover(simuleret)),
        {metode: _part([en for en in alle if en.metode is metode]) for metode in Metode},
        dict(Counter(en.grund for en in alle if en.grund)),
    )


def total(dele: Sequence[tuple[str, Virkning]]) -> Virkning:
    """The area: the driftsherrer by name, added up. What stands on the page therefore adds up on the page."""
    virkninger = [virkning for _, virkning in dele]
    grunde: Counter[str] = Counter()
    for virkning in virkninger:
        grunde.update(virkning.grunde)
    return Virkning(
        add(
            "Takster i dag gange budgetteret salg", [en.omsaetning._replace(navn=navn) for navn, en in dele], KR_PR_AAR
        ),
        add(VIRKNING, [en.forskel._replace(navn=navn) for navn, en in dele], KR_PR_AAR),
        {metode: _together([en.dele[metode] for en in virkninger]) for metode in Metode},
        dict(grunde),
    )


def whole_thousands(navn: str, kroner: Decimal) -> Led:
    """A sum that may be shown: in whole thousands of kroner a year, without its parts."""
    return Led(navn, round_half_up(kroner, TUSINDE) + 0, KR_PR_AAR, Art.SUM, kilde=KILDE)


def _turnover(virkninger: Iterable[Beregningsvirkning], efter: bool = False) -> Decimal:
    i_alt = Decimal(0)
    for virkning in virkninger:
        for linje in virkning.linjer:
            takst = linje.saa if efter else linje.nu
            i_alt = REGNING.add(i_alt, REGNING.multiply(takst.vaerdi, linje.maengde.vaerdi))
    return i_alt


def _part(virkninger: Sequence[Beregningsvirkning]) -> Metodedel:
    return Metodedel(len(virkninger), round_half_up(_turnover(virkninger), TUSINDE))


def _together(dele: Sequence[Metodedel]) -> Metodedel:
    return Metodedel(sum(del_.beregninger for del_ in dele), sum((del_.omsaetning_kr for del_ in dele), Decimal(0)))
