"""What each municipality says about taking over tilbud that the region runs."""

from django.db import models
from django.db.models import Q

from socialaftale.parter.models import Organisation
from socialaftale.parter.paategning import signed
from socialaftale.tilbud.models import Tilbud

from ..aftale.models import Aftale


class Overtagelseserklaering(models.Model):
    """A municipality wants to take over a tilbud from a day, or none (`tilbud` empty). Rows are appended."""

    class Svar(models.TextChoices):
        INGEN = "ingen", "overtager ingen"
        OENSKER = "oensker", "ønsker at overtage"
        TRUKKET = "trukket", "ønsker det ikke længere"

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="erklaeringer", verbose_name="aftale")
    kommune = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="kommune")
    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tilbud")
    nr = models.PositiveIntegerField("nummer")
    svar = models.CharField("svar", max_length=10, choices=Svar)
    fra = models.DateField("overtages fra", null=True)
    besluttet = models.DateField("besluttet")
    til_raadighed = models.CharField("om andre stadig kan bruge det", max_length=300, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "erklæring om overtagelse"
        verbose_name_plural = "erklæringer om overtagelse"
        ordering = ["aftale", "kommune", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftale", "kommune", "nr"],
                name="overtagelseserklaering_nr",
                violation_error_message="En anden har lige ført en erklæring ind. Se den, og prøv igen.",
            ),
            models.CheckConstraint(
                condition=(Q(svar="ingen") & Q(tilbud__isnull=True, fra__isnull=True))
                | (Q(svar="oensker") & Q(tilbud__isnull=False, fra__isnull=False))
                | (Q(svar="trukket") & Q(tilbud__isnull=False, fra__isnull=True)),
                name="overtagelseserklaering_hel",
                violation_error_message="Et ønske om at overtage har både et tilbud og en dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.get_svar_display()}"
