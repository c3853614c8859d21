"""The words that find a point of an agenda. Made of its texts, never edited."""

from django.db import models

from socialaftale.faelles.soegning import begynder  # noqa: F401 - the lookup `ord__begynder`


class Punktord(models.Model):
    """One word that finds a point. It stands in what everyone reads of an open point when the meeting is over
    (`for_alle`), or from the release of the agenda (`fra_frigivelsen`), or in what the body alone reads."""

    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.CASCADE, related_name="ord", verbose_name="punkt"
    )
    ord = models.CharField("ord", max_length=60)
    vaegt = models.PositiveSmallIntegerField("vægt")
    for_alle = models.BooleanField("i det, alle må læse efter mødet")
    fra_frigivelsen = models.BooleanField("i det, alle må læse fra frigivelsen", default=False)

    class Meta:
        verbose_name = "ord i et punkt"
        verbose_name_plural = "ord i punkter"
        indexes = [
            models.Index(
                fields=["ord", "punkt", "for_alle", "fra_frigivelsen", "vaegt"],
                name="punktord_ord",
                opclasses=[
                    "varchar_pattern_ops",
                    "int8_ops",
                    "bool_ops",
                    "bool_ops",
                    "int2_ops",
                ],  # so that LIKE may use it
            ),
            models.Index(fields=["ord", "-vaegt", "-punkt"], name="punktord_tungest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "ord", "for_alle", "fra_frigivelsen"],
                name="punktord_en_gang",
                violation_error_message="Ordet er allerede registreret for punktet.",
            ),
        ]

    def __str__(self) -> str:
        return self.ord
