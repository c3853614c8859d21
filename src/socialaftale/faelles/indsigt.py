"""The log of who has seen what is known of one citizen. The only thing beside the session that a GET writes.

A row in it is read by the party that is the controller of what was seen, and by nobody else: see `parter.adgangslog`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db import models

from socialaftale.regler.adgangslog import rule_for

from . import arbejde, tid
from .models import Indsigt

AD_GANGEN = 1_000


class OmEnBorger(Protocol):
    """A row about one citizen: its own reference, and the party that is its controller."""

    pk: Any
    reference: str
    _meta: Any

    @property
    def dataansvarlig_id(self) -> int: ...


def note(objekter: Sequence[OmEnBorger], *, side: str, by: Any) -> None:
    """Write down that the person was shown these rows, all of one kind, on a page: once for each controller."""
    egne: dict[int, list[str]] = defaultdict(list)
    for objekt in objekter:
        egne[objekt.dataansvarlig_id].append(str(objekt.pk))
    nu = tid.now()
    Indsigt.objects.bulk_create(
        Indsigt(
            at=nu, by=by, side=side, dataansvarlig_id=part, objekt_type=objekter[0]._meta.label,
            objekt_ider=f",{','.join(ider)},",
        )
        for part, ider in egne.items()
    )  # fmt: skip


def about(objekter: Iterable[OmEnBorger]) -> models.Q:
    """The condition "one of these rows was shown"; of none, nothing."""
    betingelse = models.Q(pk__in=[])
    for objekt in objekter:
        betingelse |= models.Q(objekt_type=objekt._meta.label, objekt_ider__contains=f",{objekt.pk},")
    return betingelse


def seen_by(objekt: OmEnBorger) -> models.QuerySet[Indsigt]:
    """Return who has been shown the row, the newest first."""
    return Indsigt.objects.filter(about([objekt])).select_related("by")


def kept_days() -> int:
    """Return for how many days a row is kept, by the rule of today."""
    return rule_for(tid.today()).opbevaring.dage


@arbejde.every(dt.timedelta(hours=6))
def erase_old_log() -> int:
    """Delete what is older than the rule keeps, and return how many rows."""
    alle = models.QuerySet(Indsigt)
    gamle = alle.filter(at__lt=tid.now() - dt.timedelta(days=kept_days())).order_by("at")
    pks = list(gamle.values_list("pk", flat=True)[:AD_GANGEN])
    alle.filter(pk__in=pks).delete()
    return len(pks)
