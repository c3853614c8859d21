"""An import as it is kept: the file as read, and every choice a person has made about it. Nothing is updated."""

from typing import Self

from django.db import models

from socialaftale.faelles.models import Fil
from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.paategning import signed
from socialaftale.tilbud.models import Tilbud

from .laesning.typer import Felt


class TakstimportQuerySet(models.QuerySet):
    def visible_to(self, bruger: Bruger) -> Self:
        """Return an import if and only if the person may import on behalf of the party that sent the file.

        A file may hold more than takster, so the secretariat does not see what a driftsherre has sent.
        """
        from .rettigheder import senders

        return self.filter(afsender__in=senders(bruger))


class Takstimport(models.Model):
    """One file for one takst year: `ark` is the sheets as read, `driftsherre` whose they are unless the file says."""

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    aar = models.PositiveSmallIntegerField("takstår")
    afsender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="afsender")
    driftsherre = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="driftsherre"
    )
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, related_name="+", verbose_name="fil")
    sha256 = models.CharField("SHA-256 af filen", max_length=64)
    ark = models.JSONField("ark")
    registreret_at, registreret_by = signed("registreret")

    objects = TakstimportQuerySet.as_manager()

    class Meta:
        verbose_name = "takstimport"
        verbose_name_plural = "takstimporter"
        ordering = ["-registreret_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "aar", "omraade", "afsender"],
                name="takstimport_samme_fil_en_gang",
                violation_error_message="Filen er allerede indlæst for det år. Fortsæt, hvor du slap.",
            ),
            models.CheckConstraint(
                condition=models.Q(aar__gte=2015, aar__lte=2100),
                name="takstimport_aar",
                violation_error_message="Takståret skal ligge mellem 2015 og 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fil} ({self.aar})"


class Importvalg(models.Model):
    """A choice about something in the file: which tilbud it is, that it is left out and why, what a line is.

    `noegle` names the thing (`tilbud:`, `raekke:` or `linje:`); the newest row about a thing wins.
    """

    class Art(models.TextChoices):
        TILBUD = "tilbud", "er dette tilbud"
        UDELAD = "udelad", "udelades"
        LINJE = "linje", "linjens type og enhed"
        FORTRYD = "fortryd", "valget er fortrudt"

    takstimport = models.ForeignKey(
        Takstimport, on_delete=models.PROTECT, related_name="valg", verbose_name="takstimport"
    )
    noegle = models.CharField("nøgle", max_length=300)
    art = models.CharField("valg", max_length=10, choices=Art)
    tilbud = models.ForeignKey(
        Tilbud, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tilbud"
    )
    linjetype = models.CharField("linjetype", max_length=20, blank=True)
    enhed = models.CharField("enhed", max_length=20, blank=True)
    begrundelse = models.CharField("begrundelse", max_length=500, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "importvalg"
        verbose_name_plural = "importvalg"
        ordering = ["pk"]
        indexes = [models.Index(fields=["takstimport", "noegle"], name="importvalg_noegle")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(art="udelad") | ~models.Q(begrundelse=""),
                name="importvalg_udeladt_med_grund",
                violation_error_message="Skriv, hvorfor det udelades.",
            ),
            models.CheckConstraint(
                condition=~models.Q(art="tilbud") | models.Q(tilbud__isnull=False),
                name="importvalg_har_tilbud",
                violation_error_message="Vælg et tilbud.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noegle} {self.get_art_display()}"


class Kolonnevalg(DateretRaekke):
    """What a header means in the files of a party: remembered for its next file."""

    NOEGLE = ("organisation", "overskrift")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="kolonnevalg", verbose_name="organisation"
    )
    overskrift = models.CharField("overskrift", max_length=120)
    felt = models.CharField("betydning", max_length=20, choices=[(felt.value, felt.value) for felt in Felt])

    class Meta:
        verbose_name = "kolonnevalg"
        verbose_name_plural = "kolonnevalg"
        constraints = [dated_unique("kolonnevalg_dateret", "organisation", "overskrift")]

    def __str__(self) -> str:
        return f"{self.overskrift}: {self.felt}"
