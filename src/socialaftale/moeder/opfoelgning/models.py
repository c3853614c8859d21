"""What has happened to a follow-up since the meeting that gave it."""

from django.db import models
from django.db.models import Q

from socialaftale.parter.paategning import signed

_BEGGE_FRISTER = Q(fra_frist__isnull=False, til_frist__isnull=False)


class Opfoelgningstrin(models.Model):
    """One step: the deadline was moved with a reason, it was done with a note, or it was opened again."""

    class Slags(models.TextChoices):
        FLYTTET = "flyttet", "frist flyttet"
        UDFOERT = "udfoert", "udført"
        GENAABNET = "genaabnet", "åbnet igen"

    opfoelgning = models.ForeignKey(
        "moeder.Opfoelgning", on_delete=models.PROTECT, related_name="trin", verbose_name="opfølgning"
    )
    slags = models.CharField("slags", max_length=10, choices=Slags)
    fra_frist = models.DateField("fra frist", null=True, blank=True)
    til_frist = models.DateField("til frist", null=True, blank=True)
    tekst = models.CharField("bemærkning", max_length=500, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "opfølgningstrin"
        verbose_name_plural = "opfølgningstrin"
        ordering = ["registreret_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slags="flyttet") | (_BEGGE_FRISTER & ~Q(tekst="") & ~Q(fra_frist=models.F("til_frist"))),
                name="opfoelgningstrin_flyttet_med_grund",
                violation_error_message="En frist flyttes til en anden dag, og med en grund.",
            ),
            models.CheckConstraint(
                condition=~Q(slags="genaabnet") | ~Q(tekst=""),
                name="opfoelgningstrin_genaabnet_med_grund",
                violation_error_message="Skriv, hvorfor opfølgningen åbnes igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opfoelgning}: {self.get_slags_display()}"
