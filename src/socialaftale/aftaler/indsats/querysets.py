"""Which initiatives a person may see."""

from typing import Self

from django.db import models


class InitiativQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return an initiative if and only if its agreement is visible to the person."""
        from ..aftale.models import Aftale

        return self.filter(fokusomraade__aftale__in=Aftale.objects.visible_to(bruger))

    def stewarded_by(self, bruger, den) -> Self:
        """Return the initiatives in which the person is tovholder on the day."""
        from .models import Gruppemedlem

        poster = Gruppemedlem.objects.i_kraft(den).filter(tovholder=True, bruger=bruger)
        return self.filter(pk__in=poster.values("initiativ"))
