"""What the folders beside the agreement's own text bring of example data and of tasks, gathered in one place."""

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger

from .bibliotek.eksempel import load_library
from .forstaerket import opgaver as samarbejdsopgaver
from .forstaerket.eksempel import load_cooperation
from .indspil import opgaver as indspilsopgaver
from .indspil.eksempel import load_themes
from .pladsprojekt.eksempel import load_projects
from .sekretariatsbudget.eksempel import load_budgets
from .spoergerunde import opgaver as spoergeopgaver
from .spoergerunde.eksempel import load_rounds
from .temadag import opgaver as temadagsopgaver
from .temadag.eksempel import load_days

LAES_IND = (
    (load_rounds, "spørgerunder"),
    (load_days, "temadage"),
    (load_projects, "projekter med flere pladser"),
    (load_budgets, "budgetter"),
    (load_cooperation, "tilbud i det forstærkede samarbejde"),
    (load_library, "produkter i biblioteket"),
    (load_themes, "indspil til andre fora"),
)


def load_rest(omraade: Aftaleomraade, by: Bruger) -> str:
    """Load the example data of the rounds, the days and what else follows, and say in Danish what came in."""
    return ", ".join(f"{load(omraade, by)} {hvad}" for load, hvad in LAES_IND)


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what waits for the person in the rounds, the days, the cooperation and the themes handed in."""
    moduler = (spoergeopgaver, temadagsopgaver, samarbejdsopgaver, indspilsopgaver)
    return [opgave for modul in moduler for opgave in modul.tasks_of(bruger)]
