"""Which rounds and answers a person may see."""

from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery


class SpoergerundeQuerySet(models.QuerySet):
    def opened(self) -> Self:
        return self.filter(aabnet_at__isnull=False)

    def visible_to(self, bruger) -> Self:
        """Return a round if and only if it is published, or it is opened and the person has a role in its area, or
        she writes rounds there."""
        from socialaftale.parter.models import Aftaleomraade
        from socialaftale.parter.permissions import access

        from .permissions import SPOERG

        held = access(bruger)
        egne = Q(omraade__in=held.omraader, aabnet_at__isnull=False)
        skriver = [en.pk for en in Aftaleomraade.objects.all() if held.may(SPOERG, omraade=en)] if held.omraader else []
        return self.filter(Q(offentliggjort_at__isnull=False) | egne | Q(omraade__in=skriver))


class SpoergerundesvarQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """Return the answer that holds for each party."""
        alle = self.model._base_manager.filter(runde=OuterRef("runde"), part=OuterRef("part"))
        return self.filter(nr=Subquery(alle.order_by("-nr").values("nr")[:1]))
