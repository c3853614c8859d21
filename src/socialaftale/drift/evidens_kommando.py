"""`socialaftale evidens kontroller`: compute an evidence pack again, on any machine, without a database."""

import argparse
import json

from socialaftale.drift.inddata import UbrugeligFil, read_bytes
from socialaftale.regler.evidens import Dom, UbrugeligPakke, check_pack

TEGN = {Dom.STEMMER: "ok", Dom.AFVIGER: "AFVIGER", Dom.KAN_IKKE: "?"}
AFVIGER = 1


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `evidens` with its command."""
    evidens = under.add_parser("evidens", help="kontrollér en evidenspakke")
    kommandoer = evidens.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    kontroller = kommandoer.add_parser("kontroller", help="er pakken uændret, og kommer dens takster ud igen?")
    kontroller.add_argument("fil", metavar="PAKKE.zip", help="evidenspakken; - er standardinput")
    kontroller.add_argument("--json", action="store_true", help="skriv alt som JSON")
    kontroller.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Say for each file and each takst whether it holds. Returns 1 where something differs."""
    try:
        proever = check_pack(read_bytes(valg.fil))
    except UbrugeligPakke as fejl:
        raise UbrugeligFil(str(fejl)) from None
    if valg.json:
        print(json.dumps([et._asdict() for et in proever], ensure_ascii=False, indent=2))
    else:
        for et in proever:
            print(f"{TEGN[et.dom]:8} {et.navn}" + (f": {et.forklaring}" if et.forklaring else ""))
        antal = {dom: sum(et.dom is dom for et in proever) for dom in Dom}
        print(f"{antal[Dom.STEMMER]} stemmer, {antal[Dom.AFVIGER]} afviger, {antal[Dom.KAN_IKKE]} kan ikke afgøres")
    return AFVIGER if any(et.dom is Dom.AFVIGER for et in proever) else 0
