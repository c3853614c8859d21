"""Who keeps something derived of the tilbud, and must know that it may be another now. A floor above registers it."""

from collections.abc import Callable

from django.db.models import QuerySet

from .models import Tilbud

Foelger = Callable[[QuerySet[Tilbud]], None]
_FOELGERE: list[Foelger] = []


def register_foelger(foelger: Foelger) -> Foelger:
    """Let it be told in the transaction that changes something; usable as a decorator. It only marks, and is quick."""
    _FOELGERE.append(foelger)
    return foelger


def tell_changed(tilbud: QuerySet[Tilbud]) -> None:
    """Tell that the register, what is reported, or what is published of these tilbud may be another now."""
    for foelger in _FOELGERE:
        foelger(tilbud)
