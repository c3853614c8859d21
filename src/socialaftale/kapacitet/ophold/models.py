"""Stays: who lives there is not said, only that a place is used. Rows are added, and a correction is one more."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Pladsgruppe
from socialaftale.tilbud.models.identitet import LAENGDE, new_kode


class Ophold(models.Model):
    """A stay, or a place that is blocked, under a reference of our own: nothing here says whose stay it is.

    It is pseudonymised personal data; `dataansvarlig` runs the tilbud. It is deleted in time: see `sletning`.
    """

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="ophold", verbose_name="pladsgruppe"
    )
    reference = models.CharField("reference", max_length=LAENGDE, unique=True, default=new_kode, editable=False)
    dataansvarlig = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="dataansvarlig"
    )
    spaerring = models.BooleanField("pladsen er spærret", default=False)
    oprettet_at = models.DateTimeField("oprettet", default=tid.now, editable=False)
    oprettet_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="oprettet af", editable=False
    )

    class Meta:
        verbose_name = "ophold"
        verbose_name_plural = "ophold"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference


class Opholdsskridt(models.Model):
    """One thing that happened in a stay, on a day. `fjerner` names a row that was wrong and does not count."""

    class Handling(models.TextChoices):
        START = "start", "første dag"
        STOP = "stop", "sidste dag"
        VARSEL = "varsel", "varslet sidste dag"
        FRAVAER = "fravaer", "væk fra"
        HJEMME = "hjemme", "hjemme igen"
        FJERNET = "fjernet", "taget tilbage"

    ophold = models.ForeignKey(Ophold, on_delete=models.CASCADE, related_name="skridt", verbose_name="ophold")
    handling = models.CharField("hvad der skete", max_length=10, choices=Handling)
    dag = models.DateField("dag")
    pladser = models.PositiveSmallIntegerField("pladser", default=1)
    udenfor = models.BooleanField("uden for målgruppen", default=False)
    fjerner = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="fjernet_af", verbose_name="tager tilbage"
    )
    klient_id = models.UUIDField("afsenderens id", unique=True, default=uuid.uuid4)
    kilde = models.ForeignKey(
        "kapacitet.Kildesystem", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="sendt af kildesystemet",
    )  # fmt: skip
    observeret_at = models.DateTimeField("set af kildesystemet", null=True, blank=True)
    registreret_at = models.DateTimeField("registreret", default=tid.now, editable=False)
    registreret_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="registreret af", editable=False
    )

    class Meta:
        verbose_name = "opholdsskridt"
        verbose_name_plural = "opholdsskridt"
        ordering = ["registreret_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handling__in=["start", "stop", "varsel", "fravaer", "hjemme", "fjernet"]),
                name="opholdsskridt_handling",
                violation_error_message="Det kan ikke ske i et ophold.",
            ),
            models.CheckConstraint(
                condition=Q(handling="fjernet", fjerner__isnull=False)
                | ~Q(handling="fjernet") & Q(fjerner__isnull=True),
                name="opholdsskridt_fjerner_et_andet",
                violation_error_message="Det, der tages tilbage, skal være et andet skridt.",
            ),
            models.CheckConstraint(
                condition=Q(pladser__gte=1, pladser__lte=99),
                name="opholdsskridt_pladser",
                violation_error_message="Et ophold bruger mellem 1 og 99 pladser.",
            ),
            models.CheckConstraint(
                condition=Q(kilde__isnull=True, observeret_at__isnull=True)
                | Q(kilde__isnull=False, observeret_at__isnull=False, observeret_at__lte=F("registreret_at")),
                name="opholdsskridt_kilde_og_tid",
                violation_error_message="Et kildesystem siger, hvornår det så det, og ikke en tid, der kommer.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.ophold}: {self.get_handling_display()}"

    @property
    def skrevet_af(self) -> str:
        """The name of the source system or the person that wrote it."""
        return self.kilde.navn if self.kilde else self.registreret_by.navn
