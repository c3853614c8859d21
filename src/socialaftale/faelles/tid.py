"""The only clock. Instants are UTC; days are Copenhagen's, and a deadline's own day counts whole."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

KOEBENHAVN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """Return this instant in UTC."""
    return timezone.now()


def today() -> date:
    """Return the date in Copenhagen."""
    return day_of(now())


def day_of(oejeblik: datetime) -> date:
    """Return the date in Copenhagen at an instant."""
    return oejeblik.astimezone(KOEBENHAVN).date()


def end_of_day(dag: date) -> datetime:
    """Return the first instant after `dag` in Copenhagen: a deadline is kept by what comes before it."""
    return datetime.combine(dag + timedelta(days=1), time(), KOEBENHAVN).astimezone(UTC)
