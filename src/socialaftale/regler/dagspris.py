"""Takster on one basis, so that places can be set side by side: kroner for each day of the year.

Source: a year's price ÷ the days of the year, as `kalender` counts them; a price of a day is paid on the opening days
that the list names. An hour and a course are no price of a place, and give None.
"""

from decimal import Decimal

from socialaftale.regler.kalender import MAANEDER_PR_AAR, days_in_year
from socialaftale.regler.takst.opgave import Enhed


def per_day(takst_kr: Decimal, enhed: Enhed, aar: int, dage: int | None = None) -> Decimal | None:
    """Kroner for each day of the year: takst × the days (months, 1) it is paid for ÷ 365 or 366, unrounded.

    `dage`: the days a year it is paid for; None is every day.
    """
    gange = {
        Enhed.DOEGN: dage or days_in_year(aar),
        Enhed.DAG: dage or days_in_year(aar),
        Enhed.MAANED: MAANEDER_PR_AAR,
        Enhed.AAR: 1,
    }
    if enhed not in gange:
        return None
    return takst_kr * gange[enhed] / days_in_year(aar)
