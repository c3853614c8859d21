"""What is under way: proposed changes, the yearly inscription, and what has been entered in Tilbudsportalen."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from .identitet import Tilbud


def _by(navn: str, **felter) -> models.ForeignKey:
    return models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name=navn, **felter)


class Aendring(models.Model):
    """A change of places, or the end of a tilbud, that the driftsherre proposes and the secretariat decides.

    `pladser`: code of the pladsgruppe -> {"godkendte", "normerede"}.
    """

    class Art(models.TextChoices):
        PLADSER = "pladser", "ændring af pladser"
        AFVIKLING = "afvikling", "afvikling"
        LUKNING = "lukning", "lukning"
        UDMELDING = "udmelding", "udmelding af aftalen"

    class Status(models.TextChoices):
        FORESLAAET = "foreslaaet", "foreslået"
        GODKENDT = "godkendt", "godkendt"
        AFVIST = "afvist", "afvist"
        TRUKKET = "trukket", "trukket tilbage"

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="aendringer", verbose_name="tilbud")
    art = models.CharField("art", max_length=20, choices=Art)
    gaelder_fra = models.DateField("gælder fra")
    begrundelse = models.CharField("begrundelse", max_length=500)
    pladser = models.JSONField("pladser", default=dict, blank=True)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.FORESLAAET)
    foreslaaet_at = models.DateTimeField("foreslået")
    foreslaaet_by = _by("foreslået af")
    afgjort_at = models.DateTimeField("afgjort", null=True, blank=True)
    afgjort_by = _by("afgjort af", null=True, blank=True)
    svar = models.CharField("svar", max_length=500, blank=True)

    class Meta:
        verbose_name = "ændring"
        verbose_name_plural = "ændringer"
        ordering = ["-foreslaaet_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="foreslaaet", afgjort_at__isnull=True, afgjort_by__isnull=True)
                | (~Q(status="foreslaaet") & Q(afgjort_at__isnull=False, afgjort_by__isnull=False)),
                name="aendring_afgjort_af_nogen",
                violation_error_message="En afgjort ændring har en dato og en, der afgjorde den.",
            ),
            models.UniqueConstraint(
                fields=["tilbud", "art"],
                condition=Q(status="foreslaaet"),
                name="aendring_en_ad_gangen",
                violation_error_message="Der er allerede foreslået en ændring af den art. Vent, til den er afgjort.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.tilbud}"


class Indskrivning(models.Model):
    """The yearly inscription: last year's register, line by line, for the year that comes."""

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    aar = models.PositiveSmallIntegerField("år")
    frist = models.DateField("frist")
    aabnet_at = models.DateTimeField("åbnet")
    aabnet_by = _by("åbnet af")

    class Meta:
        verbose_name = "indskrivning"
        verbose_name_plural = "indskrivninger"
        ordering = ["-aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "aar"],
                name="indskrivning_en_om_aaret",
                violation_error_message="Indskrivningen for det år er allerede åbnet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Indskrivning {self.aar}"


class Indskrivningslinje(models.Model):
    """One tilbud in one year: confirmed as it stands, changed, or on its way out."""

    class Svar(models.TextChoices):
        MANGLER = "mangler", "mangler svar"
        BEKRAEFTET = "bekraeftet", "bekræftet uændret"
        AENDRET = "aendret", "ændret"
        UDGAAR = "udgaar", "udgår"

    indskrivning = models.ForeignKey(
        Indskrivning, on_delete=models.PROTECT, related_name="linjer", verbose_name="indskrivning"
    )
    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, verbose_name="tilbud")
    driftsherre = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    svar = models.CharField("svar", max_length=20, choices=Svar, default=Svar.MANGLER)
    bemaerkning = models.CharField("bemærkning", max_length=500, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    besvaret_at = models.DateTimeField("besvaret", null=True, blank=True)
    besvaret_by = _by("besvaret af", null=True, blank=True)

    class Meta:
        verbose_name = "indskrivningslinje"
        verbose_name_plural = "indskrivningslinjer"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indskrivning", "tilbud"],
                name="indskrivningslinje_en_pr_tilbud",
                violation_error_message="Tilbuddet står allerede i årets indskrivning.",
            ),
            models.CheckConstraint(
                condition=Q(svar="mangler", besvaret_at__isnull=True, besvaret_by__isnull=True)
                | (~Q(svar="mangler") & Q(besvaret_at__isnull=False, besvaret_by__isnull=False)),
                name="indskrivningslinje_besvaret_af_nogen",
                violation_error_message="En besvaret linje har en dato og en, der svarede.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tilbud} {self.get_svar_display()}"


class Portalmaerke(models.Model):
    """The tilbud's values as they were when someone said that they were entered in Tilbudsportalen."""

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="portalmaerker", verbose_name="tilbud")
    vaerdier = models.JSONField("værdier", encoder=DjangoJSONEncoder)
    indtastet_at = models.DateTimeField("indtastet")
    indtastet_by = _by("indtastet af")

    class Meta:
        verbose_name = "portalmærke"
        verbose_name_plural = "portalmærker"
        ordering = ["-indtastet_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.tilbud} {self.indtastet_at:%d.%m.%Y}"


class Portaludtraek(models.Model):
    """An extract from Tilbudsportalen as it was read: `raekker` is a list of field -> text."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    filnavn = models.CharField("filnavn", max_length=200)
    raekker = models.JSONField("rækker")
    indlaest_at = models.DateTimeField("indlæst")
    indlaest_by = _by("indlæst af")

    class Meta:
        verbose_name = "portaludtræk"
        verbose_name_plural = "portaludtræk"
        ordering = ["-indlaest_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.filnavn} {self.indlaest_at:%d.%m.%Y}"
