"""How a theme that was handed in to another forum stands: answered, waited for, or silent after its day."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Slags(StrEnum):
    """What came back: an answer, something on the way, or the word that none is waited for any more."""

    SVAR = "svar"
    FORELOEBIGT = "foreloebigt"
    LUKKET = "lukket"


class Stade(StrEnum):
    """How far it is."""

    VENTER = "venter"
    FORELOEBIGT = "foreloebigt"
    INTET_HOERT = "intet_hoert"
    BESVARET = "besvaret"
    LUKKET = "lukket"


class Tilbagemelding(NamedTuple):
    """Something that came back, and on which day."""

    slags: Slags
    dato: dt.date


def stage(frist: dt.date | None, kommet: Sequence[Tilbagemelding], dag: dt.date) -> Stade:
    """Return how far it is on a day; `kommet` in the order of time.

    In words: an answer, or the word that none is waited for, ends it. Before that it is silent from the day after the
    answer was expected, also where something came on the way, for that is no answer. Source: fixed for the platform.
    Raises nothing.
    """
    slags = [et.slags for et in kommet]
    if Slags.SVAR in slags:
        return Stade.BESVARET
    if Slags.LUKKET in slags:
        return Stade.LUKKET
    if frist and frist < dag:
        return Stade.INTET_HOERT
    return Stade.FORELOEBIGT if slags else Stade.VENTER
