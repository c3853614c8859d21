"""Which projects a person may see."""

from typing import Self

from django.db import models
from django.db.models import Q


class PladsprojektQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a project if and only if it is decided or further today, or the person has a role in its area: an
        idea is its owner's and the parties' until then."""
        from socialaftale.faelles import tid
        from socialaftale.parter.permissions import access

        from .models import Projekttrin

        offentlige = Projekttrin.objects.gaeldende(tid.today()).filter(stand__in=["besluttet", "bygges", "i_drift"])
        return self.filter(Q(pk__in=offentlige.values("projekt")) | Q(omraade__in=access(bruger).omraader))
