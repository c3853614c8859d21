"""The wheel as a calendar file. A day that moves keeps its id, so the calendar moves it too."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from icalendar import Event

from socialaftale.faelles import tid
from socialaftale.moeder.kalender import new_calendar
from socialaftale.regler.aarshjul import Aarsdag


def as_ics(dage: Iterable[Aarsdag], site: str) -> bytes:
    """Return the days as whole-day events; `site` is put before the address of what has a page."""
    kalender = new_calendar("Aarshjul")
    for dag in dage:
        kalender.add_component(_event(dag, site))
    return kalender.to_ical()


def _event(dag: Aarsdag, site: str) -> Event:
    event = Event()
    event.add("uid", f"aarshjul-{dag.kode}@{settings.MAIL_DOMAENE}")
    event.add("dtstamp", tid.now())
    event.add("summary", dag.navn)
    event.add("dtstart", dag.fra)
    event.add("dtend", dag.til + dt.timedelta(days=1))
    event.add("description", f"{dag.kilde}{' (antaget)' if dag.antaget else ''}")
    if dag.side:
        event.add("url", site + dag.side)
    return event
