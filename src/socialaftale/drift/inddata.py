"""Input of the command line: a file, or standard input written as `-`."""

import sys
from collections.abc import Iterator
from pathlib import Path


class UbrugeligFil(Exception):
    """Input that cannot be used: one or more Danish lines with place and remedy. The command ends with status 2."""


def read_bytes(navn: str) -> bytes:
    """The whole file. Raises UbrugeligFil where there is none or it cannot be read."""
    if navn == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(navn).read_bytes()
    except OSError as fejl:
        raise UbrugeligFil(_why(navn, fejl)) from None


def read_lines(navn: str) -> Iterator[bytes]:
    """The lines of a file one at a time, so that a long one never lies in memory. Raises UbrugeligFil."""
    if navn == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(navn).open("rb") as fil:
            yield from fil
    except OSError as fejl:
        raise UbrugeligFil(_why(navn, fejl)) from None


def _why(navn: str, fejl: OSError) -> str:
    if isinstance(fejl, FileNotFoundError):
        return f"Filen {navn} findes ikke. Kontrollér navn og mappe."
    if isinstance(fejl, IsADirectoryError):
        return f"{navn} er en mappe. Angiv en fil."
    return f"Filen {navn} kan ikke læses. Kontrollér, at du har adgang til den."
