"""Det forstærkede samarbejde: by which criteria a tilbud enters, what that gives, what is reported, how it leaves."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from socialaftale.regler import aarshjul
from socialaftale.regler.dateret import Data, Kildet, in_force, of_area, read_rules
from socialaftale.regler.fristkalender import workday_before

MAANEDER = 12


class Svar(StrEnum):
    """How far a criterion is met."""

    JA = "ja"
    DELVIST = "delvist"
    NEJ = "nej"


class Udfald(StrEnum):
    """What the panel's answers say together."""

    MANGLER = "mangler"
    OPFYLDER = "opfylder"
    DELVIST = "delvist"
    OPFYLDER_IKKE = "opfylder_ikke"


class Kriterium(Kildet):
    """What a tilbud is held against before it enters."""

    kode: str
    navn: str
    spoergsmaal: str


class Vilkaar(Kildet):
    """Something that the cooperation gives a tilbud, or that follows when it leaves."""

    kode: str
    navn: str
    tekst: str


class Varsel(Kildet):
    """How many whole months lie between the announcement and the last day in the cooperation."""

    maaneder: int


class Rapport(Kildet):
    """By which entry on the wheel of the year the yearly report is asked for."""

    aarshjul: str


class Forstaerketregler(Data):
    """The rules of one agreement area, from a day on."""

    id: str
    omraade: str
    gaelder_fra: dt.date
    kriterium: tuple[Kriterium, ...]
    beskyttelse: tuple[Vilkaar, ...]
    varsel: Varsel
    efter_udtraeden: tuple[Vilkaar, ...]
    rapport: Rapport


def all_rules() -> tuple[Forstaerketregler, ...]:
    """Return every rule set, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Forstaerketregler, "forstaerket-*.toml")


def rules_for(omraade: str, dag: dt.date) -> Forstaerketregler | None:
    """Return the area's rules on a day, None where it has no such cooperation."""
    egne = of_area(all_rules(), omraade)
    return in_force(egne, dag) if egne else None


def outcome(kriterier: Sequence[Kriterium], svar: Mapping[str, Svar]) -> Udfald:
    """Return what the answers say together, by the code of each criterion.

    In words: one that is not answered leaves it open; one no is a no; else one in part is in part. It advises the body
    that decides, and decides nothing. Source: fixed for the platform, for the agreement does not weigh them. Raises
    nothing.
    """
    givne = [svar.get(et.kode) for et in kriterier]
    if not givne or None in givne:
        return Udfald.MANGLER
    if Svar.NEJ in givne:
        return Udfald.OPFYLDER_IKKE
    return Udfald.DELVIST if Svar.DELVIST in givne else Udfald.OPFYLDER


def first_day_out(meldt: dt.date, varsel: Varsel) -> dt.date:
    """Return the earliest first day outside the cooperation.

    In words: the months of notice are counted from the end of the month of the announcement, so it is always the first
    of a month. Source: the rule (assumed). Raises nothing.
    """
    maaned = meldt.month + varsel.maaneder
    return dt.date(meldt.year + maaned // MAANEDER, maaned % MAANEDER + 1, 1)


def report_due(regler: Forstaerketregler, aar: int) -> dt.date | None:
    """Return the last day for the report on a year: in the year after, as the wheel says; None where it does not.

    In words: a last day that is no working day moves to the working day before. Source: the wheel of the year.
    """
    fundne = _window(regler, aar)
    return workday_before(fundne[1]) if fundne else None


def report_opens(regler: Forstaerketregler, aar: int) -> dt.date | None:
    """Return the first day on which the report on a year is asked for, None where the wheel does not say."""
    fundne = _window(regler, aar)
    return fundne[0] if fundne else None


def _window(regler: Forstaerketregler, aar: int) -> tuple[dt.date, dt.date] | None:
    hjul = aarshjul.rules_for(regler.omraade)
    if not hjul:
        return None
    dage = aarshjul.days_of(aar + 1, in_force(hjul, dt.date(aar + 1, 1, 1)))
    kode = f"{regler.rapport.aarshjul}-{aar + 1}"
    return next(((dag.fra, dag.til) for dag in dage if dag.kode == kode), None)
