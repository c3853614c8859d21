"""Structure F: the phases of a course: start, basis, more support, moving out."""

from typing import NamedTuple

from socialaftale.regler.forklaring import Led, add, divide, entered, multiply, percent_of
from socialaftale.regler.takst.opgave import Forloeb, Timer
from socialaftale.regler.takst.sag import PR_TIME, Pris, Sag
from socialaftale.regler.takst.tid import hours_a_day, require_same_kind


class _Fase(NamedTuple):
    linje: str
    basisandel: Led
    timer: Led
    dage: Led


def prices(struktur: Forloeb, sag: Sag) -> list[Pris]:
    """phase price = base price × the phase's share of the basis + hour price × hours a day, kroner a day.

    base price = basis part ÷ Σ(place-days × share); hour price = service part ÷ Σ(place-days × hours a day).
    Source: the phases follow a published list (Mariehjem Caroline 2022); the division of cost is constructed.
    """
    for fase in struktur.faser[1:]:
        require_same_kind(fase.timer, struktur.faser[0].timer)
    faser = [_phase(struktur, sag, nr) for nr in range(len(struktur.faser))]
    basisdage = add(
        "Basisdage", [percent_of("Basisdage i fasen", fase.dage, fase.basisandel, "dage") for fase in faser], "dage"
    )
    basispris = divide("Basispris", sag.grundlag.basis, basisdage, sag.pr_dag)
    timer = add("Timer i alt", [multiply("Timer i fasen", [fase.dage, fase.timer], "timer") for fase in faser], "timer")
    timepris = _hour_price(sag, timer)
    return [Pris(fase.linje, _phase_price(fase, basispris, timepris), sag.regelsaet.afrunding.takst) for fase in faser]


def _phase(struktur: Forloeb, sag: Sag, nr: int) -> _Fase:
    fase = struktur.faser[nr]
    sted = f"struktur.faser[{nr}]"
    andel = entered("Andel af basis", fase.basisandel_procent, "procent", f"{sted}.basisandel_procent")
    return _Fase(fase.linje, andel, _hours(fase.timer, sted), sag.days_for(fase.pladser, f"{sted}.pladser"))


def _hours(timer: Timer, sted: str) -> Led:
    return hours_a_day(timer, f"{sted}.timer")


def _hour_price(sag: Sag, timer: Led) -> Led:
    if timer.vaerdi == 0 and sag.grundlag.ydelse.vaerdi == 0:
        return add("Timepris", [], PR_TIME)
    return divide("Timepris", sag.grundlag.ydelse, timer, PR_TIME)


def _phase_price(fase: _Fase, basispris: Led, timepris: Led) -> Led:
    basis = percent_of("Basisdel", basispris, fase.basisandel, basispris.enhed)
    ydelse = multiply("Ydelsesdel", [timepris, fase.timer], basispris.enhed)
    return add("Forløbstakst", [basis, ydelse], basispris.enhed)
