"""`socialaftale takst beregn` and `takst kontroller`: takster and findings from a report, without a database."""

import argparse
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from socialaftale.drift import skema_kommando
from socialaftale.drift.inddata import UbrugeligFil, read_bytes, read_lines
from socialaftale.drift.takst_tekst import count, fund_table, path_of, takst_table
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.kontrol import Alvor, Fund, check_indberetning
from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.regler.takst.beregn import choose_regelsaet, compute_indberetning
from socialaftale.regler.takst.laes import UbrugeligtInput, read_indberetning
from socialaftale.regler.takst.opgave import Indberetning

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
UTF8_MAERKE = b"\xef\xbb\xbf"
JSON_BEGYNDER = (b"{", b"[")
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


class Indlaest(NamedTuple):
    """A report that was read, and how to say where in its file a finding stands."""

    indberetning: Indberetning
    sted: Callable[[Fund], str] = path_of


def _each_report(valg: argparse.Namespace, answer: Callable[[argparse.Namespace, Indlaest], Svar]) -> int:
    status = 0
    for indlaest in _reports(valg):
        try:
            alt, linjer, har_fejl = answer(valg, indlaest)
        except (UkendtRegelsaet, KanIkkeBeregnes) as fejl:
            raise UbrugeligFil(str(fejl)) from None
        print(
            json.dumps(alt, ensure_ascii=False, indent=None if valg.linjevis else 2) if valg.json else "\n".join(linjer)
        )
        status = FUND_ER_FEJL if har_fejl else status
    return status


def _reports(valg: argparse.Namespace) -> Iterator[Indlaest]:
    if not valg.linjevis:
        yield read_report(valg.fil)
        return
    for nummer, linje in enumerate(read_lines(valg.fil), start=1):
        if linje.strip():
            yield Indlaest(_from_json(linje, f"linje {nummer}: "))


def read_report(navn: str) -> Indlaest:
    """A report from a workbook or JSON, told apart by content. Raises UbrugeligFil with every fault found."""
    raw = read_bytes(navn)
    if raw.startswith((ZIP, OLE)):
        return _from_workbook(raw, navn)
    begynder = raw.removeprefix(UTF8_MAERKE).lstrip()[:1]
    if begynder and begynder not in JSON_BEGYNDER:
        raise UbrugeligFil(f"{navn} er hverken et takstskema (.xlsx) eller JSON. Vælg en anden fil.")
    return Indlaest(_from_json(raw))


def _from_json(raw: bytes, sted: str = "") -> Indberetning:
    try:
        return read_indberetning(raw)
    except UbrugeligtInput as fejl:
        raise UbrugeligFil("\n".join(f"{sted}{enkelt}" for enkelt in fejl.fejl)) from None


def _from_workbook(raw: bytes, navn: str) -> Indlaest:
    from socialaftale.takster.takstskema import cell_of, read_takstskema

    laesning = read_takstskema(raw, navn)
    indberetning: Indberetning | None = laesning.indberetning
    if indberetning is None:
        raise UbrugeligFil("\n".join(map(str, laesning.fejl)))

    def cell(fund: Fund) -> str:
        celle = cell_of(fund, indberetning, laesning.kort)
        return f"{celle.ark} {celle.navn}" if celle else "hele filen"

    return Indlaest(indberetning, cell)


def _compute(valg: argparse.Namespace, indlaest: Indlaest) -> Svar:
    indberetning = indlaest.indberetning
    resultat = compute_indberetning(indberetning)
    fund = check_indberetning(indberetning, None, choose_regelsaet(indberetning).regelsaet, resultat)
    har_fejl = _has_error(fund) or any(beregning.kan_ikke for beregning in resultat.beregninger)
    tabel = [*takst_table(indberetning, resultat), *_open_findings(valg.fil, fund)]
    return resultat.as_dict() | {"fund": _as_dicts(fund)}, tabel, har_fejl


def _open_findings(fil: str, fund: list[Fund]) -> Iterator[str]:
    """What the table itself does not show, and how to see it."""
    aabne = [et for et in fund if et.er_aabent]
    if aabne:
        yield f"Kontrollerne fandt {count(aabne)}. Se hvor: socialaftale takst kontroller {fil}"


def _check(valg: argparse.Namespace, indlaest: Indlaest) -> Svar:
    indberetning = indlaest.indberetning
    forrige = read_report(valg.forrige).indberetning if valg.forrige else None
    fund = check_indberetning(indberetning, forrige, choose_regelsaet(indberetning).regelsaet)
    return {"fund": _as_dicts(fund)}, list(fund_table(indberetning, fund, indlaest.sted)), _has_error(fund)


def _has_error(fund: list[Fund]) -> bool:
    return any(enkelt.alvor is Alvor.FEJL for enkelt in fund)


def _as_dicts(fund: list[Fund]) -> list[dict[str, str]]:
    return [{navn: str(vaerdi) for navn, vaerdi in enkelt._asdict().items()} for enkelt in fund]
