"""Remarks of the review: what was said, about which content, and what followed."""

from typing import Self

from django.db import models
from django.db.models import Q

from socialaftale.parter.models import Organisation
from socialaftale.parter.paategning import both_or_none, signed, signed_later

from ..runde.models import Indsendelse, Takstrunde


class Bemaerkning(models.Model):
    """A remark on a line, a calculation or a tilbud (both ids empty), bound to the content it was said about.

    What follows are its steps. `myndighed` is whom the writer speaks for. The driftsherre sees it once it is sent.
    """

    runde = models.ForeignKey(
        Takstrunde, on_delete=models.PROTECT, related_name="bemaerkninger", verbose_name="takstrunde"
    )
    indberetning = models.ForeignKey(
        "takster.Tilbudsindberetning",
        on_delete=models.PROTECT,
        related_name="bemaerkninger",
        verbose_name="indberetning",
    )
    indsendelse = models.ForeignKey(Indsendelse, on_delete=models.PROTECT, related_name="+", verbose_name="set på")
    beregning = models.CharField("beregning", max_length=80, blank=True)
    linje = models.CharField("linje-id", max_length=80, blank=True)
    sted = models.CharField("sted i ord", max_length=400)
    kontrol = models.CharField("kontrol", max_length=12, blank=True)
    felt = models.CharField("felt", max_length=120, blank=True)
    indhold_sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    tekst = models.TextField("bemærkning")
    myndighed = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="på vegne af")
    skrevet_at, skrevet_by = signed("skrevet")

    class Meta:
        verbose_name = "bemærkning"
        verbose_name_plural = "bemærkninger"
        ordering = ["indberetning", "skrevet_at", "pk"]

    def __str__(self) -> str:
        return f"{self.sted}: {self.tekst[:60]}"


class Bemaerkningstrin(models.Model):
    """What was done about a remark. The highest `nr` says where it stands; `indhold_sha256` what it was done about."""

    class Art(models.TextChoices):
        SENDT = "sendt", "sendt til driftsherren"
        SVAR = "svar", "besvaret"
        AFKLARET = "afklaret", "afklaret"
        FASTHOLDT = "fastholdt", "fastholdt"
        TRUKKET = "trukket", "trukket tilbage"

    bemaerkning = models.ForeignKey(
        Bemaerkning, on_delete=models.PROTECT, related_name="trin", verbose_name="bemærkning"
    )
    nr = models.PositiveIntegerField("trin nummer")
    art = models.CharField("trin", max_length=12, choices=Art)
    tekst = models.TextField("tekst", blank=True)
    frist = models.DateField("svar senest", null=True, blank=True)
    indhold_sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    myndighed = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="på vegne af")
    gjort_at, gjort_by = signed("gjort")

    class Meta:
        verbose_name = "trin i en bemærkning"
        verbose_name_plural = "trin i bemærkninger"
        ordering = ["bemaerkning", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["bemaerkning", "nr"],
                name="bemaerkningstrin_nr",
                violation_error_message="En anden har lige skrevet om bemærkningen. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bemaerkning}: {self.get_art_display()}"


class Gennemgangsmoede(models.Model):
    """The review meeting of a round is ended: its remarks were sent, with a deadline for the answers."""

    runde = models.ForeignKey(
        Takstrunde, on_delete=models.PROTECT, related_name="gennemgangsmoeder", verbose_name="takstrunde"
    )
    moede = models.OneToOneField("moeder.Moede", on_delete=models.PROTECT, related_name="+", verbose_name="møde")
    svarfrist = models.DateField("svar senest")
    afsluttet_at, afsluttet_by = signed("afsluttet")

    class Meta:
        verbose_name = "gennemgangsmøde"
        verbose_name_plural = "gennemgangsmøder"
        ordering = ["runde", "afsluttet_at"]

    def __str__(self) -> str:
        return f"{self.runde}: gennemgået på {self.moede}"


class GennemsetQuerySet(models.QuerySet):
    def gaeldende(self) -> Self:
        """Return those that nobody took back."""
        return self.filter(fortrudt_at=None)


class Gennemset(models.Model):
    """A line was gone through without a remark, with the content that the hash names. New content is not seen yet.

    One that was taken back stands with who took it back, and counts for nothing.
    """

    runde = models.ForeignKey(
        Takstrunde, on_delete=models.PROTECT, related_name="gennemsete", verbose_name="takstrunde"
    )
    indberetning = models.ForeignKey(
        "takster.Tilbudsindberetning", on_delete=models.PROTECT, related_name="+", verbose_name="indberetning"
    )
    linje = models.CharField("linje-id", max_length=80)
    indhold_sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    gennemset_at, gennemset_by = signed("gået igennem")

    fortrudt_at, fortrudt_by = signed_later("fortrudt")

    objects = GennemsetQuerySet.as_manager()

    class Meta:
        verbose_name = "gennemset linje"
        verbose_name_plural = "gennemsete linjer"
        ordering = ["runde", "indberetning", "linje", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "indberetning", "linje", "indhold_sha256"],
                condition=Q(fortrudt_at=None),
                name="gennemset_en_gang",
                violation_error_message="Linjen er allerede gået igennem.",
            ),
            both_or_none(
                "gennemset_fortrudt_af_nogen", "fortrudt", "En fortrudt gennemgang har både et tidspunkt og en person."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.linje} gået igennem"
