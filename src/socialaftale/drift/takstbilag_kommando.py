"""`socialaftale takstbilag`: `importer` reads an existing one, pairs it with the register and confirms it; `kontroller`
says whether editions are as they were published.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialaftale.drift.inddata import UbrugeligFil, read_bytes
from socialaftale.drift.opslag import find_area, find_party, find_person, start_django
from socialaftale.regler.takst.laes import UbrugeligtInput

if TYPE_CHECKING:
    from socialaftale.parter.models import Aftaleomraade, Organisation
    from socialaftale.takster.importering.gennemsyn import Gennemsyn

MANGLER_SVAR = ER_AENDRET = 1


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    takstbilag = under.add_parser("takstbilag", help="takstbilag: indlæs et, der findes, eller kontrollér de udgivne")
    kommandoer = takstbilag.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    parser = kommandoer.add_parser("importer", help="indlæs et takstbilag: XLSX, XLS, ODS, CSV eller PDF med en tabel")
    parser.add_argument("fil", metavar="FIL", help="filen; - er standard input")
    parser.add_argument("--aar", type=int, required=True, metavar="AAR", help="takståret, fx 2026")
    parser.add_argument("--driftsherre", metavar="KODE", help="hvis fil det er, fx 860; ellers står det i filen")
    parser.add_argument("--omraade", metavar="KODE", default="nordjylland", help="aftaleområdet")
    parser.add_argument("--bruger", metavar="E-MAIL", help="den, der bekræfter; uden en bruger gemmes intet")
    proev = ("--toerkoersel", "--tørkørsel", "--proev", "--prøv")
    parser.add_argument(*proev, action="store_true", dest="proev", help="vis, hvad der ville ske, og gem intet")
    parser.add_argument("--json", action="store_true", help="skriv alt som JSON")
    parser.set_defaults(run=run)
    kontroller = kommandoer.add_parser("kontroller", help="er udgaverne, som de blev udgivet?")
    kontroller.add_argument("fil", nargs="?", metavar="FIL.json", help="et hentet takstbilag; uden det: databasens")
    kontroller.add_argument("--omraade", metavar="KODE", default="nordjylland", help="aftaleområdet")
    kontroller.set_defaults(run=run_kontroller)


def run(valg: argparse.Namespace) -> int:
    """Print the report. Status 1 where an answer is missing or a total is wrong; raises UbrugeligFil for a bad file."""
    start_django()
    try:
        return _run(valg, read_bytes(valg.fil), Path(valg.fil).name if valg.fil != "-" else "standard input")
    except UbrugeligtInput as ubrugelig:
        raise UbrugeligFil("\n".join(map(str, ubrugelig.fejl))) from None


def run_kontroller(valg: argparse.Namespace) -> int:
    """Say for each edition whether it is unchanged. Status 1 where one is not; raises UbrugeligFil for another file."""
    start_django()
    from socialaftale.takster.bilag.kontrol import check_editions, check_file

    if valg.fil:
        try:
            domme = [check_file(json.loads(read_bytes(valg.fil)))]
        except (ValueError, KeyError, TypeError):
            raise UbrugeligFil(f"{valg.fil} er ikke et takstbilag som JSON. Hent det fra takstbilagets side.") from None
    else:
        domme = list(check_editions(find_area(valg.omraade)))
    for dom in domme:
        print(f"{dom.hvad}: {'; '.join(dom.fejl) or 'uændret'}")
    if not domme:
        print("Der er ingen udgaver at kontrollere.")
    return ER_AENDRET if any(dom.fejl for dom in domme) else 0


def _run(valg: argparse.Namespace, raw: bytes, filnavn: str) -> int:
    from socialaftale.takster.importering.rapport import needs_attention

    omraade, driftsherre = find_area(valg.omraade), find_party(valg.driftsherre)
    if valg.bruger and not valg.proev:
        gennemsyn, gemt = _store(valg, raw, filnavn, (omraade, driftsherre))
    else:
        gennemsyn, gemt = _preview(raw, filnavn, valg.aar, omraade, driftsherre), []
    _print(valg, filnavn, gennemsyn, gemt)
    return MANGLER_SVAR if needs_attention(gennemsyn) else 0


def _preview(
    raw: bytes, filnavn: str, aar: int, omraade: "Aftaleomraade", driftsherre: "Organisation | None"
) -> "Gennemsyn":
    from socialaftale.takster.importering.laesning import read_fil, read_takstbilag
    from socialaftale.takster.importering.queries import remembered_columns, review_reading

    laesning = read_takstbilag(read_fil(raw, filnavn), aar, remembered_columns(driftsherre))
    return review_reading(laesning, omraade, driftsherre, {})


def _store(
    valg: argparse.Namespace, raw: bytes, filnavn: str, hvor: "tuple[Aftaleomraade, Organisation | None]"
) -> "tuple[Gennemsyn, list[str]]":
    """Keep the file and confirm every driftsherre whose takster lack no answer; return the names confirmed."""
    from django.core.exceptions import PermissionDenied

    from socialaftale.takster.importering import actions
    from socialaftale.takster.importering.queries import review

    by, gemt = find_person(valg.bruger), []
    try:
        takstimport = _receive(actions, raw=raw, filnavn=filnavn, aar=valg.aar, hvor=hvor, by=by)
        gennemsyn = review(takstimport)
        for part in gennemsyn.driftsherrer():
            if not gennemsyn.open_questions(part) and hvor[1] in (None, part):
                nye = actions.confirm_driftsherre(takstimport=takstimport, driftsherre=part, by=by)
                gemt.append(f"{part}: {len(nye)} tilbud")
    except PermissionDenied as afvist:
        raise UbrugeligFil(f"{afvist} Angiv en anden med --bruger, eller en anden --driftsherre.") from None
    return review(takstimport), gemt


def _receive(actions: Any, *, hvor: "tuple[Aftaleomraade, Organisation | None]", **felter: Any) -> Any:
    try:
        return actions.receive_file(omraade=hvor[0], driftsherre=hvor[1], **felter)
    except actions.AlleredeIndlaest as tidligere:
        return tidligere.takstimport


def _print(valg: argparse.Namespace, filnavn: str, gennemsyn: "Gennemsyn", gemt: list[str]) -> None:
    from socialaftale.takster.importering.rapport import as_json, as_text

    if valg.json:
        print(json.dumps({"fil": filnavn, **as_json(gennemsyn), "bekraeftet": gemt}, ensure_ascii=False, indent=2))
        return
    print(filnavn)
    print("\n".join(as_text(gennemsyn)))
    if gemt:
        print("Bekræftet: " + "; ".join(gemt) + ".")
    elif valg.proev or not valg.bruger:
        print("Intet er gemt. Gem og bekræft med --bruger E-MAIL, eller på siden Indlæs takstbilag.")
