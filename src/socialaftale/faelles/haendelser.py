"""Writing and reading the audit trail."""

from typing import Any

from django.db import models, transaction

from . import tid
from .models import Haendelse


def record(
    verbum: str, objekt: models.Model, *, by: Any, rolle: str = "", foer: Any = None, efter: Any = None
) -> Haendelse:
    """Add an event. Call it inside the transaction of the change.

    `by` is the person, or None for the system; `rolle` the role acted in; `foer` and `efter` are JSON-able values of
    what changed. Raises RuntimeError outside a transaction, for an event without its change would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("En hændelse skrives i samme transaktion som ændringen.")
    return Haendelse.objects.create(
        at=tid.now(),
        by=by,
        rolle=str(rolle),
        verbum=verbum,
        objekt_type=objekt._meta.label,
        objekt_id=str(objekt.pk),
        foer=foer,
        efter=efter,
    )


def events_of(objekt: models.Model) -> models.QuerySet[Haendelse]:
    """Return the object's events, newest first."""
    return Haendelse.objects.filter(objekt_type=objekt._meta.label, objekt_id=str(objekt.pk)).select_related("by")
