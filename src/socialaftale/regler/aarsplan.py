"""A year of meetings for all bodies, proposed from how often they meet and from each other's lead times."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from socialaftale.regler.dateret import Data, Kildet, of_area, read_rules
from socialaftale.regler.fristkalender import day_off

FLEST_DAGE = 40  # a meeting is moved no further than this


class Ferie(Kildet):
    """School holidays, by ISO week, both included."""

    navn: str
    fra_uge: int
    til_uge: int


class Moedetider(Kildet):
    """A body, and when on the day it meets."""

    udvalg: str
    fra_kl: dt.time
    til_kl: dt.time


class Fast(Moedetider):
    """Meets in these months, on the weekday (1 is Monday) of that week of the month: (month, week)."""

    ugedag: int
    maaneder: tuple[tuple[int, int], ...]


class Foran(Moedetider):
    """Meets so many working days before each meeting of another body; `sammen_med` is the body it meets with."""

    foran: str
    arbejdsdage: int
    sammen_med: str = ""


class Aarsplansregler(Data):
    """How a year of meetings is laid in one agreement area. `foran` is in an order in which each finds the other's.

    `navne` are what the bodies are called, by short name.
    """

    id: str
    omraade: str
    navne: dict[str, str]
    faste: tuple[Fast, ...]
    foran: tuple[Foran, ...]
    ferier: tuple[Ferie, ...]


@dataclass(frozen=True)
class Moedeforslag:
    """A day for a body, why it is that one, what is to be known of it, and whether the rule is assumed."""

    udvalg: str
    dato: dt.date
    fra_kl: dt.time
    til_kl: dt.time
    hvorfor: str
    noter: tuple[str, ...] = ()
    antaget: bool = False


def rules_for(omraade: str) -> Aarsplansregler | None:
    """Return the area's rules, None where it has none. Raises pydantic.ValidationError where a file is wrong."""
    return next(iter(of_area(read_rules(Aarsplansregler, "moeder-aarsplan*.toml"), omraade)), None)


def plan_year(
    aar: int, regler: Aarsplansregler, optaget: Mapping[dt.date, Iterable[str]] | None = None
) -> list[Moedeforslag]:
    """Return a day for each meeting of the year, by date.

    In words: a body with fixed months meets on the weekday of that week, moved on day by day over days off, holidays
    and days on which another body meets (`optaget`, and what is proposed already); a body that meets before another is
    counted back in working days from each of its meetings, and moved back the same way. Two bodies that meet together
    have the same day. Source: the area's rules. Raises nothing.
    """
    taget = {dag: list(hvem) for dag, hvem in (optaget or {}).items()}
    lagt: list[Moedeforslag] = []
    for fast in regler.faste:
        for maaned, uge in fast.maaneder:
            lagt.append(_lay(fast, nth_weekday(aar, maaned, fast.ugedag, uge), 1, _fixed_reason(fast), regler, taget))
    for foran in regler.foran:
        lagt += _before(foran, list(lagt), regler, taget)
    return sorted(lagt, key=lambda forslag: (forslag.dato, forslag.fra_kl, forslag.udvalg))


def _before(
    foran: Foran, lagt: list[Moedeforslag], regler: Aarsplansregler, taget: dict[dt.date, list[str]]
) -> list[Moedeforslag]:
    faelles = [forslag for forslag in lagt if forslag.udvalg == foran.sammen_med]
    if foran.sammen_med:
        hvorfor = f"Sammen med {regler.navne[foran.sammen_med]}. {foran.kilde}."
        antaget = foran.sikkerhed == "antaget"
        return [Moedeforslag(foran.udvalg, et.dato, et.fra_kl, et.til_kl, hvorfor, et.noter, antaget) for et in faelles]
    hvorfor = f"{foran.arbejdsdage} arbejdsdage før {regler.navne[foran.foran]}. {foran.kilde}."
    dage = [workdays_before(forslag.dato, foran.arbejdsdage) for forslag in lagt if forslag.udvalg == foran.foran]
    return [_lay(foran, dag, -1, hvorfor, regler, taget) for dag in dage]


def _lay(
    tider: Moedetider, dag: dt.date, skridt: int, hvorfor: str, regler: Aarsplansregler, taget: dict[dt.date, list[str]]
) -> Moedeforslag:
    """Put a meeting on the day, or on the nearest after (or before, where `skridt` is -1) that is free."""
    flyttet = []
    valgt = dag
    while (grund := not_good(valgt, regler, taget)) and abs((valgt - dag).days) < FLEST_DAGE:
        flyttet.append(f"Ikke {valgt:%d.%m.}: {grund}")
        valgt += dt.timedelta(days=skridt)
    taget.setdefault(valgt, []).append(tider.udvalg)
    noter = (*flyttet[:1], *((f"Falder på: {grund}",) if grund else ()))
    return Moedeforslag(
        tider.udvalg, valgt, tider.fra_kl, tider.til_kl, hvorfor, noter, tider.sikkerhed == "antaget"
    )  # fmt: skip


def not_good(dag: dt.date, regler: Aarsplansregler, taget: Mapping[dt.date, Iterable[str]]) -> str:
    """Return what speaks against a day, in Danish, else an empty text. Source: `day_off` and the area's rules."""
    if fri := day_off(dag):
        return fri
    if ferie := holiday_on(dag, regler):
        return ferie
    andre = [regler.navne.get(kort, kort) for kort in taget.get(dag, ())]
    return f"{', '.join(andre)} mødes" if andre else ""


def holiday_on(dag: dt.date, regler: Aarsplansregler) -> str:
    """Return the school holiday of the day, else an empty text. Source: the area's rules."""
    uge = dag.isocalendar().week
    return next((ferie.navn for ferie in regler.ferier if ferie.fra_uge <= uge <= ferie.til_uge), "")


def nth_weekday(aar: int, maaned: int, ugedag: int, nr: int) -> dt.date:
    """Return the nth such weekday of a month; 1 is Monday and the first. Source: the Gregorian calendar."""
    foerste = dt.date(aar, maaned, 1)
    return foerste + dt.timedelta(days=(ugedag - foerste.isoweekday()) % 7 + (nr - 1) * 7)


def workdays_before(dag: dt.date, antal: int) -> dt.date:
    """Return the day that lies `antal` working days before; the day itself is not counted. Source: `day_off`."""
    while antal > 0:
        dag -= dt.timedelta(days=1)
        antal -= not day_off(dag)
    return dag


def _fixed_reason(fast: Fast) -> str:
    return f"Mødes {len(fast.maaneder)} gange om året. {fast.kilde}."
