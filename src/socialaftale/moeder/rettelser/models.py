"""That words were taken out of a meeting's texts: the tombstone, never the words."""

from django.db import models

from socialaftale.parter.paategning import signed


class Overstregning(models.Model):
    """Words were hidden in a point, or in the attendance where `punkt` is none: how many texts, why, when, by whom."""

    moede = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, related_name="overstregninger", verbose_name="møde"
    )
    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="overstregninger",
        verbose_name="punkt",
    )
    antal = models.PositiveSmallIntegerField("tekster")
    grund = models.CharField("grund", max_length=300)
    offentliggjort = models.BooleanField("efter offentliggørelsen")
    registreret_at, registreret_by = signed("overstreget")

    class Meta:
        verbose_name = "overstregning"
        verbose_name_plural = "overstregninger"
        ordering = ["registreret_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(grund=""),
                name="overstregning_med_grund",
                violation_error_message="Skriv, hvorfor teksten overstreges.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punkt or self.moede}: {self.grund}"
