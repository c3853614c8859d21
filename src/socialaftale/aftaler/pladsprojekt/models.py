"""Projects that add places, row by row as they move, and the money and agreements around them."""

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles.felter import BeloebField
from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.paategning import signed
from socialaftale.tilbud.reference import all_maalgrupper

from .querysets import PladsprojektQuerySet


class Pulje(models.Model):
    """Money from outside that projects and courses can be paid by."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="puljer", verbose_name="aftaleområde"
    )
    navn = models.CharField("navn", max_length=150)
    giver = models.CharField("hvem giver pengene", max_length=150)
    beloeb_kr = BeloebField("beløb i kr.", null=True, blank=True)
    fra_aar = models.PositiveSmallIntegerField("fra år")
    til_aar = models.PositiveSmallIntegerField("til år")
    om = models.TextField("hvad pengene går til", blank=True)
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    class Meta:
        verbose_name = "pulje"
        verbose_name_plural = "puljer"
        ordering = ["omraade", "-fra_aar", "navn"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "navn"],
                name="pulje_navn",
                violation_error_message="Området har allerede en pulje med det navn.",
            ),
            models.CheckConstraint(
                condition=Q(til_aar__gte=F("fra_aar")),
                name="pulje_slutter_efter_start",
                violation_error_message="Puljens sidste år ligger før dens første.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Samarbejdsaftale(models.Model):
    """An agreement with another region about some of the places or tasks."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="samarbejdsaftaler", verbose_name="aftaleområde"
    )
    med = models.CharField("aftale med", max_length=150)
    om = models.CharField("hvad aftalen handler om", max_length=300)
    bindende = models.BooleanField("bindende", default=False)
    gaelder_fra = models.DateField("gælder fra")
    gaelder_til = models.DateField("gælder til og med", null=True, blank=True)
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    class Meta:
        verbose_name = "samarbejdsaftale"
        verbose_name_plural = "samarbejdsaftaler"
        ordering = ["omraade", "-gaelder_fra", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gaelder_til__isnull=True) | Q(gaelder_til__gte=F("gaelder_fra")),
                name="samarbejdsaftale_slutter_efter_start",
                violation_error_message="Aftalen slutter, før den begynder. Ret den ene dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.med}: {self.om}"


class Pladsprojekt(models.Model):
    """A project of one party that will add places for a target group. How far it is stands in its rows."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="pladsprojekter", verbose_name="aftaleområde"
    )
    titel = models.CharField("titel", max_length=150)
    ejer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="ejer")
    maalgruppe = models.CharField("målgruppe", max_length=60)
    oprettet_at, oprettet_by = signed("oprettet")
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    objects = PladsprojektQuerySet.as_manager()

    class Meta:
        verbose_name = "pladsprojekt"
        verbose_name_plural = "pladsprojekter"
        ordering = ["omraade", "titel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "ejer", "titel"],
                name="pladsprojekt_titel",
                violation_error_message="Ejeren har allerede et projekt med den titel.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def maalgruppenavn(self) -> str:
        """The target group's name, its code where the list no longer has it."""
        kendt = all_maalgrupper().get(self.maalgruppe)
        return kendt.navn if kendt else self.maalgruppe


class Projekttrin(DateretRaekke):
    """How far a project is from a day on, with how many places, when and how they are paid."""

    NOEGLE = ("projekt",)

    class Stand(models.TextChoices):
        IDE = "ide", "idé"
        BESLUTTET = "besluttet", "besluttet"
        BYGGES = "bygges", "bygges"
        I_DRIFT = "i_drift", "i drift"
        OPGIVET = "opgivet", "opgivet"

    projekt = models.ForeignKey(Pladsprojekt, on_delete=models.PROTECT, related_name="trin", verbose_name="projekt")
    stand = models.CharField("status", max_length=10, choices=Stand)
    pladser = models.PositiveSmallIntegerField("pladser")
    aar = models.PositiveSmallIntegerField("i brug fra år")
    finansiering = models.CharField("finansiering", max_length=200, blank=True)
    pulje = models.ForeignKey(
        Pulje, on_delete=models.PROTECT, null=True, blank=True, related_name="projekttrin", verbose_name="pulje"
    )
    note = models.CharField("hvad er sket", max_length=300, blank=True)

    class Meta:
        verbose_name = "trin i et projekt"
        verbose_name_plural = "trin i projekter"
        ordering = ["projekt", "-gaelder_fra", "-registreret_at"]
        constraints = [
            dated_unique("projekttrin_dateret", "projekt"),
            models.CheckConstraint(
                condition=Q(aar__gte=2000, aar__lte=2100),
                name="projekttrin_aar",
                violation_error_message="Året skal ligge mellem 2000 og 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.projekt}: {self.get_stand_display()}"
