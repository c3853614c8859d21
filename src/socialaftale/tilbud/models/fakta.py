"""The agreed values, appended and never updated: what holds from a day, and when and by whom we were told.

Values that change together stand in one model, so that a correction of one never brings back an old value of another.
"""

from django.db import models
from django.db.models import F, Q

from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Organisation

from ..koder import KodelisteField
from ..status import Status
from .identitet import Afdeling, Pladsgruppe, Tilbud, Ydelse

FLEST_PLADSER = 999  # in one pladsgruppe: more is a slip of the finger
HOEJESTE_ALDER = 125


class Landsdaekning(models.TextChoices):
    INGEN = "ingen", "nej"
    LANDSDEL = "landsdel", "landsdelsdækkende"
    LAND = "land", "landsdækkende"


class Form(models.TextChoices):
    DOEGN = "doegn", "døgn"
    DAG = "dag", "dag"
    UNDERVISNING = "undervisning", "undervisning"
    AMBULANT = "ambulant", "ambulant"


class TilSalg(models.TextChoices):
    JA = "ja", "ja"
    EFTER_AFTALE = "efter_aftale", "efter aftale"
    EGNE = "egne", "kun egne borgere"


class Stamfakta(DateretRaekke):
    NOEGLE = ("tilbud",)

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="stamfakta", verbose_name="tilbud")
    navn = models.CharField("navn", max_length=150)
    sortering = models.CharField("sortering", max_length=200, editable=False)
    driftsherre = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="driver", verbose_name="driftsherre"
    )
    p_nummer = models.CharField("P-nummer", max_length=10, blank=True)
    tilbudsportal_id = models.CharField("id i Tilbudsportalen", max_length=20, blank=True)
    landsdaekning = models.CharField(
        "lands- eller landsdelsdækkende", max_length=10, choices=Landsdaekning, default=Landsdaekning.INGEN
    )
    forstaerket_samarbejde = models.BooleanField("i det forstærkede samarbejde", default=False)
    kategori = models.PositiveSmallIntegerField("kategori i Styringsaftalen", null=True, blank=True)

    class Meta:
        verbose_name = "stamfakta"
        verbose_name_plural = "stamfakta"
        indexes = [models.Index(fields=["sortering"]), models.Index(fields=["tilbudsportal_id"])]
        constraints = [
            dated_unique("stamfakta_dateret", "tilbud"),
            models.CheckConstraint(
                condition=Q(landsdaekning__in=Landsdaekning.values),
                name="stamfakta_landsdaekning",
                violation_error_message="Vælg, om tilbuddet er lands- eller landsdelsdækkende.",
            ),
            models.CheckConstraint(
                condition=Q(kategori__isnull=True) | Q(kategori__in=[1, 2, 3]),
                name="stamfakta_kategori",
                violation_error_message="Kategorien er 1, 2 eller 3.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Statusfakta(DateretRaekke):
    NOEGLE = ("tilbud",)

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="statusfakta", verbose_name="tilbud")
    status = models.CharField("status", max_length=20, choices=Status)
    aarsag = models.CharField("årsag", max_length=500, blank=True)

    class Meta:
        verbose_name = "statusfakta"
        verbose_name_plural = "statusfakta"
        constraints = [
            dated_unique("statusfakta_dateret", "tilbud"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="statusfakta_status",
                violation_error_message="Tilbuddet kan ikke have den status.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()


class Maalgruppefakta(DateretRaekke):
    NOEGLE = ("tilbud",)

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="maalgruppefakta", verbose_name="tilbud")
    maalgrupper = KodelisteField("målgrupper")
    alder_fra = models.PositiveSmallIntegerField("alder fra", default=18)
    alder_til = models.PositiveSmallIntegerField("alder til og med", default=HOEJESTE_ALDER)

    class Meta:
        verbose_name = "målgruppefakta"
        verbose_name_plural = "målgruppefakta"
        constraints = [
            dated_unique("maalgruppefakta_dateret", "tilbud"),
            models.CheckConstraint(
                condition=Q(alder_fra__lte=F("alder_til"), alder_til__lte=HOEJESTE_ALDER),
                name="maalgruppefakta_alder_stigende",
                violation_error_message="Alder fra må ikke være højere end alder til, og ingen er over 125 år.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alder_fra}-{self.alder_til} år"


class Afdelingsfakta(DateretRaekke):
    NOEGLE = ("afdeling",)

    afdeling = models.ForeignKey(Afdeling, on_delete=models.PROTECT, related_name="fakta", verbose_name="afdeling")
    navn = models.CharField("navn", max_length=150)
    vej = models.CharField("vej og nummer", max_length=150, blank=True)
    postnummer = models.CharField("postnummer", max_length=4, blank=True)
    postdistrikt = models.CharField("postdistrikt", max_length=60, blank=True)
    kommune = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="beliggenhedskommune"
    )
    beskyttet = models.BooleanField("adressen er beskyttet", default=False)

    class Meta:
        verbose_name = "afdelingsfakta"
        verbose_name_plural = "afdelingsfakta"
        constraints = [dated_unique("afdelingsfakta_dateret", "afdeling")]

    def __str__(self) -> str:
        return self.navn


class Pladsfakta(DateretRaekke):
    NOEGLE = ("pladsgruppe",)

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="fakta", verbose_name="pladsgruppe"
    )
    lovgrundlag = models.CharField("lovgrundlag", max_length=40)
    form = models.CharField("form", max_length=15, choices=Form)
    godkendte = models.PositiveIntegerField("godkendte pladser")
    normerede = models.PositiveIntegerField("normerede pladser")
    aarsag = models.CharField("årsag", max_length=500, blank=True)

    class Meta:
        verbose_name = "pladsfakta"
        verbose_name_plural = "pladsfakta"
        indexes = [models.Index(fields=["lovgrundlag"])]
        constraints = [
            dated_unique("pladsfakta_dateret", "pladsgruppe"),
            models.CheckConstraint(
                condition=Q(form__in=Form.values),
                name="pladsfakta_form",
                violation_error_message="Formen er døgn, dag, undervisning eller ambulant.",
            ),
            models.CheckConstraint(
                condition=Q(godkendte__lte=FLEST_PLADSER, normerede__lte=FLEST_PLADSER),
                name="pladsfakta_flest_pladser",
                violation_error_message=f"En pladsgruppe kan højst have {FLEST_PLADSER} pladser.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.normerede} pladser"


class Ydelsesfakta(DateretRaekke):
    NOEGLE = ("ydelse",)

    ydelse = models.ForeignKey(Ydelse, on_delete=models.PROTECT, related_name="fakta", verbose_name="ydelse")
    navn = models.CharField("navn", max_length=150)
    ydelsestype = models.CharField("ydelsestype", max_length=40)
    til_salg = models.CharField("til salg", max_length=15, choices=TilSalg)

    class Meta:
        verbose_name = "ydelsesfakta"
        verbose_name_plural = "ydelsesfakta"
        constraints = [
            dated_unique("ydelsesfakta_dateret", "ydelse"),
            models.CheckConstraint(
                condition=Q(til_salg__in=TilSalg.values),
                name="ydelsesfakta_til_salg",
                violation_error_message="Til salg er ja, efter aftale eller kun egne borgere.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn
