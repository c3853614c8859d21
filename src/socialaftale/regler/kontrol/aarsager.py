"""Do the causes add up to the change? Each cause counts no further than the figures it names could have moved.

"Overhead harmonised" does not explain a fall of 57 %: an overhead of 6 % cannot move a takst by more than 6 %.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kalender import days_in_year
from socialaftale.regler.takst.opgave import Aarsag, Aarsagsart, Takstberegning

if TYPE_CHECKING:
    from socialaftale.regler.kontrol.emner import Linjesag

HUNDREDE = Decimal(100)


class Afkortet(NamedTuple):
    """A cause stated larger than it can be: its number, its per cent as stated and the most it can be."""

    nr: int
    art: Aarsagsart
    angivet: Decimal
    hoejst: Decimal


class Opgoerelse(NamedTuple):
    """Change, accepted causes and what is left, per cent of last year's takst; `rest` is in percentage points."""

    aendring: Decimal
    forklaret: Decimal
    rest: Decimal
    afkortede: tuple[Afkortet, ...]


def account_for(sag: Linjesag) -> Opgoerelse | None:
    """The change of one line set against its causes; None where there is no change to compare with.

    rest = change − Σ causes, each cut to what it can be with a margin. A cause without an amount counts 0.
    """
    aendring = sag.aendring_procent
    if aendring is None:
        return None
    forklaret, afkortede = Decimal(0), []
    for nr, aarsag in enumerate(sag.ny.aarsager):
        angivet = stated_percent(aarsag, sag.gammel_kr)
        hoejst = _most(aarsag.art, sag)
        if hoejst is not None and abs(angivet) > hoejst:
            afkortede.append(Afkortet(nr, aarsag.art, angivet, hoejst))
            angivet = hoejst.copy_sign(angivet)
        forklaret += angivet
    return Opgoerelse(aendring, forklaret, aendring - forklaret, tuple(afkortede))


def _most(art: Aarsagsart, sag: Linjesag) -> Decimal | None:
    """The most a cause can be: its factor moves the takst that the causes before it left, with a margin."""
    hoejst = HOEJST[art](sag) if art in HOEJST else None
    if hoejst is None:
        return None
    tidligere = (en for en in sag.ny.aarsager if RAEKKEFOELGE[en.art] < RAEKKEFOELGE[art])
    foer = sum((abs(stated_percent(en, sag.gammel_kr)) for en in tidligere), Decimal(0))
    return hoejst * (1 + foer / HUNDREDE) + sag.ramme.regelsaet.taerskler.uforklaret.vaerdi


def stated_percent(aarsag: Aarsag, gammel_kr: Decimal | None) -> Decimal:
    """The cause in per cent of last year's takst: from its kroner, else its own per cent, else 0."""
    if aarsag.kroner is not None and gammel_kr:
        return REGNING.divide(aarsag.kroner * HUNDREDE, gammel_kr)
    return aarsag.procent if aarsag.procent is not None else Decimal(0)


def _overhead(sag: Linjesag) -> Decimal:
    """The whole overhead level, and where both years are known, no more than its move."""
    ny, gammel = sag.beregning.overhead, sag.beregning.overhead_forrige
    kendte = [sats for sats in (ny, gammel) if sats is not None]
    niveau = max(kendte, default=sag.ramme.regelsaet.taerskler.overhead_hoejeste.vaerdi)
    if ny is None or gammel is None:
        return niveau
    return min(niveau, abs(ny - gammel))


def _ratio(gammel: Decimal | None, ny: Decimal | None) -> Decimal | None:
    """A divisor that went from `gammel` to `ny` moves the takst by gammel ÷ ny − 1."""
    if not gammel or not ny:
        return None
    return abs(REGNING.divide(gammel * HUNDREDE, ny) - HUNDREDE)


def _occupancy(sag: Linjesag) -> Decimal | None:
    return _ratio(sag.beregning.belaegning_forrige, sag.beregning.ny.belaegning.procent)


def _places(sag: Linjesag) -> Decimal | None:
    return _ratio(sag.beregning.pladser_forrige, sag.beregning.ny.pladser)


def _days(sag: Linjesag) -> Decimal | None:
    if sag.beregning.forrige is None:
        return None
    aar = sag.ramme.indberetning.aar
    return _ratio(_day_count(sag.beregning.forrige, aar - 1), _day_count(sag.beregning.ny, aar))


def _day_count(beregning: Takstberegning, aar: int) -> Decimal | None:
    if beregning.dage.basis == "kalender":
        return Decimal(days_in_year(aar))
    return Decimal(beregning.dage.antal) if beregning.dage.antal else None


def _price_rise(sag: Linjesag) -> Decimal | None:
    grundlag, satser = sag.beregning.ny.grundlag, sag.ramme.regelsaet.pl_procent
    if grundlag and grundlag.pl_procent is not None:
        return grundlag.pl_procent
    sats = satser.get(str(sag.ramme.indberetning.aar))
    return sats.vaerdi if sats else None


def _structure(sag: Linjesag) -> Decimal | None:
    """Where the line stands as last year, the structure explains nothing."""
    forrige = sag.forrige
    if forrige is None or sag.broer or sag.ramme.tilbud.bro:
        return None
    samme = (forrige.type, forrige.enhed, forrige.timer) == (sag.ny.type, sag.ny.enhed, sag.ny.timer)
    gammel = sag.beregning.forrige
    ny_struktur, gammel_struktur = sag.beregning.ny.struktur, gammel.struktur if gammel else None
    if ny_struktur and gammel_struktur and ny_struktur.kode != gammel_struktur.kode:
        return None
    return Decimal(0) if samme else None


HOEJST: dict[Aarsagsart, Callable[[Linjesag], Decimal | None]] = {
    Aarsagsart.PL: _price_rise,
    Aarsagsart.OVERHEAD: _overhead,
    Aarsagsart.PLADSER: _places,
    Aarsagsart.BELAEGNING: _occupancy,
    Aarsagsart.DAGE: _days,
    Aarsagsart.STRUKTUR: _structure,
}
"""How far a cause alone can move the takst, per cent, before the margin; None where nothing known limits it."""

RAEKKEFOELGE = {art: nr for nr, art in enumerate(Aarsagsart)}
"""The order in which the year's change is decomposed."""
