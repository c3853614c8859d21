"""The round on the wheel of the year: the dates that it was opened with, not those that the meetings suggest."""

import datetime as dt

from socialaftale.aftaler.aarshjul.krog import register_days
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.roller import Rolle
from socialaftale.regler.aarshjul import Aarsdag

from .queries import find_round, read_dates

INDBERETTER = (Rolle.TAKSTINDBERETTER.value, Rolle.GODKENDER.value, Rolle.SEKRETARIAT.value)
LED = {
    "gennemgang": ("gennemgår taksterne", Rolle.STYRINGSAFTALEGRUPPE.value),
    "indstilling": ("indstiller taksterne", Rolle.FU.value),
    "afgoerelse": ("afgør taksterne", Rolle.DAS.value),
}


def round_days(omraade: Aftaleomraade, aar: int) -> list[Aarsdag]:
    """Return the round of next year's takster as it is set today; nothing where it is not opened."""
    runde = find_round(omraade, aar + 1)
    if runde is None:
        return []
    datoer = read_dates(runde)
    dage = [_day(runde.aar, "frist", "Frist for indberetning", datoer.frist, INDBERETTER)]
    for led, (hvad, rolle) in LED.items():
        if dag := getattr(datoer.dage, led):
            navn = f"{datoer.udvalg[led]} {hvad}"  # type: ignore[index]
            dage.append(_day(runde.aar, led, navn, dag, (rolle, Rolle.SEKRETARIAT.value)))
    return dage


def _day(aar: int, led: str, navn: str, dag: dt.date, roller: tuple[str, ...]) -> Aarsdag:
    kode, kilde = f"takst-{aar}-{led}", "Takstrunden, som sekretariatet har åbnet den"
    return Aarsdag(kode, f"Takster {aar}: {navn}", "takster", dag, dag, roller, kilde)


register_days("takster", round_days)
