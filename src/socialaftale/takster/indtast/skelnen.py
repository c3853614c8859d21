"""Three ways of saying what stands in a place: as it was, as it is here, and as it is there. Nothing is lost unseen."""

from collections.abc import Callable
from enum import StrEnum
from operator import eq
from typing import Any


class Skel(StrEnum):
    """Who changed something since the two parted."""

    INGEN = "ingen"
    HER = "her"
    DER = "der"
    ENS = "ens"
    BEGGE = "begge"


def tell_apart(foer: Any, her: Any, der: Any, same: Callable[[Any, Any], bool] = eq) -> Skel:
    """Which side changed the value: both to the same (`ens`), or to two (`begge`), and then a person must choose."""
    if same(her, der):
        return Skel.INGEN if same(foer, her) else Skel.ENS
    if same(foer, der):
        return Skel.HER
    return Skel.DER if same(foer, her) else Skel.BEGGE
