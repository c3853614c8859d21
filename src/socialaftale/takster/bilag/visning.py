"""How the values of an edition's content are written for people. An absent value is an empty text, never 0."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict

from socialaftale.faelles.visning import kort_dato, kr, pct
from socialaftale.regler.takst.opgave import Enhed, Linjetype, Periode

from ..visning import ENHEDER, PERIODER
from ..visning import number as plain_number

if TYPE_CHECKING:
    from .forms import SoegForm

TIMEENHED = f"kr. {ENHEDER[Enhed.TIME]}"


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


def written_hours(raekke: Mapping[str, Any]) -> str:
    """The hours of a row of the table: `7 ATA-timer pr. uge`."""
    if not raekke["tidsart"]:
        return ""
    if raekke["enhed"] == TIMEENHED:
        return f"{raekke['tidsart']}-timer"
    return f"{number(raekke['timer'])} {raekke['tidsart']}-timer pr. {raekke['timer_pr']}"


def day(iso: str | None) -> str:
    """`01.07.2027`"""
    return "" if iso is None else kort_dato(dt.date.fromisoformat(iso))


def chosen(form: "SoegForm", valgt: Mapping[str, str]) -> list[dict[str, str]]:
    """What a list is narrowed by, each with the address of the list without it."""
    uden = {navn: urlencode({et: vaerdi for et, vaerdi in valgt.items() if et != navn}) for navn in valgt}
    etiketter = {navn: dict(getattr(form.fields[navn], "choices", [])) for navn in valgt}
    return [
        {"text": etiketter[navn].get(vaerdi, f"»{vaerdi}«"), "href": f"?{uden[navn]}"} for navn, vaerdi in valgt.items()
    ]


def without_page(valg: QueryDict) -> str:
    """The address of the list without the number of its page, ready for one: `?q=dag&side=`."""
    resten = valg.copy()
    resten.pop("side", None)
    return f"?{resten.urlencode()}&side=" if resten else "?side="
