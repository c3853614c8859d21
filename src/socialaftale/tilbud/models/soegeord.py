from django.db import models

from .identitet import Tilbud


class Soegeord(models.Model):
    """One word that finds a tilbud. Derived from the facts by `soegning.reindex`; a correction makes them anew."""

    tilbud = models.ForeignKey(Tilbud, on_delete=models.CASCADE, related_name="soegeord", verbose_name="tilbud")
    ord = models.CharField("ord", max_length=60)
    vaegt = models.PositiveSmallIntegerField("vægt")

    class Meta:
        verbose_name = "søgeord"
        verbose_name_plural = "søgeord"
        indexes = [models.Index(fields=["ord", "tilbud", "vaegt"], name="soegeord_ord")]
        constraints = [
            models.UniqueConstraint(
                fields=["tilbud", "ord"],
                name="soegeord_en_gang",
                violation_error_message="Ordet er allerede registreret for tilbuddet.",
            ),
        ]

    def __str__(self) -> str:
        return self.ord
