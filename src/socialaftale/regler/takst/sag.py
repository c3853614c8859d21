"""What every rate structure is given, and what it gives back."""

from typing import NamedTuple

from socialaftale.regler.forklaring import Led, divide, entered
from socialaftale.regler.parametre import Parameter, Regelsaet
from socialaftale.regler.takst.dage import budget_days
from socialaftale.regler.takst.felter import Antal
from socialaftale.regler.takst.grundlag import Grundlagsdele
from socialaftale.regler.takst.opgave import Takstberegning

PR_DAG = "kr. pr. dag"
PR_TIME = "kr. pr. time"


class Sag(NamedTuple):
    """One calculation, ready to be priced: basis in kroner, occupancy in per cent, days of the year."""

    beregning: Takstberegning
    regelsaet: Regelsaet
    grundlag: Grundlagsdele
    belaegning: Led
    dage: Led

    def days_for(self, pladser: Antal, felt: str, navn: str = "Budgetdage") -> Led:
        """Budgeted place-days of `pladser` places."""
        return budget_days(entered("Pladser", pladser, "pladser", felt), self.belaegning, self.dage, navn)

    def all_days(self) -> Led:
        """Budgeted place-days of the whole calculation."""
        return self.days_for(self.beregning.pladser, "pladser")

    def base_price(self) -> Led:
        """The basis part per place-day, unrounded, under the name the agreement gives it that year."""
        navn = self.regelsaet.basistakst_navn.vaerdi.capitalize()
        return divide(navn, self.grundlag.basis, self.all_days(), PR_DAG)


class Pris(NamedTuple):
    """An unrounded price for one line and the rule it is rounded by."""

    linje: str
    pris: Led
    afrunding: Parameter
