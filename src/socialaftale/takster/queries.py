"""Reads across the register and the reports. A list costs the same number of queries however long it is."""

import datetime as dt

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.tilbud.models import Stamfakta, Tilbud


def register_day(aar: int) -> dt.date:
    """The day a takst year is read from the register: the day of the year that is nearest to today."""
    return min(max(tid.today(), dt.date(aar, 1, 1)), dt.date(aar, 12, 31))


def driftsherre_of(tilbud: Tilbud, aar: int) -> Organisation:
    """Who runs the tilbud in the takst year. Raises Stamfakta.DoesNotExist where it is not in the register then."""
    fakta = Stamfakta.objects.gaeldende(register_day(aar)).select_related("driftsherre")
    return fakta.get(tilbud=tilbud).driftsherre
