"""Hours: what kind they are and how often, never mixed."""

from decimal import Decimal

from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, divide, entered
from socialaftale.regler.kalender import DAGE_PR_UGE
from socialaftale.regler.takst.opgave import Periode, Timer

UGE = Led("Dage på en uge", Decimal(DAGE_PR_UGE), "dage", Art.REGEL, kilde="Kalenderen", sikkerhed="verificeret")
AARETS_DAGE = Led("Dage på et år", Decimal(365), "dage", Art.REGEL, kilde="Kalenderen", sikkerhed="verificeret")


def hours_a_day(timer: Timer, felt: str) -> Led:
    """The hours of one day. Source: arithmetic; a week has 7 days, a year of hours is spread over 365."""
    antal = entered(f"{timer.art}-timer pr. {_PERIODER[timer.pr]}", timer.antal, "timer", f"{felt}.antal")
    if timer.pr is Periode.DAG:
        return antal
    return divide(f"{timer.art}-timer pr. dag", antal, UGE if timer.pr is Periode.UGE else AARETS_DAGE, "timer")


def require_same_kind(en: Timer, anden: Timer) -> None:
    """Raises KanIkkeBeregnes where two numbers of hours are of different kinds (ATA, BRT, normed)."""
    if en.art is not anden.art:
        raise KanIkkeBeregnes(
            f"{en.art}-timer og {anden.art}-timer kan ikke lægges sammen. Angiv begge som samme tidsart."
        )


_PERIODER = {Periode.DAG: "dag", Periode.UGE: "uge", Periode.AAR: "år"}
