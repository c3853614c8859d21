"""Which agreements, texts and annexes a person may see."""

from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

OFFENTLIG = Q(offentliggjort_at__isnull=False)


class AftaleQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return an agreement if and only if a text of it is published, or the person has a role in its area."""
        from socialaftale.parter.permissions import access

        from .models import Aftaletekst

        offentlige = Aftaletekst._base_manager.filter(OFFENTLIG).values("aftale")
        return self.filter(Q(pk__in=offentlige) | Q(omraade__in=access(bruger).omraader))


class AftaletekstQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a text if and only if it is published, or the person has a role in the agreement's area."""
        from socialaftale.parter.permissions import access

        return self.filter(OFFENTLIG | Q(aftale__omraade__in=access(bruger).omraader))


class AftalebilagQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """Return the newest issue of each annex."""
        alle = self.model._base_manager.filter(aftale=OuterRef("aftale"), nummer=OuterRef("nummer"))
        return self.filter(udgave=Subquery(alle.order_by("-udgave").values("udgave")[:1]))

    def visible_to(self, bruger) -> Self:
        """Return an annex if and only if it is open and the agreement is public, or the person is of the area."""
        from socialaftale.parter.permissions import access

        from .models import Aftaletekst

        offentlige = Aftaletekst._base_manager.filter(OFFENTLIG).values("aftale")
        return self.filter(Q(aaben=True, aftale__in=offentlige) | Q(aftale__omraade__in=access(bruger).omraader))
