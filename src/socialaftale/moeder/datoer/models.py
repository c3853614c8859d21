"""Finding a day for a meeting: the days that are asked about, who is asked, and what each answers."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.paategning import signed
from socialaftale.regler.datovalg import Svar


class Datofinding(models.Model):
    """That a body, or two together, are asked which of some days they can. `moede` is what it became."""

    udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, related_name="datofindinger", verbose_name="udvalg")
    sammen_med = models.ForeignKey(
        Udvalg, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sammen med"
    )
    hvad = models.CharField("hvad mødet er om", max_length=200)
    fra_kl = models.TimeField("fra klokken")
    til_kl = models.TimeField("til klokken")
    sted = models.CharField("sted", max_length=200, blank=True)
    svarfrist = models.DateField("svar senest")
    registreret_at, registreret_by = signed("registreret")
    moede = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name="møde"
    )

    class Meta:
        verbose_name = "datofinding"
        verbose_name_plural = "datofindinger"
        ordering = ["-registreret_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til_kl__gt=F("fra_kl")),
                name="datofinding_slutter_efter_start",
                violation_error_message="Mødet skal slutte efter, at det begynder.",
            ),
            models.CheckConstraint(
                condition=Q(sammen_med__isnull=True) | ~Q(sammen_med=F("udvalg")),
                name="datofinding_to_udvalg",
                violation_error_message="Vælg et andet udvalg at mødes med.",
            ),
        ]

    def __str__(self) -> str:
        return self.hvad


class Datoforslag(models.Model):
    """One day that is asked about."""

    datofinding = models.ForeignKey(
        Datofinding, on_delete=models.PROTECT, related_name="forslag", verbose_name="datofinding"
    )
    dato = models.DateField("dato")

    class Meta:
        verbose_name = "datoforslag"
        verbose_name_plural = "datoforslag"
        ordering = ["datofinding", "dato"]
        constraints = [
            models.UniqueConstraint(
                fields=["datofinding", "dato"],
                name="datoforslag_en_gang",
                violation_error_message="Den dag er allerede foreslået.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Datodeltager(models.Model):
    """A member who is asked, by mail with a link of their own."""

    datofinding = models.ForeignKey(
        Datofinding, on_delete=models.PROTECT, related_name="deltagere", verbose_name="datofinding"
    )
    person = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="person")

    class Meta:
        verbose_name = "spurgt om datoer"
        verbose_name_plural = "spurgte om datoer"
        ordering = ["datofinding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["datofinding", "person"],
                name="datodeltager_en_gang",
                violation_error_message="Den person er allerede spurgt.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Datosvar(models.Model):
    """What somebody said of a day. Rows are appended: the newest counts."""

    deltager = models.ForeignKey(Datodeltager, on_delete=models.PROTECT, related_name="svar", verbose_name="deltager")
    forslag = models.ForeignKey(Datoforslag, on_delete=models.PROTECT, related_name="svar", verbose_name="forslag")
    svar = models.CharField("svar", max_length=8, choices=[(et.value, et.value) for et in Svar])
    registreret_at = models.DateTimeField("registreret", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "svar om en dato"
        verbose_name_plural = "svar om datoer"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.svar
