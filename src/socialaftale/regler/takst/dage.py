"""Days a place is priced for, and the place-days a takst basis is divided by."""

from decimal import Decimal

from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, entered, multiply, percent_of
from socialaftale.regler.kalender import days_in_year
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.opgave import Dage

DAGE = "dage"


def takst_days(dage: Dage, regelsaet: Regelsaet, aar: int) -> Led:
    """Days in the takst year for one place: by the rule set's calendar, or as stated (opening days, a fixed number).

    Raises KanIkkeBeregnes where a number of days must be stated and is not.
    """
    if dage.basis != "kalender":
        if dage.antal is None:
            raise KanIkkeBeregnes("Antal dage mangler: skriv, hvor mange dage om året en plads prissættes for.")
        return entered("Åbningsdage" if dage.basis == "aabningsdage" else "Faste dage", dage.antal, DAGE, "dage.antal")
    valg = regelsaet.dage.takstdage
    if valg.vaerdi == "faste":
        return regelsaet.dage.faste_dage.led(f"Dage i takståret {aar}")
    return Led(
        f"Dage i takståret {aar}",
        Decimal(days_in_year(aar)),
        DAGE,
        Art.REGEL,
        kilde=valg.kilde,
        sikkerhed=valg.sikkerhed,
    )


def budget_days(pladser: Led, belaegning: Led, dage: Led, navn: str = "Budgetdage") -> Led:
    """places × days × occupancy ÷ 100: the place-days expected to be sold.

    Source: the takst formula of SEL § 174 and the older agreements (basis ÷ budgeted place-days).
    """
    return percent_of(navn, multiply("Pladsdage", [pladser, dage], DAGE), belaegning, DAGE)
