"""How numbers and dates are written in Danish. The same functions serve pages, workbooks and PDF.

An absent value is shown as an empty string, never as 0.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from socialaftale.regler.tal import tal

MAANEDER = "januar februar marts april maj juni juli august september oktober november december".split()
HAARDT_MELLEMRUM = "\u00a0"


def kr(vaerdi: Decimal | int | None, decimaler: int = 2) -> str:
    """Return `1.234,56 kr.`, which never breaks over two lines."""
    return "" if vaerdi is None else f"{tal(vaerdi, decimaler)}{HAARDT_MELLEMRUM}kr."


def pct(vaerdi: Decimal | int | None, decimaler: int = 1) -> str:
    """Return `12,5 %` of a value that is already in per cent."""
    return "" if vaerdi is None else f"{tal(vaerdi, decimaler)}{HAARDT_MELLEMRUM}%"


def fortegn(vaerdi: Decimal | int | None, decimaler: int = 2) -> str:
    """Return a change with its sign: `+120,00` or `−45,50`."""
    if vaerdi is None:
        return ""
    tekst = tal(vaerdi, decimaler)
    return f"+{tekst}" if vaerdi > 0 else tekst


def dato(dag: date | None) -> str:
    """Return `20. oktober 2026`. An instant is shown as the day in Copenhagen."""
    if dag is None:
        return ""
    dag = _local(dag)
    return f"{dag.day}.{HAARDT_MELLEMRUM}{MAANEDER[dag.month - 1]} {dag.year}"


def kort_dato(dag: date | None) -> str:
    """Return `20.10.2026`, for tables and fields."""
    return "" if dag is None else f"{_local(dag):%d.%m.%Y}"


def tidspunkt(oejeblik: datetime | None) -> str:
    """Return `20. oktober 2026 kl. 14.05` in Copenhagen's time."""
    if oejeblik is None:
        return ""
    return f"{dato(oejeblik)} kl.{HAARDT_MELLEMRUM}{_local(oejeblik):%H.%M}"


def opkald(nummer: str) -> str:
    """Return a telephone number as it is dialled: `98 90 12 34` as `98901234`."""
    return "".join([tegn for tegn in nummer if tegn in "+0123456789"])


def _local(dag: date) -> date:
    return timezone.localtime(dag) if isinstance(dag, datetime) else dag


FILTRE = {f.__name__: f for f in (tal, kr, pct, fortegn, dato, kort_dato, tidspunkt, opkald)}
