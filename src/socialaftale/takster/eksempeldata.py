"""The takster's part of the example region."""

from socialaftale.parter.models import Aftaleomraade

from .eksempel.indlaes import load_example


def load() -> str:
    """Load the constructed reports, and say how many."""
    antal = sum(load_example(omraade) for omraade in Aftaleomraade.objects.all())
    return f"{antal} indberetninger af takster"
