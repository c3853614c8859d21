"""The command `socialaftale`."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit status 2 means that the input could not be used."""
    print("Brug: socialaftale KOMMANDO", file=sys.stderr)
    return 2
