"""`socialaftale kapacitet kontroller`: look for what must never be true of the free places."""

import argparse

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import IKKE_KLAR, start_django


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    kapacitet = under.add_parser("kapacitet", help="de ledige pladser: kontroller, at intet strider mod reglerne")
    valg = kapacitet.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    kontroller = valg.add_parser("kontroller", help="find meldinger, der strider mod reglerne; ændrer intet")
    kontroller.set_defaults(run=run)


def run(valg: argparse.Namespace) -> int:
    """Print what is wrong, or that nothing is. Returns 1 where something is. Raises UbrugeligFil without a database."""
    start_django()
    from django.db import DatabaseError

    from socialaftale.kapacitet.invarianter import all_invariants, check

    try:
        brud = check()
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
    for et in brud:
        print(f"{et.invariant.id} {et.invariant.tekst}: {et.hvor}")
    print(f"{len(all_invariants())} regler er kontrolleret: {len(brud) or 'ingen'} brud.")
    return 1 if brud else 0
