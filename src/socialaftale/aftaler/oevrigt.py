"""What the folders beside the agreement's own text bring of example data and of tasks, gathered in one place."""

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger

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
    return f"{runder} spørgerunder, {dage} temadage, {projekter} projekter med flere pladser, {budgetter} budgetter"


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what waits for the person in the rounds and the days."""
    return [*spoergeopgaver.tasks_of(bruger), *temadagsopgaver.tasks_of(bruger)]
