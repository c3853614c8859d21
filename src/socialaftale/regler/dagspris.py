"""Takster on one basis, so that places can be set side by side: kroner for each day of the year, without VAT.

Source: a year's price ÷ the days of the year, as `kalender` counts them; a price of a day is paid on the opening days
that the list names. An hour and a course are no price of a place, and give None.
"""

import datetime as dt
from decimal import Decimal

from socialaftale.regler.dateret import Kildet, in_force, read_rules
from socialaftale.regler.kalender import MAANEDER_PR_AAR, days_in_year
from socialaftale.regler.takst.opgave import Enhed


class Momsregel(Kildet):
    """What a private price lies above a public one for the sake of VAT alone, from a day on."""

    id: str
    gaelder_fra: dt.date
    privat_procent: Decimal


def vat_rules() -> tuple[Momsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Momsregel, "moms-*.toml")


def vat_rule_for(dag: dt.date) -> Momsregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(vat_rules(), dag)


def without_vat(privat_kr: Decimal, dag: dt.date) -> Decimal:
    """What a private price costs the municipality when its VAT is refunded: price ÷ (1 + per cent ÷ 100), unrounded.

    Kroner in, kroner out. A public takst holds no VAT and is left as it is. Source: `moms-*.toml` (assumed).
    """
    return privat_kr * 100 / (100 + vat_rule_for(dag).privat_procent)


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
