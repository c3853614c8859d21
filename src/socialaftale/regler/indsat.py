"""Lines pasted from a sheet: which afdeling, which answer, and from when. Nothing is written here."""

import datetime as dt
import re
from typing import NamedTuple

FLEST_LINJER = 2000
LAENGSTE_CELLE = 300
JA = {"ja", "j", "1", "ledig", "x"}
NEJ = {"nej", "n", "0", "ingen", "optaget"}
UAENDRET = {"uændret", "uaendret", "samme", "="}
TILSTANDE = {
    "ubemandet": {"ubemandet", "ikke bemandet", "ledig, men ikke bemandet"},
    "reserveret": {"reserveret"},
    "vurdering": {"vurdering", "kræver vurdering", "kræver en vurdering"},
}
LUKKET = {
    "ombygning": {"ombygning"},
    "bemanding": {"bemanding", "mangler medarbejdere"},
    "sammensaetning": {"sammensætning", "hensyn", "hensyn til dem, der bor her"},
    "afvikles": {"afvikles", "tilbuddet afvikles"},
    "andet": {"andet"},
}
FORKERT_GRUPPE = "Skriv, hvor mange pladser der er til hvem, fx »2 til Unge kvinder, 1 til Skærmet«."
UKENDT = "Svaret skal være ja, nej eller uændret, eller et antal eller en tilstand, hvor det er slået til."
UDEN_AARSAG = "Skriv også, hvorfor der er lukket, fx »lukket: ombygning«."
FOR_MANGE = f"Kun de første {FLEST_LINJER} linjer er læst."
HOVED = {"afdeling", "tilbud", "navn", "enhed"}
_ANTAL = re.compile(r"(?:[2-9]|[1-9][0-9]{1,2})$")
_GRUPPE = re.compile(r"(?P<antal>\d{1,3})\s*(?:til\s+)?(?P<navn>\D.*)|(?P<navn2>.*\D)[\s:=]\s*(?P<antal2>\d{1,3})")
_DANSK = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")


class Linje(NamedTuple):
    """One pasted line. `svar` is ledig, ikke_ledig, uaendret, or a state between; `fejl`, in Danish, why it cannot be.

    `antal`: how many, where a number was written; `aarsag`: why it is closed; `grupper`: how many of the places are for
    which subgroup, by its name as it was written.
    """

    nr: int
    navn: str
    svar: str = ""
    ledig_fra: dt.date | None = None
    fejl: str = ""
    antal: int | None = None
    aarsag: str = ""
    grupper: tuple[tuple[str, int], ...] = ()


def read_lines(tekst: str) -> list[Linje]:
    """Return the lines that say something: name, answer, perhaps a day and perhaps for whom, parted by tabulators or
    semicolons.

    In words: empty lines and a heading are passed over; `ja`, `1` and `x` are yes, `nej` and `0` no, `uændret` and `=`
    unchanged; 2 to 999 is a yes with so many; a state is its own word, and `lukket: <why>` closed; a day is dd.mm.yyyy
    or yyyy-mm-dd; for whom is `2 til Unge kvinder` or `Unge kvinder: 2`, several with commas between. More than 2,000
    lines are cut off with a line that says so.
    Source: fixed for the platform. Raises nothing.
    """
    linjer, mangler = read_cells(tekst)
    laest = [_line(nr, celler) for nr, celler in linjer]
    if mangler:
        laest.append(Linje(mangler, "", fejl=FOR_MANGE))
    return [linje for nr, linje in enumerate(laest) if nr or not _is_heading(linje)]


def read_cells(tekst: str) -> tuple[list[tuple[int, list[str]]], int]:
    """Return the lines that are not empty as (number, cells), and the number of the first that is cut off, 0 for none.

    In words: cells are parted by tabulators where the line has one, else by semicolons; a cell is at most 300
    characters, without the spaces and quotation marks round it; 2,000 lines are read. Source: fixed for the platform.
    Raises nothing.
    """
    linjer = [(nr, raekke) for nr, raekke in enumerate(tekst.splitlines(), start=1) if raekke.strip()]
    mangler = linjer[FLEST_LINJER][0] if len(linjer) > FLEST_LINJER else 0
    return [(nr, _cells(raekke)) for nr, raekke in linjer[:FLEST_LINJER]], mangler


def key_of(navn: str) -> str:
    """Return the name as names are compared: without case, and with single spaces."""
    return " ".join(navn.casefold().split())


def _cells(raekke: str) -> list[str]:
    skel = "\t" if "\t" in raekke else ";"
    return [celle.strip().strip('"')[:LAENGSTE_CELLE] for celle in raekke.split(skel)]


def _is_heading(linje: Linje) -> bool:
    return bool(linje.fejl) and bool(HOVED & set(key_of(linje.navn).split()))


def _line(nr: int, celler: list[str]) -> Linje:
    navn, ord_, dag, hvem = (*celler, "", "", "", "")[:4]
    grupper = _groups(hvem)
    if grupper is None:
        return Linje(nr, navn, fejl=FORKERT_GRUPPE)
    return _answered(nr, navn, key_of(ord_), dag)._replace(grupper=grupper)


def _answered(nr: int, navn: str, noegle: str, dag: str) -> Linje:
    if noegle.startswith("lukket"):
        return _closed(nr, navn, noegle)
    antal = int(noegle) if _ANTAL.match(noegle) else None
    svar = "ledig" if antal else _answer(noegle)
    if not svar:
        return Linje(nr, navn, fejl=UKENDT)
    if not dag or svar != "ledig":
        return Linje(nr, navn, svar, antal=antal)
    fra = read_day(dag)
    return Linje(nr, navn, svar, fra, "" if fra else "Dagen skal skrives som dd.mm.åååå.", antal)


def _closed(nr: int, navn: str, noegle: str) -> Linje:
    hvorfor = noegle.removeprefix("lukket").removeprefix(" for nye").strip(" :,-")
    aarsag = next((kode for kode, ordene in LUKKET.items() if hvorfor in ordene), "")
    return Linje(nr, navn, "lukket", fejl="" if aarsag else UDEN_AARSAG, aarsag=aarsag)


def _groups(tekst: str) -> tuple[tuple[str, int], ...] | None:
    """Return the subgroups with their numbers; None where a part of the text is not both."""
    dele = [del_.strip() for del_ in tekst.split(",") if del_.strip()]
    fund = [_GRUPPE.fullmatch(del_) for del_ in dele]
    laest = [(et["navn"] or et["navn2"], et["antal"] or et["antal2"]) for et in fund if et]
    return tuple((navn.strip(' :=»«"'), int(antal)) for navn, antal in laest) if len(laest) == len(dele) else None


def _answer(noegle: str) -> str:
    svar = {"ledig": JA, "ikke_ledig": NEJ, "uaendret": UAENDRET} | TILSTANDE
    return next((navn for navn, ordene in svar.items() if noegle in ordene), "")


def read_day(tekst: str) -> dt.date | None:
    """Return the day that a cell says, dd.mm.yyyy or yyyy-mm-dd; None where it says none.

    Source: fixed for the platform. Raises nothing.
    """
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
