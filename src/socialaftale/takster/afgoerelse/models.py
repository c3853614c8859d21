"""What a body's decision means for each line that lay before it."""

from django.db import models
from django.db.models import Q

from socialaftale.moeder.models import Beslutning

from ..runde.models import Indsendtlinje


class Linjeafgoerelse(models.Model):
    """The outcome for one submitted line. It counts while its decision is the newest of its point."""

    class Udfald(models.TextChoices):
        INDSTILLET = "indstillet", "indstillet til godkendelse"
        GODKENDT = "godkendt", "godkendt"
        BETINGET = "betinget", "godkendt med betingelse"
        UDSAT = "udsat", "udsat"
        AFVIST = "afvist", "afvist"
        UAENDRET = "uaendret", "uændret siden godkendelsen"

    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, related_name="linjeafgoerelser", verbose_name="beslutning"
    )
    linje = models.ForeignKey(
        Indsendtlinje, on_delete=models.PROTECT, related_name="afgoerelser", verbose_name="indsendt linje"
    )
    udfald = models.CharField("udfald", max_length=12, choices=Udfald)
    betingelse = models.CharField("betingelse eller grund", max_length=500, blank=True)

    class Meta:
        verbose_name = "linjeafgørelse"
        verbose_name_plural = "linjeafgørelser"
        ordering = ["beslutning", "linje"]
        constraints = [
            models.UniqueConstraint(
                fields=["beslutning", "linje"],
                name="linjeafgoerelse_en_gang",
                violation_error_message="Linjen er allerede afgjort ved den beslutning.",
            ),
            models.CheckConstraint(
                condition=~Q(udfald="betinget") | ~Q(betingelse=""),
                name="linjeafgoerelse_betinget_har_betingelse",
                violation_error_message="Skriv betingelsen, når linjen er godkendt med betingelse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.linje}: {self.get_udfald_display()}"


GODKENDT = (Linjeafgoerelse.Udfald.GODKENDT, Linjeafgoerelse.Udfald.BETINGET)
