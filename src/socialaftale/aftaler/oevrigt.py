"""What the folders beside the agreement's own text bring of example data and of tasks, gathered in one place."""

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger

from .pladsprojekt.eksempel import load_projects
from .spoergerunde import opgaver as spoergeopgaver
from .spoergerunde.eksempel import load_rounds
from .temadag import opgaver as temadagsopgaver
from .temadag.eksempel import load_days


def load_rest(omraade: Aftaleomraade, by: Bruger) -> str:
    """Load the example data of the rounds, the days and what else follows, and say in Danish what came in."""
    runder, dage = load_rounds(omraade, by), load_days(omraade, by)
    return f"{runder} spørgerunder, {dage} temadage, {load_projects(omraade, by)} projekter med flere pladser"


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what waits for the person in the rounds and the days."""
    return [*spoergeopgaver.tasks_of(bruger), *temadagsopgaver.tasks_of(bruger)]
