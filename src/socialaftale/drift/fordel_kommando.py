"""`socialaftale fordel`: share an amount by a key, exact to the krone."""

import argparse
import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from socialaftale.drift.inddata import UbrugeligFil, read_bytes
from socialaftale.regler.objektiv import Andel, Noegletal, UbrugeligNoegle, allocate
from socialaftale.regler.tal import UklartTal, parse_tal, tal

KOLONNER = ("kode", "navn", "antal")


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = under.add_parser("fordel", help="fordel et beløb efter en nøgle, på kronen")
    parser.add_argument("beloeb", metavar="BELOEB", help="hele kroner, fx 5654100")
    parser.add_argument("--noegle", metavar="FIL.csv", required=True, help="kolonnerne kode, navn og antal")
    parser.add_argument("--json", action="store_true", help="skriv en JSON-liste")
    parser.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Print the shares. Raises UbrugeligFil with a Danish message for a useless amount or key."""
    try:
        andele = allocate(_whole_kroner(valg.beloeb), list(read_key(read_bytes(valg.noegle), valg.noegle)))
    except (UklartTal, UbrugeligNoegle) as fejl:
        raise UbrugeligFil(str(fejl)) from None
    if valg.json:
        print(json.dumps([andel._asdict() for andel in andele], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_table(andele)))
    return 0


def read_key(raw: bytes, navn: str) -> Iterator[Noegletal]:
    """The key of a CSV file, comma or semicolon, UTF-8 or Windows-1252. Raises UbrugeligFil with row and remedy."""
    raekker = _rows(raw, navn)
    overskrifter = [felt.strip().lower() for felt in next(raekker, [])]
    manglende = [kolonne for kolonne in KOLONNER if kolonne not in overskrifter]
    if manglende:
        raise UbrugeligFil(
            f"{Path(navn).name} mangler kolonnen {manglende[0]}. Øverste linje skal være kode,navn,antal."
        )
    plads = [overskrifter.index(kolonne) for kolonne in KOLONNER]
    for nummer, felter in enumerate(raekker, start=2):
        if any(felt.strip() for felt in felter):
            yield _row(felter, plads, f"{Path(navn).name}, linje {nummer}")


def _rows(raw: bytes, navn: str) -> Iterator[list[str]]:
    try:
        if b"\0" in raw:
            raise csv.Error
        skilletegn = ";" if b";" in raw.split(b"\n", 1)[0] else ","
        yield from csv.reader(io.StringIO(_text(raw), newline=""), delimiter=skilletegn)
    except csv.Error:
        raise UbrugeligFil(f"{Path(navn).name} er ikke en CSV-fil. Gem nøglen som CSV, og prøv igen.") from None


def _row(felter: list[str], plads: list[int], sted: str) -> Noegletal:
    if len(felter) <= max(plads):
        raise UbrugeligFil(f"{sted}: linjen har kun {len(felter)} felter. Udfyld kode, navn og antal.")
    kode, navn, antal = (felter[nr].strip() for nr in plads)
    try:
        return Noegletal(kode, navn, parse_tal(antal))
    except UklartTal as fejl:
        raise UbrugeligFil(f"{sted}, antal: {fejl}") from None


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _whole_kroner(tekst: str) -> int:
    beloeb = parse_tal(tekst)
    if beloeb != beloeb.to_integral_value() or abs(beloeb) >= Decimal(10) ** 13:
        raise UklartTal(f"”{tekst}” skal være hele kroner og under 10 billioner. Ret beløbet.")
    return int(beloeb)


def _table(andele: list[Andel]) -> list[str]:
    bredde = max(len(andel.navn) for andel in andele)
    linjer = [f"{andel.kode:<6} {andel.navn:<{bredde}} {tal(andel.kroner):>16}" for andel in andele]
    ialt = f"{'I alt':<{bredde + 7}} {tal(sum(andel.kroner for andel in andele)):>16}"
    return [f"{'Kode':<6} {'Navn':<{bredde}} {'Kroner':>16}", *linjer, ialt]
