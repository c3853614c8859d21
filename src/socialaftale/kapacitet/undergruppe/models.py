"""What the places of a pladsgruppe can take care of, and subgroups: who some of its places are for."""

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles.models import Uforanderlig
from socialaftale.parter.dateret import DateretForhold, DateretRaekke, dated_unique
from socialaftale.tilbud.koder import KodelisteField
from socialaftale.tilbud.models import Pladsgruppe
from socialaftale.tilbud.models.fakta import HOEJESTE_ALDER
from socialaftale.tilbud.models.identitet import Identitet

FLEST_PLADSER = 999
INTET_KRITERIUM = "Vælg et kriterium: målgruppe, alder, køn eller et særligt behov."


class Behovsvar(models.Model):
    """Base of what is said of special needs, by code: those that are met, those that are not; the rest is unsaid."""

    kan = KodelisteField("kan tage imod")
    kan_ikke = KodelisteField("kan ikke tage imod")

    class Meta:
        abstract = True


class Pladsbehov(DateretRaekke, Behovsvar):
    """What a whole pladsgruppe says of special needs, from a day on."""

    NOEGLE = ("pladsgruppe",)

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="behovsvar", verbose_name="pladsgruppe"
    )

    class Meta:
        verbose_name = "pladsbehov"
        verbose_name_plural = "pladsbehov"
        constraints = [dated_unique("pladsbehov_dateret", "pladsgruppe")]

    def __str__(self) -> str:
        return f"{self.pladsgruppe}: {', '.join(self.kan)}"


class Undergruppe(Identitet):
    """A set of criteria on a pladsgruppe, without places of its own: places stand in the pladsgruppe only."""

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="undergrupper", verbose_name="pladsgruppe"
    )

    class Meta:
        verbose_name = "undergruppe"
        verbose_name_plural = "undergrupper"
        ordering = ["pk"]


class Undergruppefakta(DateretForhold, Behovsvar):
    """What a subgroup is called and whom it is for, from a day on. What is left out is as for the whole tilbud."""

    NOEGLE = ("undergruppe",)

    class Koen(models.TextChoices):
        KVINDER = "kvinder", "kvinder"
        MAEND = "maend", "mænd"

    undergruppe = models.ForeignKey(
        Undergruppe, on_delete=models.PROTECT, related_name="fakta", verbose_name="undergruppe"
    )
    navn = models.CharField("navn", max_length=60)
    maalgrupper = KodelisteField("målgrupper")
    alder_fra = models.PositiveSmallIntegerField("alder fra", null=True, blank=True)
    alder_til = models.PositiveSmallIntegerField("alder til og med", null=True, blank=True)
    koen = models.CharField("kun for", max_length=10, blank=True, choices=Koen)

    class Meta:
        verbose_name = "undergruppefakta"
        verbose_name_plural = "undergruppefakta"
        constraints = [
            dated_unique("undergruppefakta_dateret", "undergruppe"),
            models.CheckConstraint(
                condition=~Q(navn=""),
                name="undergruppefakta_navn",
                violation_error_message="Skriv, hvad undergruppen hedder.",
            ),
            models.CheckConstraint(
                condition=Q(koen__in=["", "kvinder", "maend"]),
                name="undergruppefakta_koen",
                violation_error_message="Vælg kvinder, mænd eller alle.",
            ),
            models.CheckConstraint(
                condition=Q(alder_fra__isnull=True, alder_til__isnull=True)
                | Q(alder_fra__isnull=False, alder_til__isnull=False)
                & Q(alder_fra__lte=F("alder_til"), alder_til__lte=HOEJESTE_ALDER),
                name="undergruppefakta_alder",
                violation_error_message="Skriv begge aldre, den laveste først og højst 125 år, eller ingen.",
            ),
            models.CheckConstraint(
                condition=~Q(maalgrupper="", koen="", alder_fra__isnull=True, kan="", kan_ikke=""),
                name="undergruppefakta_mindst_et_kriterium",
                violation_error_message=INTET_KRITERIUM,
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Undergruppetal(Uforanderlig):
    """How many of the places of a report are for a subgroup. `af` repeats the report's, so the row bounds itself."""

    melding = models.ForeignKey(
        "kapacitet.Ledigmelding", on_delete=models.PROTECT, related_name="undergruppetal", verbose_name="melding"
    )
    undergruppe = models.ForeignKey(
        Undergruppe, on_delete=models.PROTECT, related_name="tal", verbose_name="undergruppe"
    )
    antal = models.PositiveSmallIntegerField("pladser til undergruppen")
    af = models.PositiveSmallIntegerField("pladser i meldingen")

    class Meta:
        verbose_name = "undergruppetal"
        verbose_name_plural = "undergruppetal"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["melding", "undergruppe"],
                name="undergruppetal_en_gang",
                violation_error_message="Undergruppen står allerede i meldingen.",
            ),
            models.CheckConstraint(
                condition=Q(antal__gte=1, antal__lte=F("af"), af__lte=FLEST_PLADSER),
                name="undergruppetal_hoejst_meldingens",
                violation_error_message="En undergruppe har mindst 1 og højst alle meldingens pladser.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.antal} af {self.af} til {self.undergruppe}"
