"""Working days in Denmark: what a lead time is counted in."""

import datetime as dt
from functools import cache

import holidays

LOERDAG = 5
SOENDAG = 6
TIMER_NAAR_URET_STILLES = {3: 23, 10: 25}


@cache
def _days_off(aar: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("DK", years=aar, categories=("public", "optional"), language="da"))


def day_off(dag: dt.date) -> str:
    """Return what makes the day no working day, in Danish, else an empty text.

    Counted as days off: weekends, public holidays (Store bededag until 2023), and the days on which town halls are
    closed or half closed (1 May, 5 June, 24 and 31 December). Source: helligdagsloven; Store bededag ended with 2023.
    """
    if navn := _days_off(dag.year).get(dag):
        return navn.lower()
    if dag.weekday() >= LOERDAG:
        return "lørdag" if dag.weekday() == LOERDAG else "søndag"
    return ""


def add_workdays(dag: dt.date, antal: int) -> dt.date:
    """Return the day that lies `antal` working days after `dag`; the day itself is not counted. `antal` >= 0."""
    while antal > 0:
        dag += dt.timedelta(days=1)
        antal -= not day_off(dag)
    return dag


def workday_before(dag: dt.date) -> dt.date:
    """Return the day itself, or the working day before it where it is a day off."""
    while day_off(dag):
        dag -= dt.timedelta(days=1)
    return dag


def hours_of(dag: dt.date) -> int:
    """Return how many hours the day has in Denmark: 23, 24 or 25. Source: directive 2000/84/EC.

    The clock is changed on the last Sunday of March and of October.
    """
    sidste_soendag = dag.weekday() == SOENDAG and (dag + dt.timedelta(days=7)).month != dag.month
    return TIMER_NAAR_URET_STILLES.get(dag.month, 24) if sidste_soendag else 24
