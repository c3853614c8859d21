"""What the pages on occupancy show."""

import datetime as dt
from typing import Any

from socialaftale.faelles import diagram, tid
from socialaftale.faelles.visning import pct
from socialaftale.regler.belaegningsdage import (
    MAANEDER,
    Maanedstal,
    carried_over,
    first_of_month,
    month_name,
    months_back,
    year_months,
)

from ..ophold.grupper import Gruppe
from .models import Maanedsbelaegning
from .queries import Maanedslinje, figures_of, month_lines, read_months, reported

KORTE = [navn[:3] for navn in MAANEDER]


def last_month(dag: dt.date | None = None) -> dt.date:
    """Return the newest month that is over."""
    return months_back(first_of_month(dag or tid.today()), 2)[0]


def read_start(grupper: list[Gruppe], maaned: dt.date) -> tuple[dict[str, Maanedstal], dict[str, Maanedsbelaegning]]:
    """Return what the month's table starts from, by code: what is reported, else last month; and what is reported.

    What stays give of the month is known, and starts from nothing: a saved copy would stand before them.
    """
    forrige = months_back(maaned, 2)[0]
    kendte = reported([et.pk for et in grupper], [forrige, maaned])
    af_ophold = given_by_stays(grupper, maaned)
    start, meldt = {}, {}
    for gruppe in grupper:
        if egen := kendte.get((gruppe.pk, maaned)):
            meldt[gruppe.kode] = egen
            start[gruppe.kode] = figures_of(egen)
        elif gruppe.kode not in af_ophold and (foer := kendte.get((gruppe.pk, forrige))):
            start[gruppe.kode] = carried_over(figures_of(foer), gruppe.normerede(forrige), gruppe.normerede(maaned))
    return start, meldt


def given_by_stays(grupper: list[Gruppe], maaned: dt.date) -> dict[str, Maanedstal]:
    """Return, by code, the month's figures that nobody need report, because stays give them."""
    pks = [et.pk for et in grupper]
    meldt, alle = reported(pks, [maaned]), read_months(pks, [maaned])
    return {et.kode: alle[et.pk][maaned] for et in grupper if et.pk in alle and (et.pk, maaned) not in meldt}


def month_choices(antal: int = 13) -> list[tuple[str, str]]:
    """Return the months that can be reported from the page, newest first, as (address, name)."""
    return [(f"{et:%Y-%m}", month_name(et)) for et in reversed(months_back(last_month(), antal))]


def curve(grupper: list[Gruppe], kendt_at: dt.datetime | None = None) -> dict[str, Any]:
    """The last two years' occupancy as a curve, and the months of the table, newest first."""
    aar = last_month().year
    linjer = {et: month_lines(grupper, year_months(et), kendt_at) for et in (aar, aar - 1)}
    vist = [linje for et in linjer for linje in reversed(linjer[et]) if linje.maaned <= last_month()]
    serier = [(str(et), [_percent(linje) for linje in linjer[et]]) for et in linjer]
    kendte = [vaerdi for _, vaerdier in serier for vaerdi in vaerdier if vaerdi is not None]
    return {"linjer": vist, "kurve": diagram.lines(KORTE, serier) if kendte else None, "akse": KORTE, "vis_pct": pct}


def _percent(linje: Maanedslinje) -> Any:
    return linje.led.vaerdi if linje.led else None
