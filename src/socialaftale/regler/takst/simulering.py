"""Simulation before approval: what one common choice would do to the takster of a driftsherre and of the area.

A question changes one thing. Takster with a full basis are computed again; the others are estimated from the short
report (`skoen`). The weight is what is budgeted sold today, so an effect is what today's buyers would pay more or less.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.belaegning import budgeted_occupancy, floor_led, mean_of_accounts
from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, clamp
from socialaftale.regler.parametre import Belaegningsregler, Regelsaet
from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.dage import takst_days
from socialaftale.regler.takst.hvad_hvis import Aendring, with_change
from socialaftale.regler.takst.maengde import volumes
from socialaftale.regler.takst.opgave import Belaegning, Takstberegning

SPOERGSMAAL = "Valgt i spørgsmålet"


class Takstaar(NamedTuple):
    """A takst year and its rules."""

    aar: int
    regelsaet: Regelsaet


class FaellesOverhead(NamedTuple):
    """Everyone uses this overhead, per cent of the direct costs."""

    procent: Decimal


class Belaegningsgulv(NamedTuple):
    """Another lowest occupancy, per cent, for ordinary and for short stays; None leaves it as the rules have it."""

    almindelig: Decimal | None = None
    kort: Decimal | None = None


Spoergsmaal = FaellesOverhead | Belaegningsgulv


class Metode(StrEnum):
    """How an effect was found."""

    BEREGNET = "beregnet"
    SKOEN = "skøn"
    IKKE_MULIGT = "ikke muligt"


class Linjevirkning(NamedTuple):
    """One line: its takst now and then, kroner per unit, and what is budgeted sold of it in the year."""

    linje: str
    nu: Led
    saa: Led
    maengde: Led


class Beregningsvirkning(NamedTuple):
    """The effect on one calculation; without lines, `grund` says in Danish what is missing."""

    tilbud: str
    beregning: str
    metode: Metode
    linjer: tuple[Linjevirkning, ...]
    grund: str = ""


def computed_effect(
    beregning: Takstberegning, spoergsmaal: Spoergsmaal, takstaar: Takstaar
) -> tuple[Linjevirkning, ...]:
    """Each line that has a volume, computed from the full basis as it is and as it would be, both rounded as ever.

    Raises KanIkkeBeregnes where there is no basis, or the basis cannot be computed.
    """
    nu = _prices(beregning, takstaar)
    saa = _prices(changed(beregning, spoergsmaal, takstaar), takstaar)
    maengder = volumes_of(beregning, takstaar)
    return tuple(
        Linjevirkning(linje, nu[linje], saa[linje], maengde) for linje, maengde in maengder.items() if linje in nu
    )


def _prices(beregning: Takstberegning, takstaar: Takstaar) -> Mapping[str, Led]:
    return {et.linje: et.takst for et in compute_beregning(beregning, takstaar.regelsaet, takstaar.aar)}


def changed(beregning: Takstberegning, spoergsmaal: Spoergsmaal, takstaar: Takstaar) -> Takstberegning:
    """The calculation as it would be. Raises KanIkkeBeregnes where the basis or the occupancy is missing."""
    if isinstance(spoergsmaal, FaellesOverhead):
        return with_change(beregning, Aendring(overhead_procent=spoergsmaal.procent))
    if beregning.art == "ambulant":
        return beregning
    ny = new_occupancy(beregning.belaegning, spoergsmaal, takstaar.regelsaet.belaegning, takstaar.aar)
    return beregning.model_copy(update={"belaegning": beregning.belaegning.model_copy(update={"procent": ny.vaerdi})})


def new_occupancy(belaegning: Belaegning, gulv: Belaegningsgulv, regler: Belaegningsregler, aar: int) -> Led:
    """The occupancy of the takst under another floor, per cent.

    Below the new floor it is raised to it, also where a lower one was allowed. Where the old floor had lifted it, it
    sinks with a lower floor, but not below the mean of the accounts. Else it stays.
    Raises KanIkkeBeregnes where the occupancy is not known.
    """
    nu = budgeted_occupancy(belaegning, regler, aar)
    procent = gulv.kort if belaegning.type == "kort" else gulv.almindelig
    if procent is None:
        return nu
    nyt_gulv = Led("Nyt gulv", procent, "procent", Art.REGEL, kilde=SPOERGSMAAL, sikkerhed="antaget")
    loft = regler.loft.led("Højeste belægning")
    if nu.vaerdi < procent:
        return clamp("Belægning med nyt gulv", nu, nyt_gulv, loft)
    middel = mean_of_accounts(belaegning, regler, aar)
    loeftet = middel is not None and middel.vaerdi < nu.vaerdi == floor_led(belaegning, regler).vaerdi
    return clamp("Belægning med nyt gulv", middel, nyt_gulv, loft) if middel is not None and loeftet else nu


def volumes_of(beregning: Takstberegning, takstaar: Takstaar) -> dict[str, Led]:
    """By line id: what is budgeted sold of each line under the year's rules."""
    try:
        dage = takst_days(beregning.dage, takstaar.regelsaet, takstaar.aar).vaerdi
        belaegning = budgeted_occupancy(beregning.belaegning, takstaar.regelsaet.belaegning, takstaar.aar).vaerdi
    except KanIkkeBeregnes:
        return volumes(beregning, None, None)
    return volumes(beregning, dage, belaegning)
