"""Free places: which report counts, how fresh it is, what is left of it, and how it is written in Tilbudsportalen."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules

MAANEDER = "januar februar marts april maj juni juli august september oktober november december".split()

BAANDGRAENSER = (10, 20, 50, 100)


class Snart(Kildet):
    tilbage_procent: int


class MindsteEnhed(Kildet):
    pladser: int


class Efterspoergsel(Kildet):
    mindst: int


class LaengeLedig(Kildet):
    dage: int


class Ledighedsregel(Data):
    """The values of the rule, from a day on."""

    id: str
    gaelder_fra: dt.date
    snart: Snart
    mindste_enhed: MindsteEnhed
    efterspoergsel: Efterspoergsel
    laenge_ledig: LaengeLedig


class Friskhed(StrEnum):
    """How a report stands against the rhythm that its afdeling has promised."""

    FRISK = "frisk"
    SNART = "snart"
    FORFALDEN = "forfalden"
    ALDRIG = "aldrig"


class Observation(Protocol):
    """What counts a report: when it was true, and the id that its sender gave it."""

    @property
    def observeret_at(self) -> dt.datetime: ...
    @property
    def klient_id(self) -> UUID: ...


O = TypeVar("O", bound=Observation)  # noqa: E741


class Svar(NamedTuple):
    """What an afdeling answered: how many places can be filled, and from when (None: now)."""

    tilbudt: int
    ledig_fra: dt.date | None = None


def all_rules() -> tuple[Ledighedsregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Ledighedsregel, "ledighed-*.toml")


def rule_for(dag: dt.date) -> Ledighedsregel:
    """Return the newest rule in force on the day, the first one before any is. Source: fixed for the platform."""
    return in_force(all_rules(), dag)


def newest(meldinger: Iterable[O], nu: dt.datetime) -> O | None:
    """Return the report that counts: the latest `observeret_at` not in the future, of two alike the higher id.

    The id is the sender's own, so reports that arrive late, doubled or in another order give the same answer.
    Source: fixed for the platform. Raises nothing.
    """
    kendte = [melding for melding in meldinger if melding.observeret_at <= nu]
    return max(kendte, key=lambda melding: (melding.observeret_at, melding.klient_id), default=None)


def due_on(bekraeftet: dt.date, rytme_dage: int) -> dt.date:
    """Return the last day on which a report is fresh: the day it was true plus the rhythm in calendar days."""
    return bekraeftet + dt.timedelta(days=rytme_dage)


def freshness(bekraeftet: dt.date | None, rytme_dage: int, dag: dt.date) -> Friskhed:
    """Return how a report of the day `bekraeftet` (None: there is none) stands on `dag`.

    In words: past its last day it is overdue; within the last fifth of the rhythm, at least one day, it is soon to be
    confirmed; else it is fresh. The last day counts whole. Source: `ledighed-*.toml` (assumed). Raises nothing.
    """
    if bekraeftet is None:
        return Friskhed.ALDRIG
    tilbage = (due_on(bekraeftet, rytme_dage) - dag).days
    if tilbage < 0:
        return Friskhed.FORFALDEN
    varsel = max(1, rytme_dage * rule_for(dag).snart.tilbage_procent // 100)
    return Friskhed.SNART if tilbage < varsel else Friskhed.FRISK


def free_now(svar: Svar, dag: dt.date, reserveret: int = 0, taget: int = 0) -> int:
    """Return the places that are free on the day: `max(0, tilbudt - active holds - places taken since the report)`.

    Before `ledig_fra` nothing can be filled, so nothing is free. Unit: places. Source: fixed for the platform.
    """
    if svar.ledig_fra and svar.ledig_fra > dag:
        return 0
    return max(0, svar.tilbudt - reserveret - taget)


def promised_away(tilbudt: int, reserveret: int, taget: int) -> str:
    """Return in words why none of the places reported is free: held, taken since, or both; empty where one is left.

    Unit: places. Source: fixed for the platform. Raises nothing.
    """
    if not tilbudt or reserveret + taget < tilbudt:
        return ""
    hvilke = {1: "Den meldte plads", 2: "Begge meldte pladser"}.get(tilbudt, f"Alle {tilbudt} meldte pladser")
    if not reserveret:
        return f"{hvilke} er besat siden"
    return f"{hvilke} er holdt {'eller besat' if taget else 'lige nu'}"


def left_by_norm(normerede: int, optagne_dage: int, dage: int) -> int:
    """Return the places that the norm leaves: `max(0, normerede - floor(optagne_dage / dage))`.

    `optagne_dage`: place-days used or blocked in a period of `dage` days; a broken place is rounded in the unit's
    favour, and over-occupancy leaves none. A check of what was reported, never the figure that is shown. Unit: places.
    Source: fixed for the platform. Raises nothing for `dage` above 0.
    """
    return max(0, normerede - optagne_dage // dage)


def shown_to_all(normerede: int, dag: dt.date) -> bool:
    """Tell whether everyone may see the answer of an afdeling with so many normed places.

    In a smaller one a change of the answer tells that a certain person moved. Source: `ledighed-*.toml` (assumed).
    """
    return normerede >= rule_for(dag).mindste_enhed.pladser


def demand_band(antal: int, dag: dt.date) -> str:
    """Return how many searches there were, as a band; below the least number nothing but that it was fewer.

    In words: `færre end 5`, then `5-9`, `10-19`, `20-49`, `50-99`, `100 eller flere`. Unit: searches.
    Source: `ledighed-*.toml` (assumed). Raises nothing.
    """
    mindst = rule_for(dag).efterspoergsel.mindst
    if antal < mindst:
        return f"færre end {mindst}"
    graenser = [mindst, *(graense for graense in BAANDGRAENSER if graense > mindst)]
    fra = max(graense for graense in graenser if graense <= antal)
    naeste = next((graense for graense in graenser if graense > antal), None)
    return f"{fra}-{naeste - 1}" if naeste else f"{fra} eller flere"


def carried_on(svar: Svar, dag: dt.date, taget: int = 0) -> Svar:
    """Return what "unchanged" says on the day: the places reported less those taken since, and no day that has come.

    Source: fixed for the platform. Raises nothing.
    """
    tilbudt = max(0, svar.tilbudt - taget)
    senere = svar.ledig_fra if tilbudt and svar.ledig_fra and svar.ledig_fra > dag else None
    return Svar(tilbudt, senere)


def portal_line(navn: str, svar: Svar, bekraeftet: dt.date, telefon: str = "") -> str:
    """Return the line to copy into Tilbudsportalen.

    In words: `<name>: ledig plads <yes, now or from a day, or no>, oplyst <day>. Telefon <number>.`
    Source: fixed for the platform; the portal's field is free text (assumed).
    """
    linje = f"{navn}: {_answer(svar, bekraeftet)}, oplyst {_day(bekraeftet)}."
    return f"{linje} Telefon {telefon}." if telefon else linje


def _answer(svar: Svar, bekraeftet: dt.date) -> str:
    if not svar.tilbudt:
        return "ingen ledig plads"
    antal = "ledig plads" if svar.tilbudt == 1 else f"{svar.tilbudt} ledige pladser"
    senere = svar.ledig_fra and svar.ledig_fra > bekraeftet
    return f"{antal} fra {_day(svar.ledig_fra)}" if senere and svar.ledig_fra else f"{antal} nu"


def _day(dag: dt.date) -> str:
    return f"{dag.day}. {MAANEDER[dag.month - 1]} {dag.year}"
