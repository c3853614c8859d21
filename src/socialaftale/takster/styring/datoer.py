"""The dates of a round that is to be opened or moved: what the bodies' calendars propose, and what may be chosen."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.moeder.models import Moede
from socialaftale.moeder.takstaar import queries as takstaar
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.parametre import Parameter, Udgave, UkendtRegelsaet, regelsaet_for
from socialaftale.regler.rundeplan import Rundeplan, Takstaarsregler, Trin, rules_for
from socialaftale.regler.rundestop import Led
from socialaftale.regler.rundevagt import Rundestilling, watch

from ..queries import working_year
from ..runde.models import Takstrunde
from ..runde.queries import MED_MOEDE, Datoer, read_dates

TAERSKLER = {
    "aendring_opmaerksom": "En ændring får bemærkningen opmærksom fra",
    "aendring_forklares": "En ændring skal forklares fra",
    "uforklaret": "Så meget må være uden forklaring",
    "overhead_laveste": "Overhead er påfaldende lav under",
    "overhead_hoejeste": "Overhead er påfaldende høj over",
}
"""What the reporters are held to, as the page says it."""


@dataclass(frozen=True)
class Forslag:
    """What the calendar says about a takst year that is not open. `plan` is None in an area without such rules."""

    udgave: Udgave
    regler: Takstaarsregler | None
    plan: Rundeplan | None
    valgt: Mapping[str, object]

    @property
    def taerskler(self) -> list[tuple[str, Parameter]]:
        taerskler = self.udgave.regelsaet.taerskler
        return [(tekst, getattr(taerskler, felt)) for felt, tekst in TAERSKLER.items()]


def propose(omraade: Aftaleomraade, aar: int) -> Forslag:
    """Return the dates that the bodies' meetings give a round. Raises UkendtRegelsaet for a year without rules."""
    udgave = regelsaet_for(aar, omraade.kode)
    regler = rules_for(omraade.kode)
    if regler is None:
        return Forslag(udgave, None, None, {})
    plan = takstaar.plan(omraade, regler, aar, None, None)
    valgt: dict[str, object] = {"budget_vedtaget": plan.trin[0].dato, "frist": plan.frist}
    moeder = {led: list(meetings_for(omraade, aar, led)) for led in MED_MOEDE}
    for led, trin in zip(MED_MOEDE, _steps(plan), strict=True):
        valgt[led.value] = next((et for et in moeder[led] if trin and trin.indkaldt and et.dato == trin.dato), None)
    return Forslag(udgave, regler, plan, valgt)


def _steps(plan: Rundeplan) -> Iterable[Trin | None]:
    """The steps with a meeting: review, recommendation, decision; the first way out where no meeting fits."""
    _, _, gennemgang, indstilling, *afgoerelse = plan.trin
    vej = plan.veje[0].trin[-1] if plan.veje and plan.veje[0].kode == "a" else None
    return gennemgang, indstilling, afgoerelse[0] if afgoerelse else vej


def meetings_for(omraade: Aftaleomraade, aar: int, led: Led) -> QuerySet[Moede]:
    """Return the meetings that may be chosen for a step, by date: FU may decide too, by delegation."""
    regler = rules_for(omraade.kode)
    alle = Moede.objects.held_or_coming(dt.date(aar - 1, 7, 1), dt.date(aar, 12, 31)).filter(udvalg__omraade=omraade)
    if regler is None:
        return alle
    kort = getattr(regler.udvalg, led.value)
    if led is Led.AFGOERELSE:
        kort = (*kort, *regler.udvalg.indstilling)
    return alle.filter(udvalg__kort__in=kort)


def years_to_open(omraade: Aftaleomraade) -> list[int]:
    """Return the takst years that may be opened now: the one worked on and the next, where they have rules."""
    aarene = []
    for aar in (working_year(), working_year() + 1):
        try:
            regelsaet_for(aar, omraade.kode)
        except UkendtRegelsaet:
            continue
        aarene.append(aar)
    return aarene


def warnings(runde: Takstrunde, datoer: Datoer | None = None) -> list[str]:
    """Return what the secretariat must look at in the dates of an open round, as they are today."""
    regler = rules_for(runde.omraade.kode)
    if regler is None:
        return []
    datoer = datoer or read_dates(runde)
    aflyst = {led for led in datoer.udvalg if datoer.dage.of(led) is None}
    return watch(Rundestilling(runde.aar, datoer.dage, datoer.sat.budget_vedtaget, datoer.udvalg, aflyst), regler)
