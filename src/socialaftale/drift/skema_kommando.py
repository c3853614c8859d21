"""`socialaftale takst skema`: the filled takstskema of a driftsherre and year, as the site gives it out."""

import argparse
from pathlib import Path

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import find_area, find_party, start_django
from socialaftale.regler.parametre import UkendtRegelsaet


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command below `takst`."""
    parser = under.add_parser("skema", help="takstskemaet for en driftsherre og et år, udfyldt af registeret")
    parser.add_argument("ud", metavar="UD.xlsx", help="filen, der skrives")
    parser.add_argument("--aar", type=int, required=True, metavar="AAR", help="takståret, fx 2027")
    parser.add_argument("--driftsherre", required=True, metavar="KODE", help="fx 860 for Hjørring")
    parser.add_argument("--omraade", metavar="KODE", default="nordjylland", help="aftaleområdet")
    parser.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Write the workbook. Raises UbrugeligFil for an unknown party or year, or a place that cannot be written."""
    start_django()
    from socialaftale.takster.skema import read_skema
    from socialaftale.takster.takstskema import write_takstskema

    omraade, driftsherre = find_area(valg.omraade), find_party(valg.driftsherre)
    try:
        skema = read_skema(driftsherre, omraade, valg.aar)
        Path(valg.ud).write_bytes(write_takstskema(*skema))
    except UkendtRegelsaet as fejl:
        raise UbrugeligFil(str(fejl)) from None
    except OSError:
        raise UbrugeligFil(f"{valg.ud} kan ikke skrives. Vælg en mappe, du må skrive i.") from None
    print(f"Takstskemaet for {driftsherre} {valg.aar} ligger i {valg.ud}: {len(skema.ny.tilbud)} tilbud.")
    return 0
