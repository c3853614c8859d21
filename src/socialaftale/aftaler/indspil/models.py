"""Themes that were handed in to another forum: when, by which decision, who looks after it, and what came back."""

from django.db import models

from socialaftale.moeder.models import Beslutning
from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.paategning import signed
from socialaftale.regler.indspil import Slags

from .querysets import IndspilQuerySet

SLAGS = [
    (Slags.SVAR.value, "svar"),
    (Slags.FORELOEBIGT.value, "foreløbigt svar"),
    (Slags.LUKKET.value, "vi venter ikke længere på svar"),
]


class Indspil(models.Model):
    """A theme handed in to a forum. When an answer is expected stands in `Indspilsfrist`."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="indspil", verbose_name="aftaleområde"
    )
    tema = models.CharField("tema", max_length=150)
    forum = models.CharField("forum", max_length=150)
    om = models.TextField("hvad vi har spillet ind")
    afleveret = models.DateField("afleveret")
    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluttet ved"
    )
    ejer = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="indspil", verbose_name="ejer")
    aaben = models.BooleanField("åbent for alle", default=True)
    registreret_at, registreret_by = signed("registreret")
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    objects = IndspilQuerySet.as_manager()

    class Meta:
        verbose_name = "indspil"
        verbose_name_plural = "indspil"
        ordering = ["omraade", "-afleveret", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "tema", "forum", "afleveret"],
                name="indspil_en_gang",
                violation_error_message="Temaet er allerede skrevet ind til det forum den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tema} ({self.forum})"


class Indspilsfrist(DateretRaekke):
    """By when an answer is expected, as it was said from a day on: a day that is moved is one more row."""

    NOEGLE = ("indspil",)

    indspil = models.ForeignKey(Indspil, on_delete=models.PROTECT, related_name="frister", verbose_name="indspil")
    frist = models.DateField("svar ventes senest")
    grund = models.CharField("grund til ændringen", max_length=300, blank=True)

    class Meta:
        verbose_name = "frist for svar på indspil"
        verbose_name_plural = "frister for svar på indspil"
        constraints = [dated_unique("indspilsfrist_dateret", "indspil")]

    def __str__(self) -> str:
        return f"{self.frist:%d.%m.%Y}"


class Indspilssvar(models.Model):
    """What came back. Rows are appended."""

    indspil = models.ForeignKey(Indspil, on_delete=models.PROTECT, related_name="svar", verbose_name="indspil")
    slags = models.CharField("slags", max_length=12, choices=SLAGS)
    dato = models.DateField("dato")
    tekst = models.TextField("hvad der kom tilbage")
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "svar på indspil"
        verbose_name_plural = "svar på indspil"
        ordering = ["indspil", "dato", "pk"]

    def __str__(self) -> str:
        return f"{self.get_slags_display()}, {self.dato:%d.%m.%Y}"
