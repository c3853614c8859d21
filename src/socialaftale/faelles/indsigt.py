"""The log of who has seen what is known of one citizen. The only thing beside the session that a GET writes."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from . import tid
from .models import Indsigt


def note(objekter: Sequence[models.Model], *, side: str, by: Any) -> None:
    """Write down that the person was shown these rows, all of one kind, on a page. Nothing is written for none."""
    if not objekter:
        return
    ider = ",".join(str(objekt.pk) for objekt in objekter)
    Indsigt.objects.create(at=tid.now(), by=by, side=side, objekt_type=objekter[0]._meta.label, objekt_ider=f",{ider},")


def seen_by(objekt: models.Model) -> models.QuerySet[Indsigt]:
    """Return who has been shown the row, the newest first."""
    alle = Indsigt.objects.filter(objekt_type=objekt._meta.label, objekt_ider__contains=f",{objekt.pk},")
    return alle.select_related("by")
