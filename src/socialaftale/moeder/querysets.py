"""Which meetings and decisions a person may see."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from .status import Resultat

TIDSFELTER = ("dato", "fra_kl", "til_kl", "sted", "aflyst")


class MoedeQuerySet(models.QuerySet):
    def with_time(self) -> Self:
        """Add when and where each meeting is, as known now: dato, fra_kl, til_kl, sted and aflyst."""
        from .models import Moedetid

        tider = Moedetid.objects.filter(moede=OuterRef("pk")).order_by("-gaelder_fra", "-registreret_at")
        return self.annotate(**{felt: Subquery(tider.values(felt)[:1]) for felt in TIDSFELTER})

    def in_order(self) -> Self:
        return self.with_time().select_related("udvalg__omraade").order_by("dato", "fra_kl", "pk")

    def held_or_coming(self, fra: dt.date, til: dt.date) -> Self:
        """Return what is not cancelled and lies in the period, both days included, by date."""
        return self.in_order().filter(aflyst=False, dato__gte=fra, dato__lte=til)


class PaaDagsordenen(models.Manager):
    """The points that stand on an agenda: not those that were taken off a draft, which `alle` gives too."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(moede__isnull=False)


class BeslutningQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """Return the row that holds on each point."""
        from .models import Beslutning

        nyeste = Beslutning._base_manager.filter(punkt=OuterRef("punkt")).order_by("-nr").values("pk")[:1]
        return self.filter(pk=Subquery(nyeste))

    def saying(self, resultater: Iterable[str]) -> Self:
        """Return a decision if and only if it is one of the results, or one of its answers to an item is."""
        from .models import Indstillingssvar

        led = Indstillingssvar.objects.filter(resultat__in=resultater, beslutning__resultat=Resultat.PR_INDSTILLING)
        return self.filter(Q(resultat__in=resultater) | Q(pk__in=led.values("beslutning")))

    def visible_to(self, bruger) -> Self:
        """Return a decision if and only if the person reads that body, or the point is open and the meeting over."""
        from .permissions import readable_bodies

        offentlig = Q(punkt__aaben=True, punkt__moede__afsluttet_at__isnull=False)
        return self.filter(offentlig | Q(punkt__moede__udvalg__in=readable_bodies(bruger)))


class OpfoelgningQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(udfoert_at=None)

    def visible_to(self, bruger) -> Self:
        """Return a follow-up if and only if the person reads all of the body that decided it."""
        from .permissions import readable_bodies

        return self.filter(punkt__moede__udvalg__in=readable_bodies(bruger))
