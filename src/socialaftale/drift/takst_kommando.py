"""`socialaftale takst beregn` and `takst kontroller`: takster and findings from a report, without a database."""

import argparse
import json
from collections.abc import Callable, Iterator
from typing import Any

from socialaftale.drift import skema_kommando
from socialaftale.drift.inddata import UbrugeligFil, read_bytes, read_lines
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.kontrol import Alvor, Fund, check_indberetning
from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.regler.takst.beregn import Takstresultat, choose_regelsaet, compute_indberetning
from socialaftale.regler.takst.laes import UbrugeligtInput, read_indberetning
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.regler.tal import tal

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
FUND_ER_FEJL = 1


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `takst` with its commands."""
    takst = under.add_parser("takst", help="beregn og kontrollér takster")
    kommandoer = takst.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    beregn = kommandoer.add_parser("beregn", help="takster med forklaring af et takstskema eller JSON")
    beregn.set_defaults(run=lambda valg: _each_report(valg, _compute))
    kontroller = kommandoer.add_parser("kontroller", help="kontrollernes fund i et takstskema eller JSON")
    kontroller.add_argument("--forrige", metavar="FIL", help="sidste års indberetning")
    kontroller.set_defaults(run=lambda valg: _each_report(valg, _check))
    skema_kommando.add_parser(kommandoer)
    for parser in (beregn, kontroller):
        parser.add_argument("fil", metavar="FIL", help="takstskema (.xlsx) eller JSON; - er standardinput")
        parser.add_argument("--json", action="store_true", help="skriv alt som JSON")
        parser.add_argument("--linjevis", action="store_true", help="én indberetning (JSON) pr. linje; læses løbende")


Svar = tuple[dict[str, Any], list[str], bool]
"""Everything as JSON values, the same as lines of a table, and whether there is a `fejl`."""


def _each_report(valg: argparse.Namespace, answer: Callable[[argparse.Namespace, Indberetning], Svar]) -> int:
    status = 0
    for indberetning in _reports(valg):
        try:
            alt, linjer, har_fejl = answer(valg, indberetning)
        except (UkendtRegelsaet, KanIkkeBeregnes) as fejl:
            raise UbrugeligFil(str(fejl)) from None
        print(
            json.dumps(alt, ensure_ascii=False, indent=None if valg.linjevis else 2) if valg.json else "\n".join(linjer)
        )
        status = FUND_ER_FEJL if har_fejl else status
    return status


def _reports(valg: argparse.Namespace) -> Iterator[Indberetning]:
    if not valg.linjevis:
        yield read_report(valg.fil)
        return
    for nummer, linje in enumerate(read_lines(valg.fil), start=1):
        if linje.strip():
            yield _from_json(linje, f"linje {nummer}: ")


def read_report(navn: str) -> Indberetning:
    """A report from a workbook or JSON, told apart by content. Raises UbrugeligFil with every fault found."""
    raw = read_bytes(navn)
    return _from_workbook(raw, navn) if raw.startswith((ZIP, OLE)) else _from_json(raw)


def _from_json(raw: bytes, sted: str = "") -> Indberetning:
    try:
        return read_indberetning(raw)
    except UbrugeligtInput as fejl:
        raise UbrugeligFil("\n".join(f"{sted}{enkelt}" for enkelt in fejl.fejl)) from None


def _from_workbook(raw: bytes, navn: str) -> Indberetning:
    from socialaftale.takster.takstskema import read_takstskema

    laesning = read_takstskema(raw, navn)
    indberetning: Indberetning | None = laesning.indberetning
    if indberetning is None:
        raise UbrugeligFil("\n".join(map(str, laesning.fejl)))
    return indberetning


def _compute(_: argparse.Namespace, indberetning: Indberetning) -> Svar:
    resultat = compute_indberetning(indberetning)
    fund = check_indberetning(indberetning, None, choose_regelsaet(indberetning).regelsaet, resultat)
    har_fejl = _has_error(fund) or any(beregning.kan_ikke for beregning in resultat.beregninger)
    return resultat.as_dict() | {"fund": _as_dicts(fund)}, list(_takst_table(indberetning, resultat)), har_fejl


def _check(valg: argparse.Namespace, indberetning: Indberetning) -> Svar:
    forrige = read_report(valg.forrige) if valg.forrige else None
    fund = check_indberetning(indberetning, forrige, choose_regelsaet(indberetning).regelsaet)
    return {"fund": _as_dicts(fund)}, list(_fund_table(fund)), _has_error(fund)


def _has_error(fund: list[Fund]) -> bool:
    return any(enkelt.alvor is Alvor.FEJL for enkelt in fund)


def _as_dicts(fund: list[Fund]) -> list[dict[str, str]]:
    return [{navn: str(vaerdi) for navn, vaerdi in enkelt._asdict().items()} for enkelt in fund]


def _takst_table(indberetning: Indberetning, resultat: Takstresultat) -> Iterator[str]:
    navne = {tilbud.id: tilbud.navn for tilbud in indberetning.tilbud}
    yield f"{'Tilbud':<30} {'Linje':<24} {'Takst':>12}  Enhed"
    for beregning in resultat.beregninger:
        navn = navne[beregning.tilbud][:30]
        if beregning.kan_ikke:
            yield f"{navn:<30} {beregning.beregning:<24} {'–':>12}  {beregning.kan_ikke}"
        for linje in beregning.linjer:
            yield f"{navn:<30} {linje.linje:<24} {tal(linje.takst_kr):>12}  {linje.takst.enhed}"
    if not resultat.beregninger:
        yield "Ingen beregninger: indberetningen har intet fuldt grundlag."


def _fund_table(fund: list[Fund]) -> Iterator[str]:
    for enkelt in fund:
        sted = " / ".join(filter(None, (enkelt.tilbud, enkelt.beregning, enkelt.linje, enkelt.felt)))
        yield f"{enkelt.alvor:<18} {enkelt.kontrol:<6} {sted}\n    {enkelt.besked} {enkelt.goer}"
    antal = len(fund)
    yield "Kontrollerne fandt ikke noget." if not antal else f"{antal} fund."
