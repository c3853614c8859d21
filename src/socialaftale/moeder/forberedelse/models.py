"""What is prepared before a meeting: the guests of its points, and what is changed after the agenda's release."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from socialaftale.parter.paategning import signed


class Gaest(models.Model):
    """Someone from outside the body who comes for a point, in the hours of the point where nothing else is said."""

    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.PROTECT, related_name="gaester", verbose_name="punkt"
    )
    navn = models.CharField("navn", max_length=200)
    organisation = models.CharField("organisation", max_length=200, blank=True)
    fra_kl = models.TimeField("fra klokken", null=True, blank=True)
    til_kl = models.TimeField("til klokken", null=True, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "gæst"
        verbose_name_plural = "gæster"
        ordering = ["punkt", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til_kl__isnull=True) | Q(fra_kl__isnull=True) | Q(til_kl__gt=F("fra_kl")),
                name="gaest_gaar_efter_ankomst",
                violation_error_message="Gæsten skal gå efter at være kommet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.navn}, {self.organisation}" if self.organisation else self.navn


class Dagsordensaendring(models.Model):
    """That a point was changed after the agenda was released: what, why, and what stood there before."""

    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.PROTECT, related_name="senere_aendringer", verbose_name="punkt"
    )
    hvad = models.CharField("hvad er ændret", max_length=300)
    grund = models.CharField("hvorfor", max_length=300)
    aaben = models.BooleanField("må ses af alle, der må se punktet", default=True)
    foer = models.JSONField("sådan stod der før", null=True, blank=True, encoder=DjangoJSONEncoder)
    aendret_at, aendret_by = signed("ændret")

    class Meta:
        verbose_name = "ændring af en frigivet dagsorden"
        verbose_name_plural = "ændringer af frigivne dagsordener"
        ordering = ["punkt", "-aendret_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.hvad}: {self.grund}"
