"""Which lines of a submitted report the review can let pass without asking anybody."""

from collections.abc import Iterable
from decimal import Decimal

from socialaftale.regler.kontrol import Fund
from socialaftale.regler.takst.opgave import Linje


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
