"""What a visitator must do: write the notes that her municipality asks for."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Bruger

from .queries import without_note


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the one thing that waits, where something does."""
    antal = len(without_note(bruger))
    if not antal:
        return []
    tekst = "1 søgning mangler et søgenotat" if antal == 1 else f"{antal} søgninger mangler et søgenotat"
    return [Opgave(tekst, "Din kommune beder om dem. Det er ét tryk på søgningens side.", reverse("find_plads_behov"))]
