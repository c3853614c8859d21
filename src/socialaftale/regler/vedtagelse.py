"""Is the agreement adopted: all parties must have said yes to the same text."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """Where an agreement stands."""

    UDKAST = "udkast"
    BEHANDLES = "behandles"
    FORKASTET = "forkastet"
    VEDTAGET = "vedtaget"
    GAELDENDE = "gaeldende"
    UDLOEBET = "udloebet"
    UVIS = "uvis"


@dataclass(frozen=True)
class Version:
    """A version of the text by its number. A `redaktionel` one says the same as the one before in other words."""

    nr: int
    redaktionel: bool = False


@dataclass(frozen=True)
class Svar:
    """A party's answer to a version of the text."""

    part: str
    version: int
    godkendt: bool
    dato: dt.date


@dataclass(frozen=True)
class Vedtagelse:
    """Who has said yes to the text that stands, who has said no, and who has not answered it.

    `om_aeldre`: who said yes, but to a text that has been changed since; they are also among `mangler`.
    `vedtaget_den`: the day of the last yes, None until all have given theirs.
    """

    ja: tuple[str, ...]
    nej: tuple[str, ...]
    mangler: tuple[str, ...]
    om_aeldre: tuple[str, ...]
    vedtaget_den: dt.date | None


def adoption(parter: Sequence[str], versioner: Iterable[Version], svar: Iterable[Svar]) -> Vedtagelse:
    """Return what the answers come to.

    In words: the text that stands is the newest version that is more than a correction of language, with the
    corrections after it. A party's last answer counts, and only where it is about that text. The agreement is adopted
    on the day of the last yes, when every party has said yes; with no parties it never is. Source: serviceloven § 6
    (councils and regional council make the agreement), agreement 2025-26: 11 municipalities and the region. Unit: none.
    """
    baerende = max((version.nr for version in versioner if not version.redaktionel), default=1)
    sidste = {et.part: et for et in svar}
    om_teksten = {part: et for part, et in sidste.items() if et.version >= baerende}
    ja = tuple(part for part in parter if part in om_teksten and om_teksten[part].godkendt)
    nej = tuple(part for part in parter if part in om_teksten and not om_teksten[part].godkendt)
    mangler = tuple(part for part in parter if part not in om_teksten)
    aeldre = tuple(part for part in mangler if part in sidste and sidste[part].godkendt)
    alle = len(ja) == len(parter) > 0
    return Vedtagelse(ja, nej, mangler, aeldre, max(om_teksten[part].dato for part in ja) if alle else None)


def state(vedtagelse: Vedtagelse, aar: tuple[int, int], den: dt.date) -> Stand:
    """Return where the agreement stands on a day.

    In words: one no and it is not adopted. Before its years a draft until somebody has answered, then under way, then
    adopted; in its years in force, after them expired, but in both only where every yes is known: else it is uncertain
    (`uvis`), for nothing is adopted that not all have approved. Source: as `adoption`. Unit: none.
    """
    fra, til = aar
    if vedtagelse.nej:
        return Stand.FORKASTET
    if vedtagelse.vedtaget_den:
        return Stand.VEDTAGET if den.year < fra else Stand.GAELDENDE if den.year <= til else Stand.UDLOEBET
    if den.year >= fra:
        return Stand.UVIS
    return Stand.BEHANDLES if vedtagelse.ja or vedtagelse.om_aeldre else Stand.UDKAST
