"""A central udmelding: the deadlines of its joint answer, reckoned back from the agency's, and how far it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules
from socialaftale.regler.fristkalender import day_off, workday_before

Ledkode = Literal["sendt", "kkr", "das", "samlet", "bidrag"]


class Led(Kildet):
    """A step, and how many working days before the next one it must be done."""

    kode: Ledkode
    navn: str
    hvem: str
    arbejdsdage: int


class Udmeldingsregler(Data):
    """The steps from the last to the first, from a day on."""

    id: str
    gaelder_fra: dt.date
    led: tuple[Led, ...]


class Stade(StrEnum):
    """How far the answer is."""

    INDSAMLES = "indsamles"
    SKRIVES = "skrives"
    BEHANDLES = "behandles"
    GODKENDT = "godkendt"
    SENDT = "sendt"
    BESVARET = "besvaret"
    UOPLYST = "uoplyst"


@dataclass(frozen=True)
class Trin:
    """One deadline; `gjort` where what it asks for has happened, `forsinket` where its day is past and it has not."""

    kode: Ledkode
    navn: str
    hvem: str
    dato: dt.date
    begrundelse: str
    antaget: bool
    gjort: bool
    forsinket: bool


@dataclass(frozen=True)
class Kendt:
    """What is known of an answer: how many parts of how many, whether it is written, and the days of what followed."""

    bidrag: int
    parter: int
    skrevet: bool
    das: bool = False
    kkr: bool = False
    sendt: dt.date | None = None
    styrelsens_svar: dt.date | None = None


def all_rules() -> tuple[Udmeldingsregler, ...]:
    """Return every rule set, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Udmeldingsregler, "udmelding-*.toml")


def deadlines(frist: dt.date, kendt: Kendt, den: dt.date) -> list[Trin]:
    """Return the steps in the order of time, each with its last day.

    In words: the answer must be there on the agency's last day, or the working day before it where that is none; each
    step before lies its working days earlier than the step after it. A step that a later one has passed is done, for
    the later one could not be without it. Source: the rule set; serviceloven § 13 b gives the agency the right to ask.
    """
    dato, trin = frist, []
    gjort = dict(zip(("bidrag", "samlet", "das", "kkr", "sendt"), _done(kendt), strict=True))
    for led in in_force(all_rules(), frist).led:
        dato = _workdays_before(dato, led.arbejdsdage)
        naaet = gjort[led.kode]
        ord_ = f"{led.arbejdsdage} arbejdsdage før leddet efter. {led.kilde}" if led.arbejdsdage else led.kilde
        antaget = led.sikkerhed == "antaget"
        trin.append(Trin(led.kode, led.navn, led.hvem, dato, ord_, antaget, naaet, dato < den and not naaet))
    return trin[::-1]


def warnings(frist: dt.date) -> list[str]:
    """Return what is wrong with the agency's own day."""
    fri = day_off(frist)
    return [f"Fristen {frist:%d.%m.%Y} er en fridag ({fri}). Regn med arbejdsdagen før."] if fri else []


def _done(kendt: Kendt) -> Sequence[bool]:
    """Tell of each step, the first first, whether it or one after it has happened."""
    egne = (kendt.bidrag >= kendt.parter > 0, kendt.skrevet, kendt.das, kendt.kkr, kendt.sendt is not None)
    return [any(egne[nr:]) for nr in range(len(egne))]


def stage(kendt: Kendt, frist: dt.date | None, den: dt.date) -> Stade:
    """Return how far the answer is: the furthest that has happened.

    In words: where the deadline is past, or unknown, and nothing at all is known of an answer, it is not told here what
    happened, which is not to say that nobody answered. Source: the path of the answers of 2024-25.
    """
    if kendt == Kendt(0, kendt.parter, False) and (frist is None or frist < den):
        return Stade.UOPLYST
    if kendt.styrelsens_svar:
        return Stade.BESVARET
    if kendt.sendt:
        return Stade.SENDT
    if kendt.kkr:
        return Stade.GODKENDT
    if kendt.das or kendt.skrevet:
        return Stade.BEHANDLES
    return Stade.SKRIVES if kendt.bidrag >= kendt.parter > 0 else Stade.INDSAMLES


def _workdays_before(dag: dt.date, antal: int) -> dt.date:
    dag = workday_before(dag)
    while antal > 0:
        dag -= dt.timedelta(days=1)
        antal -= not day_off(dag)
    return dag


def gather(bidrag: Sequence[tuple[str, str]], mangler: Sequence[str]) -> str:
    """Return a joint answer to begin from: each party's part under its name, and who has not answered.

    In words: nothing is left out, joined or put in other words. Source: none, it is arithmetic on text.
    """
    dele = [f"{part}\n{tekst.strip()}" for part, tekst in bidrag]
    if mangler:
        dele.append(f"Ikke svaret endnu: {', '.join(mangler)}.")
    return "\n\n".join(dele)
