"""`socialaftale moede importer`: read old minutes, point by point, and say what is unclear in them."""

import argparse
import json
from collections.abc import Iterator

from socialaftale.drift.inddata import UbrugeligFil, read_bytes
from socialaftale.moeder.importering.fil import read_text
from socialaftale.regler.referat.laes import UlaeseligtReferat, as_json, read_minutes
from socialaftale.regler.referat.typer import Punkt, Referat


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    moede = under.add_parser("moede", help="møder: læs et gammelt referat ind")
    kommandoer = moede.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    parser = kommandoer.add_parser("importer", help="læs et gammelt referat: tekst, eller PDF med tekst")
    parser.add_argument("fil", metavar="FIL", help="filen; - er standard input")
    parser.add_argument("--json", action="store_true", help="skriv alt som JSON")
    parser.add_argument("--proev", "--prøv", action="store_true", dest="proev", help="vis referatet, og gem intet")
    parser.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Print how the minutes are read. Raises UbrugeligFil for a file that is no minutes."""
    try:
        referat = read_minutes(read_text(read_bytes(valg.fil)))
    except UlaeseligtReferat as ulaeselig:
        raise UbrugeligFil(str(ulaeselig)) from None
    if valg.json:
        print(json.dumps(as_json(referat), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_lines(referat)))
    return 0


def as_lines(referat: Referat) -> Iterator[str]:
    """Yield the minutes as a table for people, with what is to be cleared."""
    antal = _count(len(referat.punkter), "punkt", "punkter")
    yield f"{referat.udvalg or 'Ukendt udvalg'}, {referat.dato or 'ukendt dag'}: {antal}"
    yield f"{'Punkt':>5}  {'':7}{'Indst.':>6}{'Svar':>6}{'Bilag':>6}  Titel"
    for punkt in referat.punkter:
        yield _row(punkt)
    uafklaret = [f"Punkt {p.nummer}, {n}" for p in referat.punkter for n in _unclear(p)]
    uafklaret = [*referat.noter, *uafklaret]
    if uafklaret:
        yield f"\nSkal afklares ({len(uafklaret)}):"
        yield from (f"  {linje}" for linje in uafklaret)
    if referat.uplaceret:
        yield f"\nIkke placeret ({_count(len(referat.uplaceret), 'linje', 'linjer')}):"
        yield from (f"  {tekst.tekst}" for tekst in referat.uplaceret)


def _count(antal: int, en: str, flere: str) -> str:
    return f"{antal} {en if antal == 1 else flere}"


def _row(punkt: Punkt) -> str:
    aaben = {True: "åben", False: "lukket", None: "?"}[punkt.aaben]
    svar = len(punkt.indstilling) - len(punkt.unanswered())
    tal = f"{len(punkt.indstilling):>6}{svar:>6}{len(punkt.bilag):>6}"
    return f"{punkt.nummer:>5}  {aaben:7}{tal}  {punkt.titel.tekst}"


def _unclear(punkt: Punkt) -> Iterator[str]:
    yield from (f"indstilling {led.nummer}: {led.resultat}" for led in punkt.unanswered())
    yield from punkt.noter
