"""Who did something, and when: an instant and a person that stand together, as a signature does."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

Par = tuple[models.DateTimeField, models.ForeignKey]


def signed(hvad: str, hvem: str = "") -> Par:
    """Return the two fields of what is done as the row is written: `registreret_at, registreret_by = signed(...)`.

    `hvad` and `hvem` are what they are called; `hvem` is `hvad` with "af" where it is left out.
    """
    return _pair(hvad, hvem, {"default": timezone.now}, {})


def signed_later(hvad: str, hvem: str = "") -> Par:
    """Return the two fields of what may be done to a row one day, empty until then. `both_or_none` binds them."""
    return _pair(hvad, hvem, {"null": True}, {"null": True})


def _pair(hvad: str, hvem: str, tid: dict[str, Any], person: dict[str, Any]) -> Par:
    by = {"on_delete": models.PROTECT, "related_name": "+", "verbose_name": hvem or f"{hvad} af", "editable": False}
    return models.DateTimeField(hvad, editable=False, **tid), models.ForeignKey("parter.Bruger", **by, **person)


def both_or_none(navn: str, felt: str, besked: str) -> models.CheckConstraint:
    """Bind the instant and the person of `felt` (its name without _at and _by): both are set, or none is.

    `besked` is said where one is missing.
    """
    at, by = f"{felt}_at__isnull", f"{felt}_by__isnull"
    condition = Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    return models.CheckConstraint(condition=condition, name=navn, violation_error_message=besked)
