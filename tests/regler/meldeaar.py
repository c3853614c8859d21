"""A synthetic year of confirmations: who answers is drawn by lot, what is written to whom is the ladder's.

Each time a confirmation falls due a part answers unprompted, some day before the promise runs out; of the rest a part
answers each reminder, the same day or the next. Some leaders' addresses are dead, and some are on leave for three
weeks. A unit without a deputy has only its coordinator, who is told when the promise has run out and rings.
"""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import NamedTuple

from socialaftale.regler.ledighed import due_on
from socialaftale.regler.meldestige import Gruppe, Loefte, Meldestige, ladder_for, last_due, on_list, step_day

START = dt.date(2026, 1, 1)
DAGE = 365
INDLOEB = 60  # days before what is measured, so that the year does not begin with everyone fresh
RYTMER = (7, 14, 30, 30)
GRUPPER: tuple[Gruppe, ...] = ("leder", "stedfortraeder", "koordinator", "sekretariat")


class Rater(NamedTuple):
    uopfordret: float = 0.55
    pr_mail: float = 0.60
    doed_adresse: float = 0.05
    orlov: float = 0.08
    uden_stedfortraeder: float = 0.30

    def half(self) -> "Rater":
        return Rater(*(rate / 2 for rate in self[:4]))


@dataclass
class Enhed:
    rytme: int
    doed: bool
    stedfortraeder: bool
    bekraeftet: dt.date
    selv: dt.date | None = None
    svarer: dt.date | None = None
    spoerges: dt.date = START
    orlov_til: dt.date = START
    skrevet: dict[Gruppe, dt.date] = field(default_factory=dict)

    @property
    def loefte(self) -> Loefte:
        return Loefte(self.rytme, self.bekraeftet, START)


class Aar(NamedTuple):
    """What came of it: the share that was fresh on each day, and the silent units that stood on nobody's list."""

    friske: list[float]
    glemte: int
    breve: int

    @property
    def median(self) -> float:
        return sorted(self.friske)[len(self.friske) // 2]


def live(antal: int, rater: Rater, froe: int) -> Aar:
    """Live the year with so many units."""
    lod, stige = random.Random(froe), ladder_for(START)
    enheder = [_unit(lod, rater) for _ in range(antal)]
    for enhed in enheder:
        _promise(enhed, stige, rater, lod)
    friske, glemte, breve = [], 0, 0
    for nr in range(DAGE + INDLOEB):
        dag = START + dt.timedelta(days=nr)
        for enhed in enheder:
            breve += _day(enhed, stige, rater, dag, lod)
        if nr >= INDLOEB:
            friske.append(sum(dag <= due_on(enhed.bekraeftet, enhed.rytme) for enhed in enheder) / antal)
            glemte += sum(_forgotten(enhed, stige, dag) for enhed in enheder)
    return Aar(friske, glemte, breve)


def _unit(lod: random.Random, rater: Rater) -> Enhed:
    rytme = lod.choice(RYTMER)
    sidst = START - dt.timedelta(days=lod.randrange(rytme))
    return Enhed(rytme, lod.random() < rater.doed_adresse, lod.random() >= rater.uden_stedfortraeder, sidst)


def _promise(enhed: Enhed, stige: Meldestige, rater: Rater, lod: random.Random) -> None:
    """Draw whether the leader answers this one unprompted, and when."""
    enhed.selv = enhed.svarer = None
    enhed.spoerges = step_day(stige, enhed.loefte, stige.trin[0])
    foerst, sidst = enhed.spoerges, due_on(enhed.bekraeftet, enhed.rytme)
    if lod.random() < rater.uopfordret and not enhed.doed:
        enhed.selv = foerst + dt.timedelta(days=lod.randrange((sidst - foerst).days + 1))


def _day(enhed: Enhed, stige: Meldestige, rater: Rater, dag: dt.date, lod: random.Random) -> int:
    """One day of one unit: someone goes on leave, answers, or is written to. Return the mails."""
    if dag > enhed.orlov_til and lod.random() < rater.orlov / 21:
        enhed.orlov_til = dag + dt.timedelta(days=21)
    paa_orlov = dag < enhed.orlov_til
    breve = 0
    selv = enhed.selv is not None and dag >= enhed.selv and not paa_orlov
    for gruppe in GRUPPER if dag >= enhed.spoerges and not selv else ():
        breve += _write(enhed, stige, rater, (dag, gruppe, paa_orlov), lod)
    if selv or (enhed.svarer is not None and dag >= enhed.svarer):
        enhed.bekraeftet = dag
        _promise(enhed, stige, rater, lod)
    return breve


def _write(enhed: Enhed, stige: Meldestige, rater: Rater, nu: tuple[dt.date, Gruppe, bool], lod: random.Random) -> int:
    dag, gruppe, paa_orlov = nu
    trin = last_due(stige, enhed.loefte, _stands_for(enhed, gruppe), dag)
    if trin is None or enhed.skrevet.get(gruppe, START - dt.timedelta(days=99)) >= trin:
        return 0
    enhed.skrevet[gruppe] = dag
    if trin == step_day(stige, enhed.loefte, stige.trin[0]):
        return 1  # the mail that asks is no reminder: who answers it, answers unprompted
    hoerer = {"leder": not enhed.doed and not paa_orlov, "stedfortraeder": enhed.stedfortraeder}.get(gruppe, True)
    if hoerer and lod.random() < rater.pr_mail:
        enhed.svarer = dag + dt.timedelta(days=lod.randrange(2))
    return 1


def _stands_for(enhed: Enhed, gruppe: Gruppe) -> Gruppe:
    """A mail that was refused makes the deputy the one who is asked."""
    return "leder" if gruppe == "stedfortraeder" and enhed.doed else gruppe


def _forgotten(enhed: Enhed, stige: Meldestige, dag: dt.date) -> bool:
    tavs = dag > due_on(enhed.bekraeftet, 2 * enhed.rytme)
    return tavs and on_list(stige, enhed.loefte, dag) not in ("koordinator", "sekretariat")
