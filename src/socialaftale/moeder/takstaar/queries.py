"""The takst year as the bodies' calendars make it: the plan, and where its dates stand on a line."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.rundeplan import Moededage, Rundeplan, Takstaarsregler, plan_round

from ..models import Moede

LUFT = 12  # per cent of the width that a written date takes


@dataclass(frozen=True)
class Maerke:
    """A date on the line: `x` in per cent; `anker` is where its text is held; without `vis` the text would collide."""

    dato: dt.date
    tekst: str
    x: float
    anker: str
    vis: bool
    fast: bool


@dataclass(frozen=True)
class Bane:
    """One row of the picture."""

    navn: str
    maerker: list[Maerke]


@dataclass(frozen=True)
class Tidslinje:
    """The picture: its lanes, and the months with where they begin, in per cent."""

    baner: list[Bane]
    maaneder: list[tuple[dt.date, float]]


def meeting_days(omraade: Aftaleomraade, regler: Takstaarsregler, aar: int) -> Moededage:
    """Return the days on which the bodies meet in the year before the takst year, cancelled meetings left out."""
    fra, til = dt.date(aar - 1, 1, 1), dt.date(aar - 1, 12, 31)
    moeder = Moede.objects.held_or_coming(fra, til).filter(udvalg__omraade=omraade)
    dage = [(moede.udvalg.kort, moede.dato) for moede in moeder]
    roller = {navn: getattr(regler.udvalg, navn) for navn in ("gennemgang", "indstilling", "afgoerelse")}
    return Moededage(**{navn: tuple(dag for kort, dag in dage if kort in korte) for navn, korte in roller.items()})


def plan(
    omraade: Aftaleomraade, regler: Takstaarsregler, aar: int, budget: dt.date | None, frist: dt.date | None
) -> Rundeplan:
    """Return the plan of a takst year with the meetings as they are called today."""
    return plan_round(aar, meeting_days(omraade, regler, aar), regler, budget, frist)


def timeline(runde: Rundeplan, dage: Moededage) -> Tidslinje:
    """Return the picture of a round: its steps, DAS's meetings, and one lane for each way out."""
    trin = [(t.dato, t.navn, t.indkaldt) for t in runde.trin]
    baner = [("Runden", trin), ("Møder i DAS", [(dag, "DAS", True) for dag in sorted(dage.afgoerelse)])]
    baner += [(f"{vej.kode}) {vej.titel}", [(t.dato, t.navn, t.indkaldt) for t in vej.trin]) for vej in runde.veje]
    if runde.sen_vej:
        baner.append(("Sen vej", [(runde.sen_vej.dato, runde.sen_vej.navn, True)]))
    ikraft = dt.date(runde.aar, 1, 1)
    foerste = min([dag for _, maerker in baner[:1] + baner[2:] for dag, *_ in maerker])
    start = min(foerste, dt.date(runde.aar - 1, 9, 1)).replace(day=1)
    baner = [(navn, [m for m in maerker if start <= m[0] <= ikraft]) for navn, maerker in baner]
    return Tidslinje([Bane(navn, _marks(maerker, start, ikraft)) for navn, maerker in baner], _months(start, ikraft))


def _marks(maerker: Iterable[tuple[dt.date, str, bool]], start: dt.date, slut: dt.date) -> list[Maerke]:
    """Place the marks of a lane; a date is written where the one before leaves room for it."""
    satte: list[Maerke] = []
    sidste = -float(LUFT)
    for dag, tekst, fast in sorted(maerker):
        x = _share(dag, start, slut)
        vis = x - sidste >= LUFT
        sidste = x if vis else sidste
        anker = "start" if x < LUFT / 2 else "end" if x > 100 - LUFT / 2 else "middle"
        satte.append(Maerke(dag, tekst, x, anker, vis, fast))
    return satte


def _months(start: dt.date, slut: dt.date) -> list[tuple[dt.date, float]]:
    foerste = [dt.date(start.year, maaned, 1) for maaned in range(start.month, 13)]
    return [(dag, _share(dag, start, slut)) for dag in foerste]


def _share(dag: dt.date, start: dt.date, slut: dt.date) -> float:
    return (dag - start).days / (slut - start).days * 100


def is_invented(omraade: Aftaleomraade, aar: int) -> bool:
    """Tell whether a meeting that the plan rests on is example data."""
    moeder = Moede.objects.held_or_coming(dt.date(aar - 1, 1, 1), dt.date(aar - 1, 12, 31))
    return moeder.filter(udvalg__omraade=omraade, eksempeldata=True).exists()
