"""A request for a place. Personal data, pseudonymised: deleted a while after its end (see `arbejde`)."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.kapacitet.undergruppe.models import Undergruppe
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Afdeling

from .status import Svar


class Anmodning(models.Model):
    """A municipality asks an afdeling whether it can take a citizen whom the platform does not know.

    `paamindelser` are the days of the reminders, frozen when it was sent; `paamindet` how many of them were written.
    `reservation` is the place that a yes holds: how it ends is how the request ends. `undergruppe`: whose place it is
    to be; None says that nobody said.
    """

    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.PROTECT, related_name="anmodninger", verbose_name="afdeling"
    )
    klient_id = models.UUIDField("afsenderens id", unique=True, default=uuid.uuid4)
    myndighed = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="kommune, der er dataansvarlig"
    )
    reference = models.CharField("jeres sagsnummer", max_length=40)
    maalgruppe = models.CharField("målgruppe", max_length=40)
    alder = models.CharField("aldersgruppe", max_length=10)
    oensket_start = models.DateField("ønsket start")
    bemaerkning = models.CharField("behov", max_length=200, blank=True)
    undergruppe = models.ForeignKey(
        Undergruppe, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="plads til undergruppen",
    )  # fmt: skip
    oprettet_at = models.DateTimeField("sendt", default=tid.now)
    oprettet_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="sendt af")
    paamindelser = models.JSONField("dage, tilbuddet mindes", default=list)
    paamindet = models.PositiveSmallIntegerField("påmindelser sendt", default=0)
    udloeber_at = models.DateTimeField("udløber")
    svar = models.CharField("svar", max_length=20, blank=True, choices=Svar)
    aarsag = models.CharField("årsag til afslag", max_length=30, blank=True)
    svar_at = models.DateTimeField("svaret", null=True, blank=True)
    svar_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="svaret af"
    )
    reservation = models.ForeignKey(
        Reservation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="plads, jaet holdt",
    )

    class Meta:
        verbose_name = "anmodning"
        verbose_name_plural = "anmodninger"
        ordering = ["oprettet_at", "pk"]
        indexes = [models.Index(fields=["svar", "udloeber_at"], name="anmodning_venter")]
        constraints = [
            models.UniqueConstraint(
                fields=["afdeling", "myndighed", "reference"],
                condition=Q(svar=""),
                name="anmodning_en_pr_sag",
                violation_error_message="I har allerede spurgt her om den sag og venter på svar.",
            ),
            models.CheckConstraint(
                condition=Q(udloeber_at__gt=F("oprettet_at")),
                name="anmodning_udloeber_efter_start",
                violation_error_message="En anmodning skal have en frist.",
            ),
            models.CheckConstraint(
                condition=Q(svar="", svar_at__isnull=True, svar_by__isnull=True)
                | Q(svar__in=Svar.values, svar_at__isnull=False, svar_by__isnull=False),
                name="anmodning_svar_med_hvem_og_hvornaar",
                violation_error_message="Et svar skal sige, hvornår og af hvem.",
            ),
            models.CheckConstraint(
                condition=Q(svar="afvist") & ~Q(aarsag="") | ~Q(svar="afvist") & Q(aarsag=""),
                name="anmodning_aarsag_ved_afslag",
                violation_error_message="Et nej skal have en årsag, og kun et nej har en.",
            ),
            models.CheckConstraint(
                condition=Q(reservation__isnull=True) | Q(svar="tilbudt"),
                name="anmodning_kun_et_ja_holder",
                violation_error_message="Kun et ja holder en plads.",
            ),
        ]

    def __str__(self) -> str:
        return f"Anmodning {self.pk}"

    @property
    def dataansvarlig_id(self) -> int:
        """The municipality is the controller: the log of who has seen the row is read by it."""
        return self.myndighed_id
