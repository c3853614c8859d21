"""What the folders beside the agreement's own text bring of example data and of tasks, gathered in one place."""

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger

from .bibliotek.eksempel import load_library
from .forstaerket import opgaver as samarbejdsopgaver
from .forstaerket.eksempel import load_cooperation
from .pladsprojekt.eksempel import load_projects
from .sekretariatsbudget.eksempel import load_budgets
from .spoergerunde import opgaver as spoergeopgaver
from .spoergerunde.eksempel import load_rounds
from .temadag import opgaver as temadagsopgaver
from .temadag.eksempel import load_days


def load_rest(omraade: Aftaleomraade, by: Bruger) -> str:
    """Load the example data of the rounds, the days and what else follows, and say in Danish what came in."""
    runder, dage = load_rounds(omraade, by), load_days(omraade, by)
    projekter, budgetter = load_projects(omraade, by), load_budgets(omraade, by)
    med = load_cooperation(omraade, by)
    hvad = f"{runder} spørgerunder, {dage} temadage, {projekter} projekter med flere pladser, {budgetter} budgetter"
    return f"{hvad}, {med} tilbud i det forstærkede samarbejde, {load_library(omraade, by)} produkter i biblioteket"


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what waits for the person in the rounds, the days and the cooperation."""
    moduler = (spoergeopgaver, temadagsopgaver, samarbejdsopgaver)
    return [opgave for modul in moduler for opgave in modul.tasks_of(bruger)]
