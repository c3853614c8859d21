"""Meetings as a calendar file. Only what is public is in it: body, when and where."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count
from icalendar import Calendar, Event

from socialaftale.faelles.tid import KOEBENHAVN

from .models import Moede


def as_ics(moeder: Iterable[Moede]) -> bytes:
    """Return the calendar of meetings from `with_calendar_facts`. A moved meeting keeps its id and rises in number."""
    kalender = new_calendar("Moeder")
    for moede in moeder:
        kalender.add_component(meeting_event(moede))
    return kalender.to_ical()


def new_calendar(navn: str) -> Calendar:
    """Return an empty calendar of ours; `navn` says which, in ASCII."""
    kalender = Calendar()
    kalender.add("prodid", f"-//Socialaftale//{navn}//DA")
    kalender.add("version", "2.0")
    return kalender


def with_calendar_facts(moeder):
    """Return the meetings of a queryset with their times and the number of times they were moved."""
    return moeder.in_order().annotate(antal_tider=Count("tider")).prefetch_related("tider")


def meeting_event(moede: Moede) -> Event:
    """Return a meeting from `with_calendar_facts` as an event; one that is cancelled says so."""
    event = Event()
    event.add("uid", f"moede-{moede.pk}@{settings.MAIL_DOMAENE}")
    event.add("sequence", moede.antal_tider - 1)
    event.add("dtstamp", max(tid.registreret_at for tid in moede.tider.all()).astimezone(dt.UTC))
    event.add("summary", f"{moede.udvalg}, {moede.get_form_display()}")
    if moede.sted:
        event.add("location", moede.sted)
    event.add("status", "CANCELLED" if moede.aflyst else "CONFIRMED")
    if moede.fra_kl:
        event.add("dtstart", _instant(moede.dato, moede.fra_kl))
        event.add("dtend", _instant(moede.dato, moede.til_kl or moede.fra_kl))
    else:
        event.add("dtstart", moede.dato)
        event.add("dtend", moede.dato + dt.timedelta(days=1))
    return event


def _instant(dag: dt.date, klokken: dt.time) -> dt.datetime:
    return dt.datetime.combine(dag, klokken, KOEBENHAVN).astimezone(dt.UTC)
