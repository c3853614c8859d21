"""How a row is written: checked before it is saved, signed, and numbered after those before it."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Max

from . import tid

M = TypeVar("M", bound=models.Model)


def save_checked(raekke: M) -> M:
    """Save a row that the rules of its model allow, and return it. Raises ValidationError."""
    raekke.full_clean()
    raekke.save()
    return raekke


def save_registered(raekke: M, by: Any) -> M:
    """Save a new row as registered now by a person, and return it. Raises ValidationError where it may not be."""
    raekke.registreret_at, raekke.registreret_by = tid.now(), by
    return save_checked(raekke)


def save_from_today(raekke: M, by: Any) -> M:
    """As `save_registered`, for a row that holds from a day on: from today."""
    raekke.gaelder_fra = tid.today()
    return save_registered(raekke, by)


def next_nr(raekker: models.QuerySet | models.Manager, felt: str = "nr") -> int:
    """Return the number after the highest of the rows, 1 for the first. What they belong to must be locked."""
    return (raekker.aggregate(hoejeste=Max(felt))["hoejeste"] or 0) + 1
