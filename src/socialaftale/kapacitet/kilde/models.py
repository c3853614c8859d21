"""A source system that reports for a driftsherre's afdelinger."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.paategning import both_or_none


class Kildesystem(models.Model):
    """A source system with a key, kept as a hash only. What it reported last says whether it is well.

    A key is for one purpose: one for free places opens no stay.
    """

    class Formaal(models.TextChoices):
        LEDIGHED = "ledighed", "ledige pladser"
        OPHOLD = "ophold", "ophold uden navne"

    driftsherre = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="kildesystemer", verbose_name="driftsherre"
    )
    navn = models.CharField("navn", max_length=100)
    formaal = models.CharField("må melde", max_length=10, choices=Formaal, default=Formaal.LEDIGHED)
    noegle_sha256 = models.CharField("SHA-256 af nøglen", max_length=64, unique=True)
    sidst_at = models.DateTimeField("sidst meldt noget nyt", null=True, blank=True, editable=False)
    oprettet_at = models.DateTimeField("oprettet", default=tid.now, editable=False)
    oprettet_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="oprettet af", editable=False
    )
    lukket_at = models.DateTimeField("lukket", null=True, blank=True, editable=False)
    lukket_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="lukket af", editable=False
    )

    class Meta:
        verbose_name = "kildesystem"
        verbose_name_plural = "kildesystemer"
        ordering = ["driftsherre", "navn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["driftsherre", "navn", "formaal"],
                condition=Q(lukket_at__isnull=True),
                name="kildesystem_navn",
                violation_error_message="I har allerede et kildesystem med det navn.",
            ),
            models.CheckConstraint(
                condition=Q(formaal__in=["ledighed", "ophold"]),
                name="kildesystem_formaal",
                violation_error_message="En nøgle er til ledige pladser eller til ophold.",
            ),
            both_or_none(
                "kildesystem_lukket_af_nogen", "lukket", "Et lukket kildesystem har både et tidspunkt og en person."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.navn}, {self.driftsherre}"

    def may_keep_stays_of(self, part: Organisation) -> bool:
        """Tell whether its driftsherre is the party, and has let it keep stays."""
        return self.formaal == self.Formaal.OPHOLD and self.lukket_at is None and self.driftsherre_id == part.pk
