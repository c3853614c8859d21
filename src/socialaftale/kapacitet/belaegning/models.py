"""How many places were used month by month, and how many were expected. Rows are added; a correction is one more."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.faelles.models import Uforanderlig
from socialaftale.parter.models import Bruger
from socialaftale.tilbud.models import Pladsgruppe


class Maanedsbelaegning(Uforanderlig):
    """What was said of a pladsgruppe and a month, once. The latest counts; `trukket` says that nothing counts.

    Rows of one press of the button share `indsendelse`, so that it can be undone.
    """

    class Kilde(models.TextChoices):
        SIDE = "side", "siden"
        OPHOLD = "ophold", "regnet af ophold"

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="maanedsbelaegning", verbose_name="pladsgruppe"
    )
    maaned = models.DateField("månedens første dag")
    klient_id = models.UUIDField("afsenderens id", unique=True, default=uuid.uuid4)
    indsendelse = models.UUIDField("indsendt sammen", db_index=True)
    borgere = models.PositiveSmallIntegerField("borgere")
    dage = models.PositiveIntegerField("brugte pladsdage")
    udenfor_dage = models.PositiveIntegerField("heraf uden for målgruppen")
    spaerrede_dage = models.PositiveIntegerField("spærrede pladsdage")
    trukket = models.BooleanField("trukket tilbage", default=False)
    kilde = models.CharField("meldt gennem", max_length=10, choices=Kilde, default=Kilde.SIDE)
    observeret_at = models.DateTimeField("gjaldt")
    registreret_at = models.DateTimeField("registreret", default=tid.now, editable=False)
    registreret_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="registreret af", editable=False
    )

    class Meta:
        verbose_name = "månedsbelægning"
        verbose_name_plural = "månedsbelægning"
        ordering = ["-observeret_at", "-klient_id"]
        indexes = [
            models.Index(
                fields=["pladsgruppe", "maaned", "-observeret_at", "-klient_id"], name="maanedsbelaegning_seneste"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(maaned__day=1),
                name="maanedsbelaegning_maaned",
                violation_error_message="Måneden skrives som dens første dag.",
            ),
            models.CheckConstraint(
                condition=Q(udenfor_dage__lte=F("dage")),
                name="maanedsbelaegning_udenfor_er_en_del",
                violation_error_message="Uden for målgruppen kan højst være det, der er brugt.",
            ),
            models.CheckConstraint(
                condition=Q(borgere=0, dage=0) | Q(borgere__gt=0, dage__gt=0),
                name="maanedsbelaegning_borgere_og_dage",
                violation_error_message="Borgere og brugte pladsdage hører sammen: begge eller ingen er 0.",
            ),
            models.CheckConstraint(
                condition=Q(observeret_at__lte=F("registreret_at")),
                name="maanedsbelaegning_ikke_fra_fremtiden",
                violation_error_message="Det, der meldes, kan ikke først gælde senere. Ret uret, og meld igen.",
            ),
            models.CheckConstraint(
                condition=Q(kilde__in=["side", "ophold"]),
                name="maanedsbelaegning_kilde",
                violation_error_message="Tallene skal komme ad en af de veje, platformen kender.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pladsgruppe} {self.maaned:%Y-%m}: {self.dage} pladsdage"


class Belaegningsprognose(Uforanderlig):
    """What was expected of a pladsgruppe on a day to come, kept so that it can be held against what became of it."""

    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, related_name="prognoser", verbose_name="pladsgruppe"
    )
    lavet_den = models.DateField("lavet den")
    for_dag = models.DateField("gælder dagen")
    midt = models.PositiveSmallIntegerField("ventede pladser")
    lav = models.PositiveSmallIntegerField("mindst")
    hoej = models.PositiveSmallIntegerField("højst")

    class Meta:
        verbose_name = "belægningsprognose"
        verbose_name_plural = "belægningsprognoser"
        ordering = ["-for_dag", "-lavet_den", "pladsgruppe"]
        constraints = [
            models.UniqueConstraint(
                fields=["pladsgruppe", "lavet_den", "for_dag"],
                name="belaegningsprognose_en",
                violation_error_message="Der er allerede lavet en prognose for den dag i dag.",
            ),
            models.CheckConstraint(
                condition=Q(lav__lte=F("midt"), midt__lte=F("hoej"), for_dag__gt=F("lavet_den")),
                name="belaegningsprognose_spaend",
                violation_error_message="Prognosen er om en dag, der kommer, og midten ligger i spændet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pladsgruppe} {self.for_dag}: {self.midt}"
