from django.db import models

from socialaftale.faelles.soegning import begynder  # noqa: F401 - the lookup `ord__begynder`

from .identitet import Afdeling, Tilbud


class Soegeord(models.Model):
    """One word that finds a tilbud, or one afdeling of it. Made of the facts by `soegning.reindex`, never edited."""

    tilbud = models.ForeignKey(Tilbud, on_delete=models.CASCADE, related_name="soegeord", verbose_name="tilbud")
    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.CASCADE, null=True, related_name="soegeord", verbose_name="kun om afdelingen"
    )
    ord = models.CharField("ord", max_length=60)
    vaegt = models.PositiveSmallIntegerField("vægt")

    class Meta:
        verbose_name = "søgeord"
        verbose_name_plural = "søgeord"
        indexes = [
            models.Index(
                fields=["ord", "tilbud", "afdeling", "vaegt"],
                name="soegeord_ord",
                opclasses=["varchar_pattern_ops", "int8_ops", "int8_ops", "int2_ops"],  # so that LIKE may use it
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tilbud", "ord"],
                condition=models.Q(afdeling__isnull=True),
                name="soegeord_en_gang_om_tilbud",
                violation_error_message="Ordet er allerede registreret for tilbuddet.",
            ),
            models.UniqueConstraint(
                fields=["afdeling", "ord"],
                name="soegeord_en_gang_om_afdeling",
                violation_error_message="Ordet er allerede registreret for afdelingen.",
            ),
        ]

    def __str__(self) -> str:
        return self.ord
