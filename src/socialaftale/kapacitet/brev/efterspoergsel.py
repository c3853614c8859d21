"""How many looked for places like these: a floor above, where the searching is, registers the count."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from socialaftale.regler.ledighed import demand_band
from socialaftale.tilbud.models import Afdeling

Taeller = Callable[[Collection[int], dt.date, dt.date], Mapping[int, int]]
_TAELLERE: list[Taeller] = []


def register_efterspoergsel(count: Taeller) -> Taeller:
    """Count, by primary key, the searches for a group like each afdeling's from one day up to another; a decorator."""
    _TAELLERE.append(count)
    return count


def count_demand(afdelinger: Collection[int], fra: dt.date, til: dt.date) -> Mapping[int, int] | None:
    """Return how many looked for a group like each afdeling's, by primary key; None where nothing counts yet."""
    if not _TAELLERE:
        return None
    samlet: Counter[int] = Counter()
    for count in _TAELLERE:
        samlet.update(count(afdelinger, fra, til))
    return samlet


def searches_this_quarter(afdeling: Afdeling, dag: dt.date) -> str | None:
    """Return the number as a band, None where nothing counts yet."""
    fra = dag.replace(month=dag.month - (dag.month - 1) % 3, day=1)
    antal = count_demand([afdeling.pk], fra, dag + dt.timedelta(days=1))
    return None if antal is None else demand_band(antal.get(afdeling.pk, 0), dag)
