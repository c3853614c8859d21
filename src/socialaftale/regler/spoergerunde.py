"""A matter that every party is asked about: what the answers say together, and when who is silent is reminded."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.dateret import Kildet, in_force, read_rules
from socialaftale.regler.tal import tal


class Art(StrEnum):
    """What kind of answer a question takes."""

    JA_NEJ = "ja_nej"
    TAL = "tal"
    VALG = "valg"
    TEKST = "tekst"


class Spoergsmaal(NamedTuple):
    """A question; `valg` are the answers to choose among, `enhed` what a number counts."""

    tekst: str
    art: Art
    valg: tuple[str, ...] = ()
    enhed: str = ""


class Partssvar(NamedTuple):
    """What one party answered: yes and no are `ja` and `nej`, a number is a decimal written with a dot."""

    part: str
    vaerdi: str


class Spoergeregel(Kildet):
    """The days before the deadline (after it where negative) on which who has not answered is reminded."""

    id: str
    gaelder_fra: dt.date
    paamindelser: tuple[int, ...]


def all_rules() -> tuple[Spoergeregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Spoergeregel, "spoergerunde-*.toml")


def rule_for(dag: dt.date) -> Spoergeregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


def due_reminder(aabnet: dt.date, frist: dt.date, i_dag: dt.date) -> dt.date | None:
    """Return the day of the latest reminder that is due, None where none is.

    In words: the rule of the day of opening names days before and after the deadline; those up to the day of opening
    fall away, for the round's own mail was written then. Source: `spoergerunde-*.toml` (assumed). Raises nothing.
    """
    dage = (frist - dt.timedelta(days=antal) for antal in rule_for(aabnet).paamindelser)
    return max((dag for dag in dage if aabnet < dag <= i_dag), default=None)


def total(svar: Sequence[Partssvar]) -> Decimal:
    """Return the sum of the numbers answered. Unit: the question's. Raises nothing: the form has read them."""
    return sum((Decimal(et.vaerdi) for et in svar if et.vaerdi), Decimal(0))


def shown(spoergsmaal: Spoergsmaal, vaerdi: str) -> str:
    """Return an answer as Danes read it. Source: none, it is how answers are written. Raises nothing."""
    if not vaerdi:
        return ""
    if spoergsmaal.art == Art.TAL:
        enhed = f" {spoergsmaal.enhed}" if spoergsmaal.enhed else ""
        return f"{_number(Decimal(vaerdi))}{enhed}"
    return vaerdi.capitalize() if spoergsmaal.art == Art.JA_NEJ else vaerdi


def cell(spoergsmaal: Spoergsmaal, vaerdi: str) -> Decimal | str | None:
    """Return an answer as a cell of a sheet: a number is a number, an empty one nothing. Raises nothing."""
    if spoergsmaal.art == Art.TAL:
        return Decimal(vaerdi) if vaerdi else None
    return shown(spoergsmaal, vaerdi)


def summary(spoergsmaal: Spoergsmaal, svar: Sequence[Partssvar]) -> list[str]:
    """Return what the parties answered, in lines: counts and sums with who is behind them.

    In words: yes, no and each choice are counted, numbers are summed, texts stand by their party; who left the question
    open is told, and is never counted as a no or as 0. Source: fixed for the platform. Raises nothing.
    """
    givne = [et for et in svar if et.vaerdi]
    tomme = [et.part for et in svar if not et.vaerdi]
    linjer = _SAMMENFAT[spoergsmaal.art](spoergsmaal, givne) if givne else ["Ingen har svaret på spørgsmålet."]
    return [*linjer, f"Ikke besvaret af: {', '.join(tomme)}"] if tomme and givne else linjer


def _counted(spoergsmaal: Spoergsmaal, svar: Sequence[Partssvar]) -> list[str]:
    muligheder = ("ja", "nej") if spoergsmaal.art == Art.JA_NEJ else spoergsmaal.valg
    efter = {mulighed: [et.part for et in svar if et.vaerdi == mulighed] for mulighed in muligheder}
    return [f"{shown(spoergsmaal, mulighed)}: {len(parter)}{_named(parter)}" for mulighed, parter in efter.items()]


def _named(parter: Sequence[str]) -> str:
    return f" ({', '.join(parter)})" if parter else ""


def _summed(spoergsmaal: Spoergsmaal, svar: Sequence[Partssvar]) -> list[str]:
    hver = ", ".join(f"{et.part} {_number(Decimal(et.vaerdi))}" for et in svar)
    return [f"I alt {shown(spoergsmaal, str(total(svar)))} ({hver})"]


def _told(spoergsmaal: Spoergsmaal, svar: Sequence[Partssvar]) -> list[str]:
    return [f"{et.part}: {et.vaerdi}" for et in svar]


def _number(vaerdi: Decimal) -> str:
    _, _, decimaler = format(vaerdi, "f").partition(".")
    return tal(vaerdi, len(decimaler.rstrip("0")))


_SAMMENFAT: dict[Art, Callable[[Spoergsmaal, Sequence[Partssvar]], list[str]]] = {
    Art.JA_NEJ: _counted,
    Art.VALG: _counted,
    Art.TAL: _summed,
    Art.TEKST: _told,
}
