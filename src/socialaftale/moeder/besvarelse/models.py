"""What a decision answers to each numbered item of a recommendation."""

from django.db import models

from ..status import LEDSVAR


class Indstillingssvar(models.Model):
    """One item's answer, as part of one version of the decision. An item without a row has not been answered."""

    beslutning = models.ForeignKey(
        "moeder.Beslutning", on_delete=models.PROTECT, related_name="indstillingssvar", verbose_name="beslutning"
    )
    indstilling = models.ForeignKey(
        "moeder.Indstilling", on_delete=models.PROTECT, related_name="+", verbose_name="indstilling"
    )
    resultat = models.CharField("resultat", max_length=24, choices=[(svar.value, svar.label) for svar in LEDSVAR])

    class Meta:
        verbose_name = "indstillingssvar"
        verbose_name_plural = "indstillingssvar"
        ordering = ["beslutning", "indstilling__nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["beslutning", "indstilling"],
                name="indstillingssvar_et_pr_indstilling",
                violation_error_message="Indstillingen er allerede besvaret i den beslutning.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indstilling.nummer}) {self.get_resultat_display()}"
