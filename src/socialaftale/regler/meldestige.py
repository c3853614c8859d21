"""When who is asked to confirm free places: the ladder as dated data, reckoned from the afdeling's own rhythm."""

import datetime as dt
from typing import Literal, NamedTuple

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules
from socialaftale.regler.fristkalender import day_off

Gruppe = Literal["leder", "stedfortraeder", "koordinator", "sekretariat"]
SVARER: tuple[Gruppe, ...] = ("leder", "stedfortraeder")
FERIEDAG = r"^\d\d-\d\d$"


class Trin(Kildet):
    """One step: how much of the rhythm has gone, and who is written to."""

    procent: int
    mindst_dage_foer: int = 0
    til: tuple[Gruppe, ...]


class Ferie(Data):
    """Days of every year, as month-day, both included; one that begins late in the year ends in the next."""

    navn: str
    fra: str
    til: str

    def holds(self, dag: dt.date) -> bool:
        nu = f"{dag:%m-%d}"
        return self.fra <= nu <= self.til if self.fra <= self.til else nu >= self.fra or nu <= self.til


class Meldestige(Data):
    """The ladder from a day on; written from an hour on."""

    id: str
    gaelder_fra: dt.date
    klokken: dt.time
    tag_med_procent: int
    tidligst_procent: int
    mellem_dage: int
    gentag_procent: int
    gentag_mindst_dage: int
    koordinators_liste_procent: int
    sekretariatets_liste_procent: int
    trin: tuple[Trin, ...]
    ferie: tuple[Ferie, ...]


class Loefte(NamedTuple):
    """What an afdeling promised: its rhythm in days, the day of its last answer (None: none), and since when."""

    rytme_dage: int
    bekraeftet: dt.date | None
    lovet: dt.date


def all_ladders() -> tuple[Meldestige, ...]:
    """Return every ladder, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Meldestige, "meldestige-*.toml")


def ladder_for(dag: dt.date) -> Meldestige:
    """Return the newest ladder in force on the day, the first one before any is. Source: fixed for the platform."""
    return in_force(all_ladders(), dag)


def begins(stige: Meldestige, loefte: Loefte) -> dt.date:
    """Return the day the rhythm runs from: the last answer; without one, so early that the first step is due now."""
    if loefte.bekraeftet:
        return loefte.bekraeftet
    return loefte.lovet - dt.timedelta(days=_days(stige, loefte, stige.trin[0]))


def day_at(stige: Meldestige, loefte: Loefte, procent: int) -> dt.date:
    """Return the day on which so much of the rhythm has gone, in whole calendar days rounded up."""
    return begins(stige, loefte) + dt.timedelta(days=_share(loefte.rytme_dage, procent))


def _share(rytme_dage: int, procent: int) -> int:
    return -(-rytme_dage * procent // 100)


def _days(stige: Meldestige, loefte: Loefte, trin: Trin) -> int:
    """How many days of the rhythm have gone when the step is due, before days off are looked at."""
    dage = _share(loefte.rytme_dage, trin.procent)
    if not trin.mindst_dage_foer:
        return dage
    tidligst = _share(loefte.rytme_dage, stige.tidligst_procent)
    return max(tidligst, min(dage, loefte.rytme_dage - trin.mindst_dage_foer))


def step_day(stige: Meldestige, loefte: Loefte, trin: Trin) -> dt.date:
    """Return the day on which a step is taken.

    In words: the per cent of the rhythm, rounded up, or so many days before the promise runs out, where that is
    earlier, but never in the first part of the rhythm (`tidligst_procent`); a step up to the promised day that falls
    on a day off is taken on the last working day before it, one after it on the first working day after. Source: fixed
    for the platform (assumed). Raises nothing.
    """
    dag = begins(stige, loefte) + dt.timedelta(days=_days(stige, loefte, trin))
    skridt = dt.timedelta(days=-1 if trin.procent <= 100 else 1)
    while day_off(dag):
        dag += skridt
    return dag


def last_due(stige: Meldestige, loefte: Loefte, gruppe: Gruppe, dag: dt.date) -> dt.date | None:
    """Return the day of the latest step that is due for the group; None before the first.

    In holidays the deputy takes every step of the one she stands in for. Whoever answers is never written to again
    before `mellem_dage` days have gone, and in the end at most every `gentag_mindst_dage`; a coordinator, who has one
    list of all who are silent, is. Source: fixed for the platform (assumed). Raises nothing.
    """
    grupper: set[Gruppe] = {gruppe}
    if gruppe == "stedfortraeder" and any(ferie.holds(dag) for ferie in stige.ferie):
        grupper.add("leder")
    svarer = gruppe in SVARER
    dage = [step_day(stige, loefte, trin) for trin in stige.trin if grupper & set(trin.til)]
    dage = _spaced(dage, stige.mellem_dage if svarer else 1)
    if grupper & set(stige.trin[-1].til):
        dage += _repeated(stige, loefte, dag, stige.gentag_mindst_dage if svarer else 1)
    return max((en for en in dage if en <= dag), default=None)


def _spaced(dage: list[dt.date], mindst: int) -> list[dt.date]:
    """Leave out a step that lies fewer than so many days after the one before it."""
    holdt: list[dt.date] = []
    for dag in sorted(dage):
        if not holdt or (dag - holdt[-1]).days >= mindst:
            holdt.append(dag)
    return holdt


def _repeated(stige: Meldestige, loefte: Loefte, dag: dt.date, mindst_dage: int) -> list[dt.date]:
    """The last step taken again: the latest time before the day, at most once in so many days."""
    sidst, hver = stige.trin[-1], max(stige.gentag_procent, -(-mindst_dage * 100 // loefte.rytme_dage))
    gaaet = (dag - begins(stige, loefte)).days * 100 // loefte.rytme_dage
    gange = (gaaet - sidst.procent) // hver
    igen = [sidst.procent + hver * nr for nr in (gange - 1, gange) if nr > 0]
    return [step_day(stige, loefte, sidst.model_copy(update={"procent": procent})) for procent in igen]


def on_list(stige: Meldestige, loefte: Loefte, dag: dt.date) -> Gruppe | None:
    """Return the highest whose list the afdeling stands on. The coordinator's has it on the promise's last day."""
    if dag >= day_at(stige, loefte, stige.sekretariatets_liste_procent):
        return "sekretariat"
    if dag >= day_at(stige, loefte, stige.koordinators_liste_procent):
        return "koordinator"
    return "leder" if dag > day_at(stige, loefte, 100) or loefte.bekraeftet is None else None


def taken_along(stige: Meldestige, loefte: Loefte, dag: dt.date) -> bool:
    """Tell whether a mail to the leader about another afdeling also asks about this one."""
    return dag >= day_at(stige, loefte, stige.tag_med_procent)
