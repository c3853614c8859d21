"""What was there before the search was, and what slipped by it, gets its words."""

from datetime import timedelta

from socialaftale.faelles import arbejde

from ..models import Dagsordenspunkt
from .indeks import PORTION, reindex

PAUSE = timedelta(minutes=5)


@arbejde.every(PAUSE)
def find_the_wordless() -> int:
    """Make the words of some points that have none. Every point has a title, so none stays so."""
    uden = list(Dagsordenspunkt.objects.filter(ord=None).order_by("pk").values_list("pk", flat=True)[:PORTION])
    if uden:
        reindex(uden)
    return len(uden)
