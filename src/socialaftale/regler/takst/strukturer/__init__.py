"""One small module per rate structure. Each turns a takst basis into unrounded prices, line by line.

A structure is a function `prices(struktur, sag) -> list[Pris]`; STRUKTURER says which code is computed by which.
"""

from collections.abc import Callable
from typing import Any

from socialaftale.regler.takst.sag import Pris, Sag
from socialaftale.regler.takst.strukturer import (
    basis_pakker,
    basis_timer,
    forhandlet,
    forloeb,
    gennemsnit,
    niveauer,
    timetakst,
)

STRUKTURER: dict[str, Callable[[Any, Sag], list[Pris]]] = {
    "A": gennemsnit.prices,
    "B": niveauer.prices,
    "C": basis_timer.prices,
    "D": basis_pakker.prices,
    "E": forhandlet.prices,
    "F": forloeb.prices,
    "G": timetakst.prices,
    "N": basis_pakker.prices,
}
