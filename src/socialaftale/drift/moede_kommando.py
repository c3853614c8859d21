"""`socialaftale moede importer`: read old minutes, point by point, say what is unclear in them, and keep them."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from socialaftale.drift.inddata import UbrugeligFil, read_bytes
from socialaftale.drift.opslag import find_person, start_django
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
    parser.add_argument("--udvalg", metavar="KODE", help="udvalgets korte navn; ellers står det i referatet")
    parser.add_argument("--bruger", metavar="E-MAIL", help="den, der bekræfter; uden en bruger gemmes intet")
    parser.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Print how the minutes are read, and keep them where a user confirms. Raises UbrugeligFil for unusable input.

    Without a user no database is asked.
    """
    raw = read_bytes(valg.fil)
    try:
        tekst = read_text(raw)
        referat = read_minutes(tekst)
    except UlaeseligtReferat as ulaeselig:
        raise UbrugeligFil(str(ulaeselig)) from None
    gemt = _store(valg, raw) if valg.bruger and not valg.proev else ""
    if valg.json:
        print(json.dumps(as_json(referat) | {"gemt": gemt}, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*as_lines(referat), "", gemt or "Intet er gemt. Gem med --bruger E-MAIL, eller på siden."]))
    return 0


def _store(valg: argparse.Namespace, raw: bytes) -> str:
    """Receive and confirm the minutes; return what was done, in Danish."""
    start_django()
    from django.core.exceptions import PermissionDenied, ValidationError

    from socialaftale.moeder.importering import actions
    from socialaftale.moeder.importering.laesning import Laest
    from socialaftale.moeder.importering.queries import body_called

    by = find_person(valg.bruger)
    laest = Laest.of_file(raw)
    udvalg = body_called(valg.udvalg or laest.referat.udvalg, by)
    if udvalg is None or laest.referat.dato is None:
        mangler = (
            "hvilket udvalg det er fra: skriv --udvalg" if udvalg is None else "hvilken dag det er fra: brug siden"
        )
        raise UbrugeligFil(f"Referatet siger ikke, {mangler}.")
    sendt = actions.Sendt(raw, Path(valg.fil).name if valg.fil != "-" else "referat.txt", laest)
    try:
        nyt = actions.receive_minutes(sendt=sendt, udvalg=udvalg, dato=laest.referat.dato, by=by)
        moede = actions.confirm_minutes(referatimport=nyt, by=by)
    except actions.AlleredeIndlaest as tidligere:
        return " ".join(tidligere.messages)
    except ValidationError as afvist:
        raise UbrugeligFil(" ".join(afvist.messages)) from None
    except PermissionDenied as afvist:
        raise UbrugeligFil(f"{afvist} Angiv en anden med --bruger.") from None
    return f"Gemt: {udvalg} {nyt.dato:%d.%m.%Y}, {_count(moede.punkter.count(), 'punkt', 'punkter')}."


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
