"""What is wrong with the dates of an open takst round: a meeting moved past the deadline, cancelled, on a day off."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from socialaftale.regler.fristkalender import add_workdays, day_off
from socialaftale.regler.rundeplan import Antal, Takstaarsregler, warnings_of_deadline
from socialaftale.regler.rundestop import Led, Rundedage


@dataclass(frozen=True)
class Rundestilling:
    """The dates as they are now: `aflyst` are the bodies whose chosen meeting is cancelled, `udvalg` their names."""

    aar: int
    dage: Rundedage
    budget: dt.date
    udvalg: Mapping[Led, str] = field(default_factory=dict)
    aflyst: Collection[Led] = ()


LED = {
    Led.GENNEMGANG: "mødet, der gennemgår taksterne,",
    Led.INDSTILLING: "mødet, der indstiller dem,",
    Led.AFGOERELSE: "mødet, der afgør dem,",
}
"""How the meeting of each body is named where it has no name yet."""


def watch(stilling: Rundestilling, regler: Takstaarsregler) -> list[str]:
    """Return what the secretariat must look at, in Danish, the nearest step first; empty where the dates can stand.

    In words: the deadline lies after the budgets and on a working day; each body meets after the step before it, with
    its lead time between, on a working day; the decision falls `varsel_dage` before the takster apply. A decision may
    fall on the day of the recommendation, where FU decides by delegation. Source: the area's rules, and the round of
    2026. Raises nothing.
    """
    return [
        *warnings_of_deadline(stilling.budget, stilling.dage.frist),
        *_meetings(stilling),
        *_order(stilling, regler),
        *_decision(stilling, regler),
    ]


def _meetings(stilling: Rundestilling) -> Iterable[str]:
    for led in LED:
        dag = stilling.dage.of(led)
        if led in stilling.aflyst:
            yield f"{_name(stilling, led)} er aflyst. Vælg et andet møde, eller indkald et nyt."
        elif dag is None:
            yield f"{_name(stilling, led)} er ikke valgt. Vælg det, eller indkald det."
        elif fri := day_off(dag):
            yield f"{_name(stilling, led)} {_d(dag)} falder på en fridag ({fri})."


def _order(stilling: Rundestilling, regler: Takstaarsregler) -> Iterable[str]:
    """Each step after the one before it, with the lead time between."""
    frister: dict[Led, Antal] = {
        Led.GENNEMGANG: regler.arbejdsdage.gennemgang,
        Led.INDSTILLING: regler.arbejdsdage.indstilling,
        Led.AFGOERELSE: regler.arbejdsdage.afgoerelse,
    }
    kendte: list[tuple[str, dt.date, Led | None]] = [("fristen", stilling.dage.frist, None)]
    kendte += [(_name(stilling, led), dag, led) for led in LED if (dag := stilling.dage.of(led))]
    for (foer, foer_dag, _), (navn, dag, led) in pairwise(kendte):
        samme_dag = led is Led.AFGOERELSE and dag == foer_dag
        if samme_dag or led is None:
            continue
        if dag <= foer_dag:
            yield f"{navn} {_d(dag)} ligger ikke efter {_inside(foer)} {_d(foer_dag)}. Flyt mødet, eller vælg et andet."
        elif dag < add_workdays(foer_dag, frister[led].vaerdi):
            yield (
                f"Der er under {frister[led].vaerdi} arbejdsdage fra {_inside(foer)} {_d(foer_dag)} til "
                f"{_inside(navn)} {_d(dag)}{_assumed(frister[led])}."
            )


def _decision(stilling: Rundestilling, regler: Takstaarsregler) -> Iterable[str]:
    dag, ikraft = stilling.dage.afgoerelse, regler.ikraft.i(stilling.aar)
    if dag is None:
        return
    if dag >= ikraft:
        yield (
            f"Taksterne afgøres først {_d(dag)}, men skal gælde fra {_d(ikraft)}. Indtil da regner køberne med "
            "foreløbige takster."
        )
    elif (foer := (ikraft - dag).days) < regler.varsel_dage.vaerdi:
        yield (
            f"Køberne kender taksterne {foer} dage, før de gælder. Varslet er {regler.varsel_dage.vaerdi} dage"
            f"{_assumed(regler.varsel_dage)}."
        )


def _name(stilling: Rundestilling, led: Led) -> str:
    udvalg = stilling.udvalg.get(led)
    return f"Mødet i {udvalg}" if udvalg else LED[led].capitalize()


def _inside(navn: str) -> str:
    """The name in the middle of a sentence."""
    return navn[0].lower() + navn[1:]


def _assumed(data: Antal) -> str:
    return " (antaget)" if data.sikkerhed == "antaget" else ""


def _d(dag: dt.date) -> str:
    return f"{dag:%d.%m.%Y}"
