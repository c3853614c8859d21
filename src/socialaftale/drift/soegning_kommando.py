"""`socialaftale soegning genskab`: derive the search's words, and what it keeps of places, anew."""

import argparse

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import IKKE_KLAR, start_django


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    soegning = under.add_parser("soegning", help="søgningen: gør dens ord og gemte pladser på ny")
    valg = soegning.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    genskab = valg.add_parser("genskab", help="udled alt på ny af det registrerede; ændrer intet af det")
    genskab.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Make it anew and print how much. Raises UbrugeligFil without a database."""
    start_django()
    from django.db import DatabaseError

    from socialaftale.pladssoegning.gemt.udled import keep_all
    from socialaftale.tilbud.soegning import reindex_all

    try:
        tilbud, afdelinger = reindex_all(), keep_all()
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
    print(f"Søgningen er gjort på ny: {tilbud} tilbud og {afdelinger} afdelinger.")
    return 0
