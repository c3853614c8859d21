"""What every rate structure is given, and what it gives back."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from socialaftale.regler.belaegning import budgeted_occupancy
from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, divide, entered
from socialaftale.regler.parametre import Parameter, Regelsaet
from socialaftale.regler.takst.dage import budget_days, takst_days
from socialaftale.regler.takst.felter import Antal
from socialaftale.regler.takst.grundlag import Grundlagsdele, build_grundlag
from socialaftale.regler.takst.opgave import Takstberegning

PR_DOEGN = "kr. pr. døgn"
PR_DAG = "kr. pr. dag"
PR_TIME = "kr. pr. time"


@dataclass(frozen=True)
class Sag:
    """One calculation, ready to be priced. Occupancy and days are asked for only where a structure sells days."""

    beregning: Takstberegning
    regelsaet: Regelsaet
    aar: int

    @property
    def pr_dag(self) -> str:
        """The unit of a price per place-day: a place sold day and night is priced per døgn."""
        return PR_DOEGN if self.beregning.art == "doegn" else PR_DAG

    @cached_property
    def grundlag(self) -> Grundlagsdele:
        """The takst basis, kroner. Raises KanIkkeBeregnes."""
        if self.beregning.grundlag is None:
            raise KanIkkeBeregnes("Taksten kan ikke beregnes: udfyld takstgrundlaget.")
        return build_grundlag(self.beregning.grundlag, self.regelsaet, self.aar)

    @cached_property
    def belaegning(self) -> Led:
        """Budgeted occupancy, per cent. Raises KanIkkeBeregnes."""
        return budgeted_occupancy(self.beregning.belaegning, self.regelsaet.belaegning, self.aar)

    @cached_property
    def dage(self) -> Led:
        """Days a place is priced for. Raises KanIkkeBeregnes."""
        return takst_days(self.beregning.dage, self.regelsaet, self.aar)

    def days_for(self, pladser: Antal, felt: str, navn: str = "Budgetdage") -> Led:
        """Budgeted place-days of `pladser` places."""
        return budget_days(entered("Pladser", pladser, "pladser", felt), self.belaegning, self.dage, navn)

    def all_days(self) -> Led:
        """Budgeted place-days of the whole calculation."""
        return self.days_for(self.beregning.pladser, "pladser")

    def base_price(self, grundlag: Led) -> Led:
        """`grundlag` (kroner a year) per place-day, unrounded, under the name the agreement gives it that year."""
        return divide(self.regelsaet.basistakst_navn.vaerdi.capitalize(), grundlag, self.all_days(), self.pr_dag)


class Pris(NamedTuple):
    """An unrounded price for one line and the rule it is rounded by."""

    linje: str
    pris: Led
    afrunding: Parameter
