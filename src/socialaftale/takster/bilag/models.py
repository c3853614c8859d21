"""Editions of the takstbilag, and the files made of them. An edition is never changed: an error gives a new one."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil, Uforanderlig
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.paategning import signed

FORMATER = ("xlsx", "csv", "json", "pdf")


class Takstbilag(Uforanderlig):
    """One numbered edition. `indhold` is all that is public of it, and every page and file is made of that alone.

    `sha256` is that of its canonical JSON, and holds also when a CPR number in a text is redacted. `grund` says why a
    later edition replaces the one before.
    """

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    aar = models.PositiveSmallIntegerField("takstår")
    nr = models.PositiveIntegerField("udgave")
    indhold = models.JSONField("indhold")
    sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    grund = models.CharField("grund til udgaven", max_length=500, blank=True)
    udgivet_at, udgivet_by = signed("udgivet")

    class Meta:
        verbose_name = "takstbilag"
        verbose_name_plural = "takstbilag"
        ordering = ["omraade", "aar", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "aar", "nr"],
                name="takstbilag_nr",
                violation_error_message="Udgaven er allerede udgivet.",
            ),
            models.CheckConstraint(
                condition=Q(nr=1) | ~Q(grund=""),
                name="takstbilag_ny_udgave_har_grund",
                violation_error_message="Skriv, hvad den nye udgave retter.",
            ),
        ]

    def __str__(self) -> str:
        return f"Takstbilag {self.aar}, udgave {self.nr}"


class Bilagsfil(models.Model):
    """A file of an edition: ordered with it, made by the worker, `fremdrift` per cent done."""

    takstbilag = models.ForeignKey(
        Takstbilag, on_delete=models.PROTECT, related_name="filer", verbose_name="takstbilag"
    )
    format = models.CharField("format", max_length=8)
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="fil")
    fremdrift = models.PositiveSmallIntegerField("fremdrift i procent", default=0)
    fejl = models.CharField("seneste fejl", max_length=500, blank=True)
    forsoeg = models.PositiveSmallIntegerField("antal forsøg", default=0)
    bestilt_at, bestilt_by = signed("bestilt")

    class Meta:
        verbose_name = "fil af et takstbilag"
        verbose_name_plural = "filer af takstbilag"
        ordering = ["takstbilag", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["takstbilag", "format"],
                name="bilagsfil_en_pr_format",
                violation_error_message="Filen er allerede bestilt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.takstbilag} ({self.format})"
