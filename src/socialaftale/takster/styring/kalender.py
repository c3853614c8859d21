"""The dates of the rounds as a calendar to subscribe to. Only what is public is in it: deadlines and meetings.

The address belongs to the area and the role, not to the year: next year's round comes into the same calendar. A date
that moves keeps its id and rises in number, so that it moves in the reader's calendar too.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from icalendar import Event

from socialaftale.faelles import tid
from socialaftale.moeder.kalender import meeting_event, new_calendar, with_calendar_facts
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.rundestop import Led

from ..runde.models import Takstrunde
from ..runde.queries import Datoer, read_dates

ROLLER: dict[str, tuple[str, bool, tuple[Led, ...]]] = {
    "indberetter": ("Driftsherrerne", True, ()),
    "styringsaftalegruppe": ("Styringsaftalegruppen", True, (Led.GENNEMGANG,)),
    "fu": ("Forretningsudvalget", False, (Led.INDSTILLING,)),
    "das": ("DAS", False, (Led.AFGOERELSE,)),
    "alle": ("Hele runden", True, (Led.GENNEMGANG, Led.INDSTILLING, Led.AFGOERELSE)),
}
"""By role, as the address has it: its name, whether it has the deadlines, and whose meetings it has."""
AAR = 2
"""How many of the newest rounds are in the calendar."""


def as_ics(omraade: Aftaleomraade, rolle: str) -> bytes:
    """Return the calendar of a role in an area. Raises KeyError for a role that has none."""
    navn, frister, led = ROLLER[rolle]
    kalender = new_calendar("Takstrunder")
    kalender.add("x-wr-calname", f"Takstrunden i {omraade}: {navn}")
    runder = Takstrunde.objects.filter(omraade=omraade).select_related("omraade").order_by("-aar")[:AAR]
    for runde in runder:
        datoer = read_dates(runde)
        for event in [*(_deadlines(runde, datoer) if frister else ()), *_meetings(datoer, led)]:
            kalender.add_component(event)
    return kalender.to_ical()


def _deadlines(runde: Takstrunde, datoer: Datoer) -> Iterable[Event]:
    sat = datoer.sat
    yield _day(runde, "budget", f"{runde}: budgetterne er vedtaget", sat.budget_vedtaget, datoer)
    yield _day(runde, "frist", f"{runde}: frist for indberetning", sat.frist, datoer)


def _day(runde: Takstrunde, hvad: str, tekst: str, dag: dt.date, datoer: Datoer) -> Event:
    """A whole day: a deadline runs to midnight in Denmark, whatever the clock does that night."""
    event = Event()
    event.add("uid", f"takstrunde-{runde.pk}-{hvad}@{settings.MAIL_DOMAENE}")
    event.add("sequence", datoer.sat.nr - 1)
    event.add("dtstamp", datoer.sat.registreret_at.astimezone(dt.UTC))
    event.add("summary", tekst)
    event.add("dtstart", dag)
    event.add("dtend", dag + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    if datoer.sat.grund:
        event.add("description", f"Flyttet {tid.day_of(datoer.sat.registreret_at):%d.%m.%Y}: {datoer.sat.grund}")
    return event


def _meetings(datoer: Datoer, led: Iterable[Led]) -> Iterable[Event]:
    """The meetings with the ids that they have in the body's own calendar, so that nobody gets them twice."""
    pks = [pk for et in led if (pk := getattr(datoer.sat, f"{et}_id"))]
    for moede in with_calendar_facts(Moede.objects.filter(pk__in=pks)):
        yield meeting_event(moede)
