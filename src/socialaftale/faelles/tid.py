"""The only clock. Instants are UTC; days are Copenhagen's, and a deadline's own day counts whole."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

KOEBENHAVN = ZoneInfo("Europe/Copenhagen")
_STILLET: ContextVar[datetime | None] = ContextVar("stillet", default=None)


def now() -> datetime:
    """Return this instant in UTC."""
    return _STILLET.get() or timezone.now()


def as_of(oejeblik: datetime) -> AbstractContextManager[None]:
    """Let it be an instant that has passed: for example data alone, which comes in as if it had come day by day."""
    return _set_to(min(oejeblik, timezone.now()))


def foreseen(oejeblik: datetime) -> AbstractContextManager[None]:
    """Let it be an instant to come, to read what will be so then by what is known now. Write nothing inside it."""
    return _set_to(oejeblik)


@contextmanager
def _set_to(oejeblik: datetime) -> Iterator[None]:
    foer = _STILLET.set(oejeblik.astimezone(UTC))
    try:
        yield
    finally:
        _STILLET.reset(foer)


def today() -> date:
    """Return the date in Copenhagen."""
    return day_of(now())


def day_of(oejeblik: datetime) -> date:
    """Return the date in Copenhagen at an instant."""
    return oejeblik.astimezone(KOEBENHAVN).date()


def end_of_day(dag: date) -> datetime:
    """Return the first instant after `dag` in Copenhagen: a deadline is kept by what comes before it."""
    return datetime.combine(dag + timedelta(days=1), time(), KOEBENHAVN).astimezone(UTC)
