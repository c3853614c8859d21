"""A year of the secretariat's budget, for the sweeps of all addresses."""

from decimal import Decimal
from typing import Any

from socialaftale.aftaler.sekretariatsbudget import actions
from socialaftale.parter.models import Aftaleomraade, Bruger


def make_budget(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    aaret = actions.begin_year(omraade=omraade, aar=2031, by=by)
    tal = actions.Tal(f"{ord_} post", "udgift", "budget", Decimal(1000), f"{ord_} i forklaringen")
    actions.write_figure(budgetaar=aaret, tal=tal, by=by)
    return {"budgetaar": 2031}
