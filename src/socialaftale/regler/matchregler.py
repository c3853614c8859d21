"""The values that places are judged by: how far off is almost, what the states are, and the age bands."""

import datetime as dt

from socialaftale.regler.dateret import Data, Kildet, read_rules


class Naesten(Kildet):
    """How far off a place may be and still be shown as almost: years, days, per cent of price and of travel time."""

    alder_aar: int
    start_dage: int
    pris_procent: int
    rejse_procent: int


class Tilstande(Kildet):
    """What an answer between yes and no is: the states that almost fit, and those that do not."""

    naesten: tuple[str, ...]
    ikke: tuple[str, ...]


class Aldersbaand(Data):
    """Ages that are searched for and counted together, both included."""

    kode: str
    fra: int
    til: int


class Opbevaring(Kildet):
    """How many days a search is kept, one with a note, and how long new places are told of."""

    soegning_dage: int
    notat_dage: int
    besked_dage: int


class Matchregler(Data):
    id: str
    omraade: str
    gaelder_fra: dt.date
    naesten: Naesten
    tilstande: Tilstande
    aldersbaand: tuple[Aldersbaand, ...]
    opbevaring: Opbevaring


def rules() -> Matchregler:
    """The newest rules of matching."""
    nyeste: Matchregler = read_rules(Matchregler, "pladsmatch-*.toml")[-1]
    return nyeste
