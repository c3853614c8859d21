"""The secretariat's budget of a year: its lines, and every figure that was written on them."""

from django.db import models

from socialaftale.faelles.felter import BeloebField
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.paategning import both_or_none, signed, signed_later
from socialaftale.parter.querysets import OmraadeQuerySet


class Budgetaar(models.Model):
    """A year of the secretariat's budget. When it is `klar`, the bodies are asked."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="budgetaar", verbose_name="aftaleområde"
    )
    aar = models.PositiveSmallIntegerField("år")
    klar_at, klar_by = signed_later("klar til udvalgene", "gjort klar af")
    eksempeldata = models.BooleanField("opfundne tal", default=False, editable=False)

    objects = OmraadeQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetår"
        verbose_name_plural = "budgetår"
        ordering = ["omraade", "-aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "aar"],
                name="budgetaar_et",
                violation_error_message="Området har allerede et budget for det år.",
            ),
            both_or_none(
                "budgetaar_klar_af_nogen", "klar", "Et budget, der er klar, har både et tidspunkt og en person."
            ),
        ]

    def __str__(self) -> str:
        return f"Sekretariatets budget {self.aar}"


class Budgetpost(models.Model):
    """One line of a year."""

    class Slags(models.TextChoices):
        UDGIFT = "udgift", "udgift"
        OVERFOERT = "overfoert", "overført fra året før"
        INDTAEGT = "indtaegt", "anden indtægt"

    budgetaar = models.ForeignKey(Budgetaar, on_delete=models.PROTECT, related_name="poster", verbose_name="budgetår")
    navn = models.CharField("post", max_length=120)
    slags = models.CharField("slags", max_length=10, choices=Slags)

    class Meta:
        verbose_name = "budgetpost"
        verbose_name_plural = "budgetposter"
        ordering = ["budgetaar", "slags", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budgetaar", "navn"],
                name="budgetpost_navn",
                violation_error_message="Året har allerede en post med det navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Budgettal(models.Model):
    """A figure with its explanation. Rows are appended: the highest `nr` of a kind holds."""

    class Art(models.TextChoices):
        BUDGET = "budget", "budget"
        FORVENTET = "forventet", "forventet regnskab"
        REGNSKAB = "regnskab", "regnskab"

    post = models.ForeignKey(Budgetpost, on_delete=models.PROTECT, related_name="tal", verbose_name="budgetpost")
    art = models.CharField("tal", max_length=10, choices=Art)
    nr = models.PositiveIntegerField("nummer")
    beloeb_kr = BeloebField("beløb i kr.")
    forklaring = models.CharField("forklaring", max_length=300)
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "budgettal"
        verbose_name_plural = "budgettal"
        ordering = ["post", "art", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "art", "nr"],
                name="budgettal_nr",
                violation_error_message="En anden har lige rettet tallet. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.get_art_display()}"
