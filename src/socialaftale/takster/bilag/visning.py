"""How the values of an edition's content are written for people. An absent value is an empty text, never 0."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from socialaftale.faelles.visning import kort_dato, kr, pct
from socialaftale.regler.takst.opgave import Enhed, Linjetype, Periode

from ..visning import ENHEDER, PERIODER
from ..visning import number as plain_number


def amount(beloeb: Decimal | None) -> str:
    """`1.176 kr.`, with øre only where there are any."""
    return "" if beloeb is None else kr(beloeb, 0 if beloeb == round(beloeb) else 2)


def price(takst_kr: str | None, enhed: str) -> str:
    """`1.176 kr. pr. døgn`"""
    return "" if takst_kr is None else f"{amount(Decimal(takst_kr))} {ENHEDER[Enhed(enhed)]}"


def number(vaerdi: Decimal | None) -> str:
    """A number with no more decimals than it has."""
    return "" if vaerdi is None else plain_number(vaerdi)


def count(tekst: str | None) -> str:
    return "" if tekst is None else number(Decimal(tekst))


def percent(tekst: str | None) -> str:
    return "" if tekst is None else pct(Decimal(tekst))


def hours(timer: Mapping[str, str] | None, type_: str) -> str:
    """`7 ATA-timer om ugen`; an hour price is for hours of a kind and has no period."""
    if timer is None:
        return ""
    if type_ == Linjetype.TIME:
        return f"{timer['art']}-timer"
    return f"{count(timer['antal'])} {timer['art']}-timer {PERIODER[Periode(timer['pr'])]}"


def day(iso: str | None) -> str:
    """`01.07.2027`"""
    return "" if iso is None else kort_dato(dt.date.fromisoformat(iso))
