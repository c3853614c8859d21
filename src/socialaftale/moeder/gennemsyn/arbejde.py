"""What is due about drafts: reminders to those who have not answered."""

import datetime as dt

from django.conf import settings

from socialaftale.faelles import arbejde, tid
from socialaftale.regler.udkastlaesning import reminder_days

from ..queries import current_time
from .actions import remind
from .models import Udkastlaeser
from .queries import own_reading


@arbejde.every(dt.timedelta(minutes=10))
def remind_readers() -> int:
    """Remind each reader whose day has come: not one who has left the area, nor of a meeting that is over or off."""
    venter = Udkastlaeser.objects.filter(svaret_at=None, trukket_at=None)
    venter = venter.filter(moede__frigivet_at=None, moede__afsluttet_at=None)
    laesere = venter.select_related("person", "moede__udvalg__omraade").order_by("pk")
    return sum(remind(laeser=en, site=settings.WEBADRESSE, by=None) for en in laesere if is_due(en))


def is_due(laeser: Udkastlaeser) -> bool:
    """Tell whether a reminder's day has come since the reader was last written to."""
    i_dag, sidst = tid.today(), tid.day_of(laeser.mindet_at or laeser.bedt_at)
    dage = reminder_days(tid.day_of(laeser.bedt_at), laeser.frist)
    if not any(sidst < dag <= i_dag for dag in dage) or current_time(laeser.moede).aflyst:
        return False
    return own_reading(laeser.moede, laeser.person) is not None
