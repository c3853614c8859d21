"""A buyer's price from the published takster of a tilbud. Stored nowhere."""

from typing import NamedTuple

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led
from socialaftale.regler.takst.koeb import (
    FAST_MAANED,
    Koeb,
    Koebspris,
    Listepris,
    Periode,
    calendar_days,
    days_of_year,
    opening_days,
    price_of,
    twelfth_of,
)

from .prisforms import PrisForm
from .synlighed import OffentligLinje


class Prissvar(NamedTuple):
    """The price with what was chosen, or the Danish reason why there is none."""

    pris: Koebspris | None
    linjer: tuple[OffentligLinje, ...]
    kan_ikke: str = ""


def answer(form: PrisForm, aar: int) -> Prissvar:
    """The price of what a valid form asks for, by the list of takst year `aar`."""
    plads, pakke, time = (next(iter(form.chosen(navn)), None) for navn in ("plads", "pakke", "time"))
    tillaeg = form.chosen("tillaeg")
    valgte = tuple(linje for linje in (plads, pakke, time, *tillaeg) if linje is not None)
    koeb = Koeb(
        plads=plads and _listed(plads, aar),
        pakke=pakke and _listed(pakke, aar),
        timepris=time and _listed(time, aar),
        timer=form.hours,
        tillaeg=tuple(_listed(linje, aar) for linje in tillaeg),
        deltid_procent=form.cleaned_data.get("deltid"),
    )
    try:
        return Prissvar(price_of(koeb, _period(form, plads, aar)), valgte)
    except KanIkkeBeregnes as grund:
        return Prissvar(None, valgte, str(grund))


def _period(form: PrisForm, plads: OffentligLinje | None, aar: int) -> Periode:
    dage = opening_days(plads.dage, _source(aar)) if plads and plads.dage else days_of_year(aar)
    antal = form.cleaned_data.get("dage")
    return Periode(
        dage, _month_factor(form.cleaned_data.get("faktor", ""), dage), None if antal is None else int(antal)
    )


def _month_factor(valg: str, aarets_dage: Led) -> Led:
    if valg == "30,5":
        return FAST_MAANED
    return twelfth_of(calendar_days(int(valg)) if valg in ("365", "366") else aarets_dage)


def _listed(linje: OffentligLinje, aar: int) -> Listepris:
    return Listepris(linje.navn, linje.takst_kr, linje.timer, _source(aar))


def _source(aar: int) -> str:
    return f"Offentliggjort takst {aar}"
