"""Which themes a person may see."""

from typing import Self

from django.db import models
from django.db.models import Q


class IndspilQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a theme if and only if it is open, or the person has a role in its area."""
        from socialaftale.parter.permissions import access

        return self.filter(Q(aaben=True) | Q(omraade__in=access(bruger).omraader))
