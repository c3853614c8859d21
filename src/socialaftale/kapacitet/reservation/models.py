"""Places held for one, and the months' refusals. A hold is personal data, pseudonymised: see `sletning`."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Afdeling, Tilbud

from .status import Slut

FLEST_AFSLAG = 999


class Reservation(models.Model):
    """A municipality holds a place, or waits in the queue for one, for a citizen whom the platform does not know.

    It is held from `aktiv_at` until `udloeber_at` or its end; before `aktiv_at` it waits, until `venter_til_at`.
    `melding` is the report that it was held upon. `undergruppe`: whose place of those reported it is; None says that it
    is for all, or that nobody said.
    """

    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.PROTECT, related_name="reservationer", verbose_name="afdeling"
    )
    klient_id = models.UUIDField("afsenderens id", unique=True, default=uuid.uuid4)
    myndighed = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="kommune, der er dataansvarlig"
    )
    reference = models.CharField("jeres sagsnummer", max_length=40)
    bemaerkning = models.CharField("bemærkning", max_length=200, blank=True)
    undergruppe = models.ForeignKey(
        "kapacitet.Undergruppe",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="plads til undergruppen",
    )
    oprettet_at = models.DateTimeField("oprettet", default=tid.now)
    oprettet_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="oprettet af")
    venter_til_at = models.DateTimeField("venter længst til")
    aktiv_at = models.DateTimeField("holdes fra", null=True, blank=True)
    udloeber_at = models.DateTimeField("holdes til", null=True, blank=True)
    melding = models.ForeignKey(
        "kapacitet.Ledigmelding", on_delete=models.PROTECT, null=True, blank=True, related_name="reservationer",
        verbose_name="holdt på meldingen",
    )  # fmt: skip
    slut = models.CharField("endte som", max_length=20, blank=True, choices=Slut)
    aarsag = models.CharField("årsag til afslag", max_length=30, blank=True)
    slut_at = models.DateTimeField("endte", null=True, blank=True)
    slut_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afsluttet af"
    )

    class Meta:
        verbose_name = "reservation"
        verbose_name_plural = "reservationer"
        ordering = ["oprettet_at", "pk"]
        indexes = [models.Index(fields=["afdeling", "slut", "oprettet_at"], name="reservation_koe")]
        constraints = [
            models.UniqueConstraint(
                fields=["afdeling", "myndighed", "reference"],
                condition=Q(slut=""),
                name="reservation_en_pr_sag",
                violation_error_message="I holder eller venter allerede på en plads her til den sag.",
            ),
            models.CheckConstraint(
                condition=Q(aktiv_at__isnull=True, udloeber_at__isnull=True, melding__isnull=True)
                | Q(aktiv_at__isnull=False, udloeber_at__gt=F("aktiv_at"), melding__isnull=False),
                name="reservation_holdes_helt_eller_venter",
                violation_error_message="En plads, der holdes, skal have en frist og en melding.",
            ),
            models.CheckConstraint(
                condition=Q(slut="", slut_at__isnull=True, slut_by__isnull=True)
                | ~Q(slut="") & Q(slut_at__isnull=False, slut_by__isnull=False),
                name="reservation_slut_med_hvem_og_hvornaar",
                violation_error_message="Når en reservation slutter, skal der stå, hvornår og hvem.",
            ),
            models.CheckConstraint(
                condition=Q(slut="afvist") & ~Q(aarsag="") | ~Q(slut="afvist") & Q(aarsag=""),
                name="reservation_aarsag_ved_afslag",
                violation_error_message="Et afslag skal have en årsag, og kun et afslag har en.",
            ),
            models.CheckConstraint(
                condition=~Q(slut="taget") | Q(aktiv_at__isnull=False),
                name="reservation_taget_kun_hvis_holdt",
                violation_error_message="Kun en plads, der holdes, kan blive besat.",
            ),
            models.CheckConstraint(
                condition=Q(slut__in=["", *Slut.values]),
                name="reservation_slut",
                violation_error_message="En reservation kan ikke ende sådan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Reservation {self.pk}"

    @property
    def dataansvarlig_id(self) -> int:
        """The municipality is the controller: the log of who has seen the row is read by it."""
        return self.myndighed_id


class Reservationsvalg(DateretRaekke):
    """How many working days a tilbud holds a place, from a day on; without a row it is the rule's own number."""

    NOEGLE = ("tilbud",)

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="+", verbose_name="tilbud")
    arbejdsdage = models.PositiveSmallIntegerField("arbejdsdage, en plads holdes")

    class Meta:
        verbose_name = "reservationsvalg"
        verbose_name_plural = "reservationsvalg"
        constraints = [
            dated_unique("reservationsvalg_dateret", "tilbud"),
            models.CheckConstraint(
                condition=Q(arbejdsdage__gte=1, arbejdsdage__lte=20),
                name="reservationsvalg_arbejdsdage",
                violation_error_message="En plads kan holdes mellem 1 og 20 arbejdsdage.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tilbud}: {self.arbejdsdage} arbejdsdage"


class Afslagstal(models.Model):
    """How many an afdeling has refused in a month for a reason: all that is left of a refusal when its row is gone."""

    afdeling = models.ForeignKey(Afdeling, on_delete=models.PROTECT, related_name="+", verbose_name="afdeling")
    maaned = models.DateField("månedens første dag")
    aarsag = models.CharField("årsag", max_length=30)
    antal = models.PositiveSmallIntegerField("antal afslag")

    class Meta:
        verbose_name = "afslagstal"
        verbose_name_plural = "afslagstal"
        ordering = ["-maaned", "afdeling", "aarsag"]
        constraints = [
            models.UniqueConstraint(
                fields=["afdeling", "maaned", "aarsag"],
                name="afslagstal_et_pr_maaned",
                violation_error_message="Måneden har allerede et tal for den årsag.",
            ),
            models.CheckConstraint(
                condition=Q(maaned__day=1),
                name="afslagstal_maaned",
                violation_error_message="Måneden skrives som dens første dag.",
            ),
            models.CheckConstraint(
                condition=Q(antal__lte=FLEST_AFSLAG),
                name="afslagstal_antal",
                violation_error_message=f"Antallet er mellem 0 og {FLEST_AFSLAG}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afdeling} {self.maaned:%Y-%m}: {self.antal}"
