"""The takster's part of the example region."""

from socialaftale.parter.models import Aftaleomraade

from .eksempel.indlaes import load_example
from .eksempel.runde import load_round


def load() -> str:
    """Load the constructed reports and play the round, and say how many."""
    omraader = list(Aftaleomraade.objects.all())
    antal = sum(load_example(omraade) for omraade in omraader)
    indsendt = sum(load_round(omraade) for omraade in omraader)
    return f"{antal} indberetninger af takster, {indsendt} indsendt i takstrunden"
