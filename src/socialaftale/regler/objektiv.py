"""Objective financing: an amount shared by a key, exact to the krone.

Source: the order on børnehuse § 5 (60 % by the number of 0-17-year-olds on 1 January of the year before, 40 % per
course); the method of largest remainder makes the shares sum to the amount.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class Noegletal(NamedTuple):
    """One party of a key: its code, name and count (inhabitants, pupils, days ...), not negative."""

    kode: str
    navn: str
    antal: Decimal


class Andel(NamedTuple):
    """What one party pays (or gets back, where negative), whole kroner."""

    kode: str
    navn: str
    kroner: int


class UbrugeligNoegle(ValueError):
    """A key that nothing can be shared by; the message is Danish and says what to do."""


def allocate(beloeb_kr: int, noegle: Sequence[Noegletal]) -> list[Andel]:
    """Share whole kroner by the key's counts; the shares sum to `beloeb_kr` exactly, in the order of the key.

    Each party gets its share rounded down, and the kroner left over go to the largest remainders, ties by code. A
    larger count therefore never pays less than a smaller. Raises UbrugeligNoegle for an empty, negative or
    repeated key.
    """
    _check(noegle)
    fortegn = -1 if beloeb_kr < 0 else 1
    ialt = sum(Fraction(tal.antal) for tal in noegle)
    andele = [abs(beloeb_kr) * Fraction(tal.antal) / ialt for tal in noegle]
    kroner = [int(andel) for andel in andele]
    raekkefoelge = sorted(range(len(noegle)), key=lambda nr: (kroner[nr] - andele[nr], noegle[nr].kode))
    for nr in raekkefoelge[: abs(beloeb_kr) - sum(kroner)]:
        kroner[nr] += 1
    return [Andel(tal.kode, tal.navn, fortegn * kr) for tal, kr in zip(noegle, kroner, strict=True)]


def _check(noegle: Sequence[Noegletal]) -> None:
    for tal in noegle:
        if tal.antal < 0:
            raise UbrugeligNoegle(f"Antallet for {tal.navn or tal.kode} er under 0. Ret nøglen.")
    if sum(tal.antal for tal in noegle) == 0:
        raise UbrugeligNoegle("Nøglen har ingen antal at fordele efter. Udfyld kolonnen antal.")
    koder = [tal.kode for tal in noegle]
    dobbelt = sorted({kode for kode in koder if koder.count(kode) > 1})
    if dobbelt:
        raise UbrugeligNoegle(f"Koden {dobbelt[0]} står flere gange i nøglen. Behold kun én linje.")
