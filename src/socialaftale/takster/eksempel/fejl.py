"""Deliberate flaws in the constructed reports, so that the checks have something to find.

Each takes a report and returns it with one flaw that a busy reporter could make.
"""

from collections.abc import Callable
from decimal import Decimal

from socialaftale.regler.belaegning import budgeted_occupancy
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.opgave import (
    Aarsag,
    Aarsagsart,
    Linje,
    Linjetype,
    OverheadProcent,
    Takstberegning,
    Tidsart,
    TilbudIndberetning,
)

Fejl = Callable[[TilbudIndberetning], TilbudIndberetning]


def no_contents(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """What the takst covers is not stated."""
    return _first_line(tilbud, lambda linje: {"indhold": ""})


def no_causes(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Far more than last year, and no cause is named."""
    return _first_line(_dearer(tilbud, Decimal("1.15")), lambda linje: {"aarsager": ()})


def half_explained(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """A large change of which only PL is explained."""
    pl = Aarsag(art=Aarsagsart.PL, procent=Decimal(3), tekst="Pris- og lønfremskrivning.")
    return _first_line(_dearer(tilbud, Decimal("1.22")), lambda linje: {"aarsager": (pl,)})


def low_occupancy(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """75 % occupancy in the takst without a reason."""
    return _first(tilbud, lambda b: {"belaegning": b.belaegning.model_copy(update={"procent": Decimal(75)})})


def tiny_overhead(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """0,06 written where 6 was meant."""

    def change(beregning: Takstberegning) -> dict[str, object]:
        procent = Decimal("0.06")
        grundlag = beregning.grundlag
        if grundlag is not None:
            grundlag = grundlag.model_copy(update={"overhead": OverheadProcent(procent=procent)})
        return {"grundlag": grundlag, "overhead_procent": procent}

    return _first(tilbud, change)


def undefined_line(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """A line called "merpris" that says neither what it is nor what it covers."""

    def change(beregning: Takstberegning) -> dict[str, object]:
        ny = beregning.linjer[0].model_copy(
            update={
                "id": f"{beregning.id}-merpris", "navn": "Merpris", "type": Linjetype.TILLAEG, "indhold": "",
                "takst_kr": Decimal(316), "takst_forrige_kr": None, "aarsager": (), "pladser": None, "timer": None,
            }
        )  # fmt: skip
        return {"linjer": (*beregning.linjer, ny)}

    return _first(tilbud, change)


def changed_hours(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Fewer hours in the same takst than last year, and not a word about it."""

    def change(linje: Linje) -> dict[str, object]:
        if linje.timer is None:
            return {}
        return {"timer": linje.timer.model_copy(update={"antal": max(linje.timer.antal - 3, Decimal(1))})}

    return _first_line(tilbud, change)


def other_kind_of_hour(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """The same number of hours, but another kind of hour than last year."""
    return _first_line(
        tilbud,
        lambda linje: {"timer": linje.timer.model_copy(update={"art": Tidsart.BRT})} if linje.timer else {},
    )


def wrong_last_year(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Last year's takst is not the one that was reported last year."""
    return _first_line(tilbud, lambda linje: {"takst_forrige_kr": (linje.takst_forrige_kr or Decimal(0)) + 90})


def twice(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Two versions of the same line stand in the report."""
    return _first(
        tilbud,
        lambda b: {"linjer": (*b.linjer, b.linjer[0].model_copy(update={"id": f"{b.linjer[0].id}-v2"}))},
    )


def fewer_places(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Two places fewer than last year, without a reason."""
    return _first(tilbud, lambda b: {"pladser": max(b.pladser - 2, Decimal(1))})


def wrong_takst(tilbud: TilbudIndberetning) -> TilbudIndberetning:
    """Two digits of the takst changed places, so it is not the one that the basis gives."""
    return _first_line(tilbud, lambda linje: {"takst_kr": _swapped(linje.takst_kr or Decimal(0))})


def restored_occupancy(tilbud: TilbudIndberetning, regelsaet: Regelsaet, aar: int) -> TilbudIndberetning:
    """The opposite of `low_occupancy`: what the accounts give."""

    def change(beregning: Takstberegning) -> dict[str, object]:
        uden = beregning.belaegning.model_copy(update={"procent": None})
        procent = budgeted_occupancy(uden, regelsaet.belaegning, aar).vaerdi
        return {"belaegning": uden.model_copy(update={"procent": procent})}

    return _first(tilbud, change)


BEKRAEFTEDE = (no_contents, no_causes, low_occupancy, undefined_line, changed_hours, twice)
"""Flaws in the confirmed reports of 2026, spread over the region."""

RUNDENS = {fejl.__name__: fejl for fejl in (*BEKRAEFTEDE, half_explained, fewer_places, wrong_takst)}
"""Flaws by name, for the submitted reports of 2027: their finding can be explained."""

KLADDENS = (half_explained, tiny_overhead, other_kind_of_hour, wrong_last_year, fewer_places, wrong_takst)
"""Flaws in the draft for 2027."""

GENBEREGNES = (no_causes, half_explained, low_occupancy, tiny_overhead)
"""Flaws in what a takst is made of: the reported takst is the one that the flawed basis gives."""


def _swapped(takst: Decimal) -> Decimal:
    cifre = str(takst)
    return Decimal(cifre[1] + cifre[0] + cifre[2:]) if len(cifre) > 1 and cifre[1] != "0" else takst + 9


def _dearer(tilbud: TilbudIndberetning, faktor: Decimal) -> TilbudIndberetning:
    """The direct costs of the first calculation times `faktor`, and its takster with them."""

    def change(beregning: Takstberegning) -> dict[str, object]:
        if beregning.grundlag is None:
            return {}
        poster = tuple(
            post.model_copy(update={"beloeb_kr": (post.beloeb_kr * faktor).quantize(Decimal(1))})
            for post in beregning.grundlag.omkostninger
        )
        return {"grundlag": beregning.grundlag.model_copy(update={"omkostninger": poster})}

    return _first(tilbud, change)


def _first(tilbud: TilbudIndberetning, change: Callable[[Takstberegning], dict[str, object]]) -> TilbudIndberetning:
    foerste, *resten = tilbud.beregninger
    return tilbud.model_copy(update={"beregninger": (foerste.model_copy(update=change(foerste)), *resten)})


def _first_line(tilbud: TilbudIndberetning, change: Callable[[Linje], dict[str, object]]) -> TilbudIndberetning:
    def of_beregning(beregning: Takstberegning) -> dict[str, object]:
        linje, *resten = beregning.linjer
        return {"linjer": (linje.model_copy(update=change(linje)), *resten)}

    return _first(tilbud, of_beregning)
