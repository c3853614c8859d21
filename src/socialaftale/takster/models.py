"""What a driftsherre has reported about a tilbud for a takst year. Versions are appended, never updated:
confirming and sharing are versions of their own, so the newest row says where the report stands.
"""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil
from socialaftale.parter.models import Organisation
from socialaftale.parter.paategning import signed
from socialaftale.tilbud.models import Tilbud

from .afgoerelse.models import Linjeafgoerelse  # noqa: F401 - Django finds these here
from .bilag.models import Bilagsfil, Takstbilag  # noqa: F401
from .gennemgang.models import Bemaerkning, Bemaerkningstrin, Gennemgangsmoede, Gennemset  # noqa: F401
from .importering.models import Importvalg, Kolonnevalg, Takstimport  # noqa: F401
from .querysets import VersionQuerySet
from .runde.models import (  # noqa: F401
    Budgetbekraeftelse,
    Erklaering,
    Feltkladde,
    Forklaring,
    Indsendelse,
    Indsendtlinje,
    Rundebesked,
    Rundedatoer,
    Takstrunde,
)
from .status import Status


class Tilbudsindberetning(models.Model):
    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="indberetninger", verbose_name="tilbud")
    aar = models.PositiveSmallIntegerField("takstår")

    class Meta:
        verbose_name = "tilbudsindberetning"
        verbose_name_plural = "tilbudsindberetninger"
        ordering = ["tilbud", "aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["tilbud", "aar"],
                name="tilbudsindberetning_en_pr_aar",
                violation_error_message="Tilbuddet har allerede en indberetning for det år.",
            ),
            models.CheckConstraint(
                condition=Q(aar__gte=2015, aar__lte=2100),
                name="tilbudsindberetning_aar",
                violation_error_message="Takståret skal ligge mellem 2015 og 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tilbud} {self.aar}"


class Indberetningsversion(models.Model):
    """One state of a tilbud's report. `indhold` is a `TilbudIndberetning` as canonical JSON, `sha256` its hash.

    The hash does not see ten digits that may be a CPR number: it holds also when one is redacted.

    `delt` tells whether the driftsherre shares the cost lines with those who see its short report.
    """

    class Kilde(models.TextChoices):
        IMPORT = "import", "import af takstbilag"
        SKEMA = "skema", "takstskema"
        WEB = "web", "siden"

    indberetning = models.ForeignKey(
        Tilbudsindberetning, on_delete=models.PROTECT, related_name="versioner", verbose_name="indberetning"
    )
    nr = models.PositiveIntegerField("version")
    kilde = models.CharField("kilde", max_length=10, choices=Kilde)
    status = models.CharField("status", max_length=12, choices=Status)
    indhold = models.JSONField("indhold")
    sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    regelsaet_id = models.CharField("regelsæt", max_length=80)
    regelsaet_sha256 = models.CharField("SHA-256 af regelsættet", max_length=64)
    delt = models.BooleanField("grundlaget er delt", default=False)
    registreret_at, registreret_by = signed("registreret")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "indberetningsversion"
        verbose_name_plural = "indberetningsversioner"
        ordering = ["indberetning", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["indberetning", "nr"],
                name="indberetningsversion_nr",
                violation_error_message="En anden har lige gemt en version. Genindlæs siden, og prøv igen.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="indberetningsversion_status",
                violation_error_message="Status er kladde, bekræftet eller indsendt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indberetning}, version {self.nr}"


class Indlaesning(models.Model):
    """A workbook that was uploaded, kept as it came so that the reply can be written into it.

    `frigivne` are the cells (`Linjer!D12`) where the reporter said that ten digits are no CPR number.
    """

    driftsherre = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    aar = models.PositiveSmallIntegerField("takstår")
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, related_name="+", verbose_name="fil")
    frigivne = models.JSONField("celler frigivet for falsk alarm", default=list)
    indlaest_at, indlaest_by = signed("indlæst")

    class Meta:
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"
        ordering = ["-indlaest_at", "-pk"]
        indexes = [models.Index(fields=["driftsherre", "aar"], name="indlaesning_driftsherre_aar")]

    def __str__(self) -> str:
        return f"{self.fil} ({self.driftsherre} {self.aar})"
