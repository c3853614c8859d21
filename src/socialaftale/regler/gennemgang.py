"""What the review looks at: which lines need nobody's question, the stated way to a takst, the middle of the peers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import OERE, REGNING, round_half_up
from socialaftale.regler.kontrol import Fund
from socialaftale.regler.takst.opgave import Aarsag, Aarsagsart, Linje


def needs_no_question(
    ny: Linje, forrige: Linje | None, aendring_procent: Decimal | None, fund: Iterable[Fund], opmaerksom: Decimal
) -> bool:
    """True where nothing is open, the takst moved less than the rule set asks to be told of, and it covers the same.

    `fund` are the findings on the line, its calculation and its tilbud; `aendring_procent` and `opmaerksom` per cent.
    A new line, or one whose change cannot be seen, is for a person to look at. Source: the thresholds of the rule set
    (5 % and more is worth a look), and DAS 17.11.2025, point 5, on contents that changed unseen. Raises nothing.
    """
    if forrige is None or aendring_procent is None or any(et.er_aabent for et in fund):
        return False
    return abs(aendring_procent) < opmaerksom and same_contents(ny, forrige)


def same_contents(ny: Linje, forrige: Linje) -> bool:
    """True where kind, unit, hours and the words on what is paid for are last year's.

    Case and spaces do not count. Where last year said nothing there are no words to differ from. Source: as above.
    Raises nothing.
    """
    ens = (ny.type, ny.enhed, ny.timer) == (forrige.type, forrige.enhed, forrige.timer)
    return ens and (not forrige.indhold or _words(ny) == _words(forrige))


def _words(linje: Linje) -> list[str]:
    """The contents as words, folded. Source: none, it is how texts are compared. Raises nothing."""
    return linje.indhold.casefold().split()


class Angivet(NamedTuple):
    """One stated cause of a line's change, or what no cause explains (`art` None); kroner per unit of the line."""

    art: Aarsagsart | None
    kroner: Decimal


def stated_steps(linje: Linje, forrige_kr: Decimal, takst_kr: Decimal) -> list[Angivet]:
    """The way from last year's takst to this year's as the driftsherre states it; the last step is what is left.

    In words: a cause is its kroner, else its per cent of last year's takst; left is the change less the causes. A cause
    without an amount is 0 and is left out. The steps sum to the change. Source: DAS 17.11.2025, point 5: a change is to
    be explained with amounts. Raises nothing.
    """
    trin = [Angivet(et.art, _stated_kroner(et, forrige_kr)) for et in linje.aarsager]
    rest = takst_kr - forrige_kr - sum((et.kroner for et in trin), Decimal(0))
    return [et for et in (*trin, Angivet(None, rest)) if et.kroner]


def _stated_kroner(aarsag: Aarsag, forrige_kr: Decimal) -> Decimal:
    """Kroner as stated, else per cent × last year's takst ÷ 100, to the øre. Source: as above. Raises nothing."""
    if aarsag.kroner is not None:
        return aarsag.kroner
    return round_half_up(REGNING.divide((aarsag.procent or Decimal(0)) * forrige_kr, Decimal(100)), OERE)


def middle(vaerdier: Iterable[Decimal]) -> Decimal | None:
    """The median: the middle value, or halfway between the two middle ones; None of nothing.

    Source: how a line is set beside its peers: half are lower, half are higher. Raises nothing.
    """
    ordnet = sorted(vaerdier)
    if not ordnet:
        return None
    halv = len(ordnet) // 2
    return ordnet[halv] if len(ordnet) % 2 else REGNING.divide(ordnet[halv - 1] + ordnet[halv], Decimal(2))
