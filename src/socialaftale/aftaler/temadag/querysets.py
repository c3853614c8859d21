"""Which temadage a person may see, and who has a place."""

from typing import Self

from django.db import models
from django.db.models import Q


class TemadagQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a temadag if and only if it is published, or the person plans temadage in its area."""
        from socialaftale.parter.models import Aftaleomraade
        from socialaftale.parter.permissions import access

        from .permissions import TEMADAG

        held = access(bruger)
        planlaegger = [en.pk for en in Aftaleomraade.objects.all() if held.may(TEMADAG, omraade=en)]
        return self.filter(Q(offentliggjort_at__isnull=False) | Q(omraade__in=planlaegger))


class TilmeldingQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Return who has not cancelled, in the order of signing up."""
        return self.filter(afmeldt_at__isnull=True).order_by("tilmeldt_at", "pk")
