"""Where an agreement holds what is asked of it, as the secretariat tells."""

from django.db import models

from socialaftale.parter.paategning import signed
from socialaftale.regler.rammeaftalekrav import Svar

from ..aftale.models import Aftale

SVAR = [(Svar.OPFYLDT.value, "opfyldt"), (Svar.DELVIST.value, "delvist"), (Svar.MANGLER.value, "mangler")]


class Kravevidens(models.Model):
    """What somebody says of a requirement, with the place that shows it. Rows are appended: the last one counts."""

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="kravevidens", verbose_name="aftale")
    krav = models.SlugField("krav")
    svar = models.CharField("svar", max_length=10, choices=SVAR)
    tekst = models.CharField("hvor det står", max_length=500)
    link = models.CharField("link", max_length=300, blank=True)
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "evidens for et krav"
        verbose_name_plural = "evidens for krav"
        ordering = ["aftale", "krav", "registreret_at", "pk"]

    def __str__(self) -> str:
        return f"{self.krav}: {self.get_svar_display()}"
