"""Lines pasted from a sheet: which afdeling, which answer, and from when. Nothing is written here."""

import datetime as dt
import re
from typing import NamedTuple

FLEST_LINJER = 2000
LAENGSTE_CELLE = 300
JA = {"ja", "j", "1", "ledig", "x"}
NEJ = {"nej", "n", "0", "ingen", "optaget"}
UAENDRET = {"uændret", "uaendret", "samme", "="}
HOVED = {"afdeling", "tilbud", "navn", "enhed"}
_DANSK = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")


class Linje(NamedTuple):
    """One pasted line. `svar` is ledig, ikke_ledig or uaendret; `fejl`, in Danish, says why it cannot be used."""

    nr: int
    navn: str
    svar: str = ""
    ledig_fra: dt.date | None = None
    fejl: str = ""


def read_lines(tekst: str) -> list[Linje]:
    """Return the lines that say something: name, answer and perhaps a day, parted by tabulators or semicolons.

    In words: empty lines and a heading are passed over; `ja`, `1` and `x` are yes, `nej` and `0` no, `uændret` and `=`
    unchanged; a day is dd.mm.yyyy or yyyy-mm-dd. More than 2,000 lines are cut off with a line that says so.
    Source: fixed for the platform. Raises nothing.
    """
    linjer = [(nr, raekke) for nr, raekke in enumerate(tekst.splitlines(), start=1) if raekke.strip()]
    laest = [_line(nr, _cells(raekke)) for nr, raekke in linjer[:FLEST_LINJER]]
    if len(linjer) > FLEST_LINJER:
        laest.append(Linje(linjer[FLEST_LINJER][0], "", fejl=f"Kun de første {FLEST_LINJER} linjer er læst."))
    return [linje for nr, linje in enumerate(laest) if nr or not _is_heading(linje)]


def key_of(navn: str) -> str:
    """Return the name as names are compared: without case, and with single spaces."""
    return " ".join(navn.casefold().split())


def _cells(raekke: str) -> list[str]:
    skel = "\t" if "\t" in raekke else ";"
    return [celle.strip().strip('"')[:LAENGSTE_CELLE] for celle in raekke.split(skel)]


def _is_heading(linje: Linje) -> bool:
    return bool(linje.fejl) and bool(HOVED & set(key_of(linje.navn).split()))


def _line(nr: int, celler: list[str]) -> Linje:
    navn, ord_, dag = (*celler, "", "", "")[:3]
    svar = _answer(ord_)
    if not svar:
        return Linje(nr, navn, fejl="Svaret skal være ja, nej eller uændret.")
    if not dag or svar != "ledig":
        return Linje(nr, navn, svar)
    fra = _day(dag)
    return Linje(nr, navn, svar, fra, "" if fra else "Dagen skal skrives som dd.mm.åååå.")


def _answer(ord_: str) -> str:
    noegle = key_of(ord_)
    svar = {"ledig": JA, "ikke_ledig": NEJ, "uaendret": UAENDRET}
    return next((navn for navn, ordene in svar.items() if noegle in ordene), "")


def _day(tekst: str) -> dt.date | None:
    if fund := _DANSK.match(tekst):
        dag, maaned, aar = map(int, fund.groups())
    elif fund := _ISO.match(tekst):
        aar, maaned, dag = map(int, fund.groups())
    else:
        return None
    try:
        return dt.date(aar, maaned, dag)
    except ValueError:
        return None
