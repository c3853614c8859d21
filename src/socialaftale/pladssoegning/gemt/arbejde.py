"""What the worker does: keeps what has changed, or may have, since it was last derived."""

import datetime as dt

from socialaftale.faelles import arbejde

from .udled import keep_due

HVER = dt.timedelta(seconds=10)


@arbejde.every(HVER)
def keep_what_changed() -> int:
    """Derive what may be another than what is kept, and return how many afdelinger."""
    return keep_due()
