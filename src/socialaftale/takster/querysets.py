"""Which versions count."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery

from .status import Status


class VersionQuerySet(models.QuerySet):
    def for_aar(self, tilbud: Iterable[int], aar: int) -> Self:
        """Return a version if and only if it is of the takst year and of one of the tilbud (primary keys)."""
        return self.filter(indberetning__aar=aar, indberetning__tilbud__in=list(tilbud)).select_related("indberetning")

    def newest(self) -> Self:
        """Return a version if and only if no later one of its report exists."""
        return self._last_of(self.model.objects.all())

    def newest_confirmed(self) -> Self:
        """Return a version if and only if it is the latest of its report that the driftsherre has confirmed."""
        return self._last_of(self.model.objects.filter(status=Status.BEKRAEFTET))

    def _last_of(self, versioner: Self) -> Self:
        sidste = versioner.filter(indberetning=OuterRef("indberetning")).order_by("-nr").values("pk")[:1]
        return self.filter(pk=Subquery(sidste))
