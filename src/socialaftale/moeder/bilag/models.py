"""The annexes of a point: files, each open or closed by itself."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil
from socialaftale.parter.models import Bruger
from socialaftale.parter.paategning import signed, signed_later


class PunktbilagQuerySet(models.QuerySet):
    def visible_to(self, bruger: Bruger | AnonymousUser | None) -> Self:
        """Return one if and only if the person reads the agenda, or it is open, its point too, and all released."""
        from ..permissions import read_agendas, read_open_parts

        aabent = Q(aaben=True, punkt__aaben=True) & read_open_parts(bruger, "punkt__moede__")
        return self.filter(aabent | read_agendas(bruger, "punkt__moede__"))


class Punktbilag(models.Model):
    """A file that belongs to a point. One that was removed keeps its name, its hash and the reason, not its content."""

    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.PROTECT, related_name="filer", verbose_name="punkt"
    )
    nr = models.PositiveSmallIntegerField("nummer")
    titel = models.CharField("titel", max_length=200)
    aaben = models.BooleanField("åbent bilag", default=True)
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fil")
    sha256 = models.CharField("SHA-256", max_length=64)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    registreret_at, registreret_by = signed("registreret")
    fjernet_at, fjernet_by = signed_later("fjernet")
    fjernet_fordi = models.CharField("hvorfor det er fjernet", max_length=300, blank=True)

    objects = PunktbilagQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag til punkt"
        verbose_name_plural = "bilag til punkter"
        ordering = ["punkt", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "nr"],
                name="punktbilag_nr",
                violation_error_message="Punktet har allerede et bilag med det nummer.",
            ),
            models.CheckConstraint(
                condition=Q(fjernet_at__isnull=True, fjernet_by__isnull=True, fjernet_fordi="", fil__isnull=False)
                | (Q(fjernet_at__isnull=False, fjernet_by__isnull=False, fil__isnull=True) & ~Q(fjernet_fordi="")),
                name="punktbilag_fjernet_med_grund",
                violation_error_message="Skriv, hvorfor bilaget fjernes.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bilag {self.nr}: {self.titel}"

    @property
    def is_open(self) -> bool:
        """Whether everybody may read it in time: an open annex of a closed point is closed."""
        return self.aaben and self.punkt.aaben
