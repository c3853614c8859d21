"""Which parties, bodies and people a user may see."""

import datetime as dt
from typing import Self

from django.db import models

from socialaftale.faelles import tid

from .dateret import DateretForholdQuerySet


class AftaleomraadeQuerySet(models.QuerySet):
    def visible_to(self, bruger, den: dt.date | None = None) -> Self:
        """Return an area if and only if the user has a role in force in a member of it or in a body of it."""
        from .permissions import access

        return self.filter(pk__in=access(bruger, den).omraader)


class OrganisationQuerySet(models.QuerySet):
    def i_omraade(self, omraade, den: dt.date | None = None) -> Self:
        """Return the members of the area on `den` (None: today), by name."""
        from .models import Medlemskab

        medlemskaber = Medlemskab.objects.i_kraft(den or tid.today()).filter(omraade=omraade)
        return self.filter(pk__in=medlemskaber.values("organisation")).order_by("sortering", "pk")

    def parter(self) -> Self:
        """Return the municipalities and regions: those who make agreements."""
        return self.filter(art__in=["kommune", "region"])


class OmraadeQuerySet(models.QuerySet):
    """For every model with an `omraade`."""

    def visible_to(self, bruger, den: dt.date | None = None) -> Self:
        """Return a row if and only if its area is visible to the user."""
        from .permissions import access

        return self.filter(omraade__in=access(bruger, den).omraader)


class RolletildelingQuerySet(DateretForholdQuerySet):
    def visible_to(self, bruger, den: dt.date | None = None) -> Self:
        """Return a role if and only if its body lies in an area of the user, or its party is a member of one."""
        from .models import Medlemskab
        from .permissions import access

        den = den or tid.today()
        omraader = access(bruger, den).omraader
        medlemmer = Medlemskab.objects.i_kraft(den).filter(omraade__in=omraader).values("organisation")
        i_udvalg = models.Q(udvalg__omraade__in=omraader)
        return self.filter(i_udvalg | models.Q(udvalg__isnull=True, organisation__in=medlemmer))


class BrugerQuerySet(models.QuerySet):
    def kolleger(self, bruger) -> Self:
        """Return the other active users of the person's own party."""
        return self.filter(organisation=bruger.organisation, aktiv=True).exclude(pk=bruger.pk).order_by("navn", "pk")
