"""The draft package model N: an existing calculation re-cut into a basistakst and packages by the hours of its lines.

The draft fixes how a package is priced (n − midpoint intervals) and how many there are, not how many hours an interval
holds: that is asked. Whatever would have to be guessed is refused with a reason. Costs, places, occupancy and days
stay, so a tilbud earns the same; the model moves money between its places.
Source: the draft rule set `national-model-n-udkast` and structure N; the re-cutting by hours is ours.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, add
from socialaftale.regler.kalender import DAGE_PR_UGE
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.opgave import (
    BasisPakker,
    Del,
    Forhandlet,
    Forloeb,
    Gennemsnit,
    Niveauer,
    Pakke,
    Periode,
    Takstberegning,
    Tidsart,
    Timer,
)
from socialaftale.regler.takst.simulering import Linjevirkning, Takstaar, volumes_of
from socialaftale.regler.takst.tid import hours_a_day

UDKAST = "national-model-n-udkast"
BASIS = "model-n-basis"
PR_DAG = "kr. pr. dag"

INTET_GRUNDLAG = "Der er kun den korte indberetning; pakker kræver det fulde grundlag."
UDEN_STRUKTUR = "Takststrukturen er ikke oplyst."
TIMER_UDEN_PLADSER = "Timerne er solgt samlet (struktur C eller G), og det står ikke, hvor mange den enkelte plads får."
AFTALT_PRIS = "Prisen er forhandlet for den enkelte plads (struktur E) uden timer."
UDEN_TIMER = "Ikke alle linjer har timer."
UDEN_YDELSE = "Grundlaget er ikke delt i en basisdel og en ydelsesdel, så der er intet at fordele på pakker."
BLANDEDE_TIMER = "Linjerne har timer af forskellig art, og de kan ikke sammenlignes."
FOR_MANGE_TIMER = "En linje har flere timer, end modellens største pakke rummer."


class Linjetimer(NamedTuple):
    """A line that places are budgeted on, with the hours a week of each place."""

    linje: str
    pladser: Decimal
    timer: Decimal
    art: Tidsart


def rules_with_packages(regelsaet: Regelsaet, udkast: Regelsaet) -> Regelsaet:
    """The year's own rules with the structure and the packages of the draft: nothing else moves a price."""
    return regelsaet.model_copy(update={"strukturer": udkast.strukturer, "pakker": udkast.pakker})


def to_packages(beregning: Takstberegning, interval_timer: Decimal, takstaar: Takstaar) -> Takstberegning:
    """The calculation with structure N; `takstaar` holds the rules with packages, `interval_timer` hours a week.

    Each line keeps its id and its places. Raises KanIkkeBeregnes with a Danish reason.
    """
    if beregning.grundlag is None:
        raise KanIkkeBeregnes(INTET_GRUNDLAG)
    linjer = hours_of(beregning, takstaar)
    if not any(post.del_ is Del.YDELSE and post.beloeb_kr for post in beregning.grundlag.omkostninger):
        raise KanIkkeBeregnes(UDEN_YDELSE)
    hoejst = int(takstaar.regelsaet.pakker.antal.vaerdi)
    numre = [package_number(linje.timer, interval_timer) for linje in linjer]
    if hoejst and max(numre) > hoejst:
        raise KanIkkeBeregnes(FOR_MANGE_TIMER)
    pakker = tuple(
        Pakke(linje=linje.linje, nummer=nummer, pladser=linje.pladser)
        for linje, nummer in zip(linjer, numre, strict=True)
    )
    interval = Timer.model_construct(antal=interval_timer, pr=Periode.UGE, art=linjer[0].art)
    struktur = BasisPakker(kode="N", basis=BASIS, interval=interval, pakker=pakker)
    return beregning.model_copy(update={"struktur": struktur, "tillaeg": (), "afledte": ()})


def package_number(timer: Decimal, interval_timer: Decimal) -> int:
    """The package that holds the hours: package n goes from just over n − 1 to n intervals."""
    antal = REGNING.divide(timer, interval_timer).to_integral_value(rounding=ROUND_CEILING)
    return max(int(antal), 1)


def hours_of(beregning: Takstberegning, takstaar: Takstaar) -> list[Linjetimer]:
    """The hours a week of a place on each line. Raises KanIkkeBeregnes where they are not known for every place."""
    struktur = beregning.struktur
    if isinstance(struktur, BasisPakker):
        linjer = _of_packages(struktur, takstaar.regelsaet.pakker.midtpunkt.vaerdi)
    elif isinstance(struktur, Forloeb):
        linjer = [Linjetimer(fase.linje, fase.pladser, _weekly(fase.timer), fase.timer.art) for fase in struktur.faser]
    elif isinstance(struktur, Gennemsnit | Niveauer):
        linjer = _by_line(beregning, _places(struktur, beregning.pladser))
    elif isinstance(struktur, Forhandlet):
        raise KanIkkeBeregnes(AFTALT_PRIS)
    else:
        raise KanIkkeBeregnes(UDEN_STRUKTUR if struktur is None else TIMER_UDEN_PLADSER)
    if any(linje.timer == 0 for linje in linjer):
        raise KanIkkeBeregnes(UDEN_TIMER)
    if len({linje.art for linje in linjer}) > 1:
        raise KanIkkeBeregnes(BLANDEDE_TIMER)
    return linjer


def _of_packages(struktur: BasisPakker, midtpunkt: Decimal) -> list[Linjetimer]:
    uge, art = _weekly(struktur.interval), struktur.interval.art
    return [
        Linjetimer(pakke.linje, pakke.pladser, REGNING.multiply(uge, pakke.nummer - midtpunkt), art)
        for pakke in struktur.pakker
    ]


def _places(struktur: Gennemsnit | Niveauer, pladser: Decimal) -> dict[str, Decimal]:
    if isinstance(struktur, Gennemsnit):
        return {struktur.linje: pladser}
    return {niveau.linje: niveau.pladser for niveau in struktur.niveauer}


def _by_line(beregning: Takstberegning, pladser: dict[str, Decimal]) -> list[Linjetimer]:
    timer = {linje.id: linje.timer for linje in beregning.linjer if linje.timer is not None}
    if not pladser.keys() <= timer.keys():
        raise KanIkkeBeregnes(UDEN_TIMER)
    return [Linjetimer(linje, antal, _weekly(timer[linje]), timer[linje].art) for linje, antal in pladser.items()]


def _weekly(timer: Timer) -> Decimal:
    if timer.pr is Periode.UGE:
        return timer.antal
    return REGNING.multiply(hours_a_day(timer, "timer").vaerdi, Decimal(DAGE_PR_UGE))


def place_prices(
    beregning: Takstberegning, interval_timer: Decimal, nu: Takstaar, saa: Takstaar
) -> tuple[Linjevirkning, ...]:
    """What a place on each line costs a day today and as basistakst plus package, with its place-days.

    `nu` are the year's rules, `saa` those with packages. Raises KanIkkeBeregnes where it cannot be re-cut or computed.
    """
    efter = to_packages(beregning, interval_timer, saa)
    gamle = {et.linje: et.takst for et in compute_beregning(beregning, nu.regelsaet, nu.aar)}
    nye = {et.linje: et.takst for et in compute_beregning(efter, saa.regelsaet, saa.aar)}
    maengder = volumes_of(beregning, nu)
    return tuple(
        Linjevirkning(linje, _today(beregning, gamle, linje), _sum(nye[BASIS], nye[linje]), maengder[linje])
        for linje in _lines_of(efter)
        if linje in maengder and linje in gamle
    )


def _lines_of(beregning: Takstberegning) -> Iterable[str]:
    return (pakke.linje for pakke in beregning.struktur.pakker) if isinstance(beregning.struktur, BasisPakker) else ()


def _today(beregning: Takstberegning, gamle: dict[str, Led], linje: str) -> Led:
    struktur = beregning.struktur
    return _sum(gamle[struktur.basis], gamle[linje]) if isinstance(struktur, BasisPakker) else gamle[linje]


def _sum(basis: Led, pakke: Led) -> Led:
    return add("Pris for en plads", [basis, pakke], PR_DAG)
