"""How many looked for a place like one: a floor above, where the searching is, registers the count."""

import datetime as dt
from collections.abc import Callable

from socialaftale.regler.ledighed import demand_band
from socialaftale.tilbud.models import Afdeling

Counter = Callable[[Afdeling, dt.date, dt.date], int]
_COUNTERS: list[Counter] = []


def register_efterspoergsel(count: Counter) -> Counter:
    """Count the searches for a group like the afdeling's from one day up to another; usable as a decorator."""
    _COUNTERS.append(count)
    return count


def searches_this_quarter(afdeling: Afdeling, dag: dt.date) -> str | None:
    """Return the number as a band, None where nothing counts yet."""
    if not _COUNTERS:
        return None
    fra = dag.replace(month=dag.month - (dag.month - 1) % 3, day=1)
    return demand_band(sum(count(afdeling, fra, dag + dt.timedelta(days=1)) for count in _COUNTERS), dag)
