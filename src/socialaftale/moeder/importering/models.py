"""Old minutes as they were sent in, and what in them a person must clear."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.paategning import signed, signed_later


class ReferatimportQuerySet(models.QuerySet):
    def visible_to(self, bruger: Bruger | AnonymousUser | None) -> Self:
        """Return an import if and only if the person records that body's meetings."""
        from ..permissions import recordable_bodies

        return self.filter(udvalg__in=recordable_bodies(bruger))


class Referatimport(models.Model):
    """One file of minutes: `tekst` is its text, `moede` the meeting it became, none until it is confirmed.

    `udvalgsnavn` is what the minutes call the body: the same name means the same body next time.
    """

    udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, related_name="+", verbose_name="udvalg")
    udvalgsnavn = models.CharField("udvalgets navn i referatet", max_length=200, blank=True)
    dato = models.DateField("mødets dag")
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, related_name="+", verbose_name="fil")
    sha256 = models.CharField("SHA-256 af filen", max_length=64)
    tekst = models.TextField("tekst")
    moede = models.OneToOneField(
        "moeder.Moede",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="referatimport",
        verbose_name="møde",
    )
    registreret_at, registreret_by = signed("registreret")

    objects = ReferatimportQuerySet.as_manager()

    class Meta:
        verbose_name = "referatimport"
        verbose_name_plural = "referatimporter"
        ordering = ["-registreret_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "udvalg"],
                name="referatimport_samme_fil_en_gang",
                violation_error_message="Det referat er allerede læst ind.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.udvalg} {self.dato:%d.%m.%Y}"


class Uklarhed(models.Model):
    """Something in old minutes that the secretariat must clear: what the minutes do not say, or say against themselves.

    Clearing writes down what was found out; the minutes stay as they are.
    """

    class Slags(models.TextChoices):
        SVAR = "svar", "ikke udtrykkeligt besluttet"
        MODSTRID = "modstrid", "modstrid eller mangel"
        UPLACERET = "uplaceret", "tekst uden plads"

    referatimport = models.ForeignKey(
        Referatimport, on_delete=models.PROTECT, related_name="uklarheder", verbose_name="referatimport"
    )
    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="uklarheder",
        verbose_name="punkt",
    )
    slags = models.CharField("slags", max_length=10, choices=Slags)
    tekst = models.TextField("hvad der er uklart")
    afklaring = models.CharField("afklaring", max_length=500, blank=True)
    afklaret_at, afklaret_by = signed_later("afklaret")

    class Meta:
        verbose_name = "uklarhed"
        verbose_name_plural = "uklarheder"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(afklaret_at__isnull=True, afklaret_by__isnull=True, afklaring="")
                | (Q(afklaret_at__isnull=False, afklaret_by__isnull=False) & ~Q(afklaring="")),
                name="uklarhed_afklaret_med_ord",
                violation_error_message="Skriv, hvad der er fundet ud af.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst
