"""Days as Danes write them: 17.11.2025, d. 3. okt., mandag den 23. februar 2026, den syttende november."""

import datetime as dt
import re
from typing import NamedTuple

UGEDAGE = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MAANEDER = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_TAL = (
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende femtende "
    "sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende femogtyvende "
    "seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
).split()
_UGEDAG = rf"(?:(?P<ugedag>{'|'.join(UGEDAGE)})(?:\s+(?:den|d\.))?\s+)?"
_KORT = "|".join(f"{navn}|{navn[:4]}|{navn[:3]}" for navn in MAANEDER)
_MAANED = rf"(?P<maaned>{_KORT})\b\.?"
_ORD = re.compile(
    rf"\b{_UGEDAG}(?:(?P<dag>\d{{1,2}})\.?|(?P<dagord>{'|'.join(_TAL)}))\s*{_MAANED}(?:\s+(?P<aar>(?:19|20)\d{{2}})\b)?",
    re.IGNORECASE,
)
_CIFRE = re.compile(
    rf"(?<![\d.,/-]){_UGEDAG}(?P<dag>\d{{1,2}})(?P<skel>[./-])(?P<maaned>\d{{1,2}})(?P=skel)"
    r"(?P<aar>(?:19|20)\d{2}|\d{2})(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d-])(?P<aar>(?:19|20)\d{2})-(?P<maaned>\d{2})-(?P<dag>\d{2})(?![\d-])")


class Datofund(NamedTuple):
    """A day as it is written. `ugedag` is 0 for Monday, None where none stands; `aar` is None where none stands."""

    ordret: str
    fra: int
    til: int
    ugedag: int | None
    dag: int
    maaned: int
    aar: int | None

    def in_year(self, aar: int) -> dt.date | None:
        """Return the day in a year, None where that year has no such day. Source: the Gregorian calendar."""
        try:
            return dt.date(aar, self.maaned, self.dag)
        except ValueError:
            return None


def find_dates(tekst: str) -> list[Datofund]:
    """Return every day in the text, in order, also days that do not exist. Raises nothing.

    In words: numerals with points, strokes or hyphens; the day and the name of the month; a year of two figures is in
    this century. Source: Danish usage.
    """
    fund = [_found(et) for moenster in (_ORD, _CIFRE, _ISO) for et in moenster.finditer(tekst)]
    return sorted((et for et in fund if 1 <= et.maaned <= 12 and 1 <= et.dag <= 31), key=lambda et: et.fra)


def _found(fund: re.Match[str]) -> Datofund:
    dele = fund.groupdict()
    maaned = dele["maaned"].casefold()[:3]
    if not maaned.isdigit():
        maaned = str(next(nr for nr, navn in enumerate(MAANEDER, 1) if navn.startswith(maaned)))
    dag = int(dele["dag"]) if dele["dag"] else _TAL.index(dele["dagord"].casefold()) + 1
    aar = int(dele["aar"]) if dele["aar"] else None
    aar = aar + 2000 if aar is not None and aar < 100 else aar
    ugedag = UGEDAGE.index(dele["ugedag"].casefold()) if dele.get("ugedag") else None
    return Datofund(fund[0].strip(" ."), fund.start(), fund.end(), ugedag, dag, int(maaned), aar)


def first_date(tekst: str) -> dt.date | None:
    """Return the first day with a year that exists, None where there is none. Source: as above. Raises nothing."""
    for fund in find_dates(tekst):
        if fund.aar and (dag := fund.in_year(fund.aar)):
            return dag
    return None
