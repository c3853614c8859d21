"""What the worker does: keeps what has changed, or may have, since it was last derived."""

import datetime as dt

from socialaftale.faelles import arbejde

from .udled import keep_due, look_ahead

HVER = dt.timedelta(seconds=10)
FLEST_FREM = 400  # in a round: nobody waits for it


@arbejde.every(HVER)
def keep_what_changed() -> int:
    """Derive what may be another than what is kept, and return how many afdelinger."""
    return keep_due()


@arbejde.every(HVER)
def keep_what_holds_tomorrow_too() -> int:
    """Look past the end of the day, and return for how many afdelinger."""
    return look_ahead(FLEST_FREM)
