"""What a buyer pays a day, a month and a year for what it chooses from a published price list.

Source: the lists on record, as `sammensaetning` cites them. Nothing here is a takst basis: only published prices.
"""

from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, add, divide, multiply
from socialaftale.regler.kalender import MAANEDER_PR_AAR, days_in_year
from socialaftale.regler.takst.dage import DAGE
from socialaftale.regler.takst.opgave import Timer
from socialaftale.regler.takst.sag import PR_DAG, PR_TIME
from socialaftale.regler.takst.sammensaetning import add_hours, at_step, per_month
from socialaftale.regler.takst.tid import hours_a_day, require_same_kind

VALGT = "Valgt på siden"
TIMER_VALGT = {"timer.antal": VALGT}
DAGE_PR_MAANED = "dage pr. måned"


class Listepris(NamedTuple):
    """One line of a price list: kroner a day (an hour, for an hour price), the hours it names, and where it stands."""

    navn: str
    kroner: Decimal
    timer: Timer | None
    kilde: str

    def led(self, enhed: str = PR_DAG) -> Led:
        return Led(self.navn, self.kroner, enhed, Art.INDTASTET, kilde=self.kilde)


class Koeb(NamedTuple):
    """What is chosen: a place, with a package or hours of a kind, supplements, and a part-time step in per cent."""

    plads: Listepris | None = None
    pakke: Listepris | None = None
    timepris: Listepris | None = None
    timer: Timer | None = None
    tillaeg: tuple[Listepris, ...] = ()
    deltid_procent: Decimal | None = None


class Periode(NamedTuple):
    """Days a year the price is paid for, the month factor (days a month), and a number of days asked about."""

    aarets_dage: Led
    maanedsfaktor: Led
    antal_dage: int | None = None


class Koebspris(NamedTuple):
    """Kroner a day, a month and a year, and for the number of days asked about; each unrounded with its tree."""

    dag: Led
    maaned: Led
    aar: Led
    dage: Led | None


def price_of(koeb: Koeb, periode: Periode) -> Koebspris:
    """The price of what is chosen. Raises KanIkkeBeregnes where the list does not say enough."""
    dele = [_place_and_hours(koeb)]
    dele += [pris.led() for pris in (koeb.pakke, *koeb.tillaeg) if pris is not None]
    dag = add("Pris pr. dag", dele, PR_DAG) if dele[1:] else dele[0]._replace(navn="Pris pr. dag")
    dage = None
    if periode.antal_dage is not None:
        antal = Led("Antal dage", Decimal(periode.antal_dage), DAGE, Art.INDTASTET, kilde=VALGT)
        dage = multiply(f"Pris for {periode.antal_dage} dage", [dag, antal], "kr.")
    aar = multiply("Årspris", [dag, periode.aarets_dage], "kr. pr. år")
    return Koebspris(dag, per_month(dag, periode.maanedsfaktor), aar, dage)


def _place_and_hours(koeb: Koeb) -> Led:
    if koeb.timepris is None or koeb.timer is None:
        return _place(koeb)
    if koeb.timepris.timer is None:
        raise KanIkkeBeregnes("Prislisten siger ikke, hvilken tidsart timeprisen gælder. Spørg driftsherren.")
    require_same_kind(koeb.timer, koeb.timepris.timer)
    timepris = koeb.timepris.led(PR_TIME)
    if koeb.plads is None:
        return multiply("Ydelsestakst", [hours_a_day(koeb.timer, "timer").sourced(TIMER_VALGT), timepris], PR_DAG)
    if koeb.deltid_procent is not None and koeb.plads.timer is not None:
        raise KanIkkeBeregnes(
            "Prislisten siger ikke, hvor mange timer en deltidsplads indeholder. Beregn deltid og timer hver for sig."
        )
    return add_hours(_place(koeb), timepris, koeb.timer, koeb.plads.timer).sourced(TIMER_VALGT)


def _place(koeb: Koeb) -> Led:
    if koeb.plads is None:
        raise KanIkkeBeregnes("Vælg en takst for pladsen, eller vælg en timepris og skriv timer.")
    if koeb.deltid_procent is None:
        return koeb.plads.led()
    return at_step(koeb.plads.led(), Led("Deltidstrin", koeb.deltid_procent, "procent", Art.INDTASTET, kilde=VALGT))


def days_of_year(aar: int) -> Led:
    """365 or 366 days. Source: the calendar; a leap year is settled with 366 days."""
    return _calendar(f"Dage i {aar}", days_in_year(aar), DAGE)


def opening_days(antal: int, kilde: str) -> Led:
    """The days a year that the list says the price is paid for."""
    return Led("Dage, taksten betales for", Decimal(antal), DAGE, Art.INDTASTET, kilde=kilde)


def twelfth_of(dage: Led) -> Led:
    """The month factor: a year's days ÷ 12."""
    maaneder = _calendar("Måneder på et år", MAANEDER_PR_AAR, "måneder")
    return divide("Månedsfaktor", dage, maaneder, DAGE_PR_MAANED)


def calendar_days(antal: int) -> Led:
    """365 or 366 days, chosen whatever the year is."""
    return Led("Dage på et år", Decimal(antal), DAGE, Art.INDTASTET, kilde=VALGT)


def _calendar(navn: str, antal: int, enhed: str) -> Led:
    return Led(navn, Decimal(antal), enhed, Art.REGEL, kilde="Kalenderen", sikkerhed="verificeret")


FAST_MAANED = Led(
    "Månedsfaktor", Decimal("30.5"), DAGE_PR_MAANED, Art.REGEL,
    kilde="Hadruplunds prislister 2018 og 2020: omtrent 30,5 dage", sikkerhed="antaget",
)  # fmt: skip
"""The month factor of lists that reckon 30,5 days a month in every year."""
