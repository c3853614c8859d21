"""Central udmeldinger: what the agency asked, each party's part, the joint answer, and the colours of risk."""

from django.db import models

from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.paategning import signed


class Udmelding(models.Model):
    """The agency's demand about a target group. Of an old one only the year may be known."""

    class Slags(models.TextChoices):
        NY = "ny", "ny"
        FORNYET = "fornyet", "fornyet behandling"

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="udmeldinger", verbose_name="aftaleområde"
    )
    kode = models.SlugField("kode")
    maalgruppe = models.CharField("målgruppe", max_length=200)
    slags = models.CharField("slags", max_length=10, choices=Slags)
    hjemmel = models.CharField("hjemmel", max_length=100, default="Serviceloven § 13 b")
    aar = models.PositiveSmallIntegerField("år")
    udsendt = models.DateField("udsendt", null=True, blank=True)
    om = models.TextField("hvad styrelsen beder om", blank=True)
    eksempeldata = models.BooleanField("opfundet udmelding", default=False, editable=False)

    class Meta:
        verbose_name = "central udmelding"
        verbose_name_plural = "centrale udmeldinger"
        ordering = ["omraade", "maalgruppe", "-aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "kode"],
                name="udmelding_kode",
                violation_error_message="Området har allerede en udmelding med den kode.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maalgruppe} ({self.aar})"


class Udmeldingsfrist(DateretRaekke):
    """The agency's deadline, as it was given from a day on."""

    NOEGLE = ("udmelding",)

    udmelding = models.ForeignKey(Udmelding, on_delete=models.PROTECT, related_name="frister", verbose_name="udmelding")
    frist = models.DateField("frist")
    grund = models.CharField("hvor det står", max_length=300, blank=True)

    class Meta:
        verbose_name = "udmeldingsfrist"
        verbose_name_plural = "udmeldingsfrister"
        constraints = [dated_unique("udmeldingsfrist_dateret", "udmelding")]

    def __str__(self) -> str:
        return f"{self.frist:%d.%m.%Y}"


class Udmeldingsbidrag(models.Model):
    """A party's part of the joint answer. Rows are appended: the highest `nr` holds."""

    udmelding = models.ForeignKey(Udmelding, on_delete=models.PROTECT, related_name="bidrag", verbose_name="udmelding")
    part = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="part")
    nr = models.PositiveIntegerField("version")
    tekst = models.TextField("partens svar")
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "bidrag til svar på udmelding"
        verbose_name_plural = "bidrag til svar på udmelding"
        ordering = ["udmelding", "part", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["udmelding", "part", "nr"],
                name="udmeldingsbidrag_nr",
                violation_error_message="En anden har lige gemt partens svar. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.udmelding}"


class Udmeldingssvar(models.Model):
    """The joint answer, version by version."""

    udmelding = models.ForeignKey(Udmelding, on_delete=models.PROTECT, related_name="svar", verbose_name="udmelding")
    nr = models.PositiveIntegerField("version")
    tekst = models.TextField("det fælles svar")
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "fælles svar på udmelding"
        verbose_name_plural = "fælles svar på udmeldinger"
        ordering = ["udmelding", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["udmelding", "nr"],
                name="udmeldingssvar_nr",
                violation_error_message="En anden har lige gemt svaret. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Svar på {self.udmelding}, version {self.nr}"


class Udmeldingshaendelse(models.Model):
    """What happened to the answer on its way: sent, treated somewhere, handed over, replied to."""

    class Slags(models.TextChoices):
        SENDT = "sendt", "svaret er sendt"
        BEHANDLET = "behandlet", "behandlet på et møde"
        STYRELSEN = "styrelsen", "styrelsens svar"
        ANDET = "andet", "andet"

    udmelding = models.ForeignKey(
        Udmelding, on_delete=models.PROTECT, related_name="haendelser", verbose_name="udmelding"
    )
    slags = models.CharField("hvad skete der", max_length=12, choices=Slags)
    dato = models.DateField("dato")
    tekst = models.CharField("med ord", max_length=500)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "hændelse i en udmelding"
        verbose_name_plural = "hændelser i udmeldinger"
        ordering = ["dato", "pk"]

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}: {self.tekst}"


class Risikofarve(DateretRaekke):
    """The colour that National Koordination gives a target group, from a day on."""

    class Farve(models.TextChoices):
        ROED = "roed", "rød"
        GUL = "gul", "gul"
        GROEN = "groen", "grøn"
        BEKYMRING = "bekymring", "bekymring uden farve"

    NOEGLE = ("omraade", "maalgruppe")

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, related_name="+", verbose_name="aftaleområde")
    maalgruppe = models.CharField("målgruppe", max_length=200)
    farve = models.CharField("farve", max_length=10, choices=Farve)
    kilde = models.CharField("hvor det står", max_length=300)

    class Meta:
        verbose_name = "risikofarve"
        verbose_name_plural = "risikofarver"
        constraints = [dated_unique("risikofarve_dateret", "omraade", "maalgruppe")]

    def __str__(self) -> str:
        return f"{self.maalgruppe}: {self.get_farve_display()}"
