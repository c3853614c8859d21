"""`socialaftale soegning genskab|kontrol`: derive what the searches keep anew, or check it."""

import argparse
import sys

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import IKKE_KLAR, start_django


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    soegning = under.add_parser(
        "soegning", help="søgningerne: gør deres ord og gemte pladser på ny, eller se dem efter"
    )
    valg = soegning.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    genskab = valg.add_parser("genskab", help="udled alt på ny af det registrerede; ændrer intet af det")
    genskab.set_defaults(run=run)
    kontrol = valg.add_parser("kontrol", help="se efter, om mødernes ord passer med punkterne; ændrer intet")
    kontrol.set_defaults(run=check)


def run(valg: argparse.Namespace) -> int:
    """Make it anew and print how much. Raises UbrugeligFil without a database."""
    start_django()
    from django.db import DatabaseError

    from socialaftale.moeder.soegning import indeks
    from socialaftale.pladssoegning.gemt.udled import keep_all
    from socialaftale.tilbud.soegning import reindex_all

    try:
        tilbud, afdelinger, punkter = reindex_all(), keep_all(), indeks.reindex_all()
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
    print(f"Søgningen er gjort på ny: {tilbud} tilbud og {afdelinger} afdelinger, {punkter} punkter.")
    return 0


def check(valg: argparse.Namespace) -> int:
    """Name the points whose words are not what their texts say. Raises UbrugeligFil without a database."""
    start_django()
    from django.db import DatabaseError

    from socialaftale.moeder.models import Dagsordenspunkt
    from socialaftale.moeder.soegning.indeks import stale

    try:
        forkerte = stale()
        punkter = list(Dagsordenspunkt.objects.filter(pk__in=forkerte).order_by("pk"))
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
    for punkt in punkter:
        print(f"Punkt {punkt.pk}: {punkt}")
    if forkerte:
        print("Kør: socialaftale soegning genskab", file=sys.stderr)
    return int(bool(forkerte))
