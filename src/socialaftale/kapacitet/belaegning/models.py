"""How many places were used: a month's own figures, or stays. Rows are added, and a correction is one more."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.faelles.models import Uforanderlig
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Pladsgruppe
from socialaftale.tilbud.models.identitet import LAENGDE, new_kode


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
