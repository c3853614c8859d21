"""Which versions count."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from socialaftale.faelles import tid

from .status import STAAR_VED

if TYPE_CHECKING:
    from socialaftale.parter.models import Bruger, Organisation

    from .runde.models import Takstrunde


class VersionQuerySet(models.QuerySet):
    def for_aar(self, tilbud: Iterable[int], aar: int) -> Self:
        """Return a version if and only if it is of the takst year and of one of the tilbud (primary keys)."""
        return self.filter(indberetning__aar=aar, indberetning__tilbud__in=list(tilbud)).select_related("indberetning")

    def reported_by(self, bruger: "Bruger", driftsherre: "Organisation") -> Self:
        """Return a version if and only if the person made one of its report, and the party runs the tilbud today."""
        from socialaftale.tilbud.models import Tilbud

        tilbud = Tilbud.objects.of_driftsherre(driftsherre, tid.today())
        egne = self.model.objects.filter(registreret_by=bruger).values("indberetning")
        return self.filter(indberetning__in=egne, indberetning__tilbud__in=tilbud).select_related("indberetning")

    def newest(self) -> Self:
        """Return a version if and only if no later one of its report exists."""
        return self._last_of(self.model.objects.all())

    def newest_confirmed(self) -> Self:
        """Return a version if and only if it is the latest of its report that the driftsherre stands by."""
        return self.filter(status__in=STAAR_VED)._last_of(self.model.objects.filter(status__in=STAAR_VED))

    def _last_of(self, versioner: Self) -> Self:
        # An anti-join: its plan does not hang on fresh statistics, as one look-up per version does.
        senere = versioner.filter(indberetning=OuterRef("indberetning"), nr__gt=OuterRef("nr"))
        return self.filter(~Exists(senere))


class IndsendelseQuerySet(models.QuerySet):
    def newest(self) -> Self:
        """Return a submission if and only if no later one of its report exists."""
        senere = self.model.objects.filter(indberetning=OuterRef("indberetning"), nr__gt=OuterRef("nr"))
        return self.filter(~Exists(senere))

    def of_round(self, runde: "Takstrunde") -> Self:
        """Return a submission if and only if it was made in the round; with what every page says about it."""
        return self.filter(runde=runde).select_related("indberetning__tilbud", "driftsherre", "version")


class IndsendtlinjeQuerySet(models.QuerySet):
    def on_the_table(self, runde: "Takstrunde") -> Self:
        """Return a line if and only if it stands in the newest submission of its tilbud in the round."""
        nyeste = self.model._meta.get_field("indsendelse").related_model.objects.filter(runde=runde).newest()
        return self.filter(indsendelse__in=nyeste.values("pk"))
