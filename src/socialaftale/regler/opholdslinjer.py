"""Stays pasted from a sheet: which stay or unit, what happened, and on which day. Nothing is written here."""

import datetime as dt
from typing import NamedTuple

from socialaftale.regler.indsat import JA, NEJ, key_of, read_cells, read_day

FLEST_LINJER = 500
START, SPAERRING = "start", "spaerring"
HANDLINGER = {
    START: {"begyndt", "start", "første dag", "flyttet ind"},
    SPAERRING: {"spærret", "spærring"},
    "stop": {"slut", "stop", "sidste dag", "flyttet ud"},
    "varsel": {"varslet", "varslet sidste dag", "varsel"},
    "fravaer": {"væk", "væk fra", "fravær"},
    "hjemme": {"hjemme", "hjemme igen"},
}
HOVED = {"ophold", "enhed", "reference", "ophold eller enhed"}
HVAD = "skriv begyndt, spærret, væk, hjemme, varslet eller slut"
FLEST = f"Indsæt højst {FLEST_LINJER} linjer ad gangen."


class Opholdslinje(NamedTuple):
    """One pasted line. `hvem` is a stay's reference, or the unit where one begins; `handling` a key of HANDLINGER."""

    nr: int
    hvem: str
    handling: str
    dag: dt.date
    pladser: int = 1
    udenfor: bool = False


def read_stay_lines(tekst: str) -> tuple[list[Opholdslinje], list[str]]:
    """Return the lines, and in Danish what cannot be read, by line and column.

    In words: the columns are stay or unit, what happened, day, places (empty is 1) and outside the target group (ja or
    nej); empty lines and a heading are passed over; 500 lines at most.
    Source: fixed for the platform. Raises nothing.
    """
    linjer, mangler = read_cells(tekst)
    if linjer and key_of(linjer[0][1][0]) in HOVED:
        linjer = linjer[1:]
    laest = [_line(nr, celler) for nr, celler in linjer]
    fejl = [f"Linje {nr}, {besked}." for (nr, _), (_, egne) in zip(linjer, laest, strict=True) for besked in egne]
    if mangler or len(linjer) > FLEST_LINJER:
        fejl.insert(0, FLEST)
    return [linje for linje, _ in laest if linje], fejl


def _line(nr: int, celler: list[str]) -> tuple[Opholdslinje | None, list[str]]:
    hvem, hvad, dag, pladser, udenfor = (*celler, "", "", "", "", "")[:5]
    handling = next((navn for navn, ordene in HANDLINGER.items() if key_of(hvad) in ordene), "")
    fundet = read_day(dag)
    fejl = [
        *([] if handling else [f"kolonnen hvad der skete: {HVAD}"]),
        *([] if fundet else ["kolonnen dag: skriv den som dd.mm.åååå"]),
        *([] if not pladser or _is_places(pladser) else ["kolonnen pladser: skriv et tal fra 1 til 99"]),
        *([] if not udenfor or key_of(udenfor) in JA | NEJ else ["kolonnen uden for målgruppen: skriv ja eller nej"]),
    ]
    if fejl or fundet is None:
        return None, fejl
    return Opholdslinje(nr, hvem, handling, fundet, int(pladser or 1), key_of(udenfor) in JA), []


def _is_places(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit() and 1 <= int(tekst) <= 99
