"""A temadag, its programme, and who has signed up for it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.paategning import both_or_none, signed, signed_later

from .querysets import TemadagQuerySet, TilmeldingQuerySet


class Temadag(models.Model):
    """A day for people of the parties: a draft until it is published. The names of participants are erased after it."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="temadage", verbose_name="aftaleområde"
    )
    titel = models.CharField("titel", max_length=150)
    formaal = models.TextField("formål", blank=True)
    dato = models.DateField("dato")
    fra_kl = models.TimeField("fra kl.")
    til_kl = models.TimeField("til kl.")
    sted = models.CharField("sted", max_length=200)
    tilmeld_senest = models.DateField("tilmelding senest")
    pladser = models.PositiveSmallIntegerField("pladser", null=True, blank=True)
    mindst = models.PositiveSmallIntegerField("mindst tilmeldte")
    deltog = models.PositiveIntegerField("deltog", null=True, blank=True)
    tilmeldte_antal = models.PositiveIntegerField("tilmeldte, da navnene blev slettet", null=True, editable=False)
    oprettet_at, oprettet_by = signed("oprettet")
    offentliggjort_at, offentliggjort_by = signed_later("offentliggjort")
    aflyst_at, aflyst_by = signed_later("aflyst")
    aflyst_grund = models.CharField("hvorfor aflyst", max_length=300, blank=True)
    eksempeldata = models.BooleanField("opfundne oplysninger", default=False, editable=False)

    objects = TemadagQuerySet.as_manager()

    class Meta:
        verbose_name = "temadag"
        verbose_name_plural = "temadage"
        ordering = ["-dato", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til_kl__gt=F("fra_kl")),
                name="temadag_slutter_efter_start",
                violation_error_message="Temadagen slutter, før den begynder. Ret klokkeslættene.",
            ),
            models.CheckConstraint(
                condition=Q(tilmeld_senest__lte=F("dato")),
                name="temadag_tilmelding_foer_dagen",
                violation_error_message="Sidste dag for tilmelding ligger efter temadagen. Ret den ene dag.",
            ),
            both_or_none(
                "temadag_offentliggjort_af_nogen",
                "offentliggjort",
                "En offentliggjort temadag har både et tidspunkt og en person.",
            ),
            models.CheckConstraint(
                condition=Q(aflyst_at__isnull=True, aflyst_by__isnull=True, aflyst_grund="")
                | Q(aflyst_at__isnull=False, aflyst_by__isnull=False) & ~Q(aflyst_grund=""),
                name="temadag_aflyst_med_grund",
                violation_error_message="En aflyst temadag har et tidspunkt, en person og en grund.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Programpunkt(models.Model):
    """One item of the programme. What overlaps is told, never moved."""

    temadag = models.ForeignKey(Temadag, on_delete=models.CASCADE, related_name="program", verbose_name="temadag")
    nr = models.PositiveSmallIntegerField("nummer")
    titel = models.CharField("titel", max_length=200)
    fra_kl = models.TimeField("begynder kl.")
    minutter = models.PositiveSmallIntegerField("varighed i minutter")
    oplaegsholder = models.CharField("oplægsholder", max_length=150, blank=True)

    class Meta:
        verbose_name = "programpunkt"
        verbose_name_plural = "programpunkter"
        ordering = ["temadag", "fra_kl", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["temadag", "nr"],
                name="programpunkt_nr",
                violation_error_message="En anden har lige lagt et punkt i programmet. Prøv igen.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Tilmelding(models.Model):
    """A person who has signed up. `plads_at` is when a place was given; without it the person waits."""

    temadag = models.ForeignKey(Temadag, on_delete=models.PROTECT, related_name="tilmeldinger", verbose_name="temadag")
    navn = models.CharField("navn", max_length=150)
    arbejdssted = models.CharField("arbejdssted", max_length=150)
    email = models.EmailField("e-mail")
    tilmeldt_at = models.DateTimeField("tilmeldt", default=timezone.now, editable=False)
    plads_at = models.DateTimeField("fik plads", null=True, editable=False)
    afmeldt_at = models.DateTimeField("afmeldt", null=True, editable=False)

    objects = TilmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "tilmelding"
        verbose_name_plural = "tilmeldinger"
        ordering = ["temadag", "tilmeldt_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["temadag", "email"],
                condition=Q(afmeldt_at__isnull=True),
                name="tilmelding_en_pr_adresse",
                violation_error_message="Adressen er allerede tilmeldt.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn
