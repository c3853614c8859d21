"""From vision to deliverable: who works on what, by when, and what came of it. Facts are appended."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.dateret import DateretForhold, DateretRaekke, dated_unique
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.paategning import both_or_none, signed, signed_later
from socialaftale.regler.indsatsstatus import Status

from ..aftale.models import Aftale
from .querysets import InitiativQuerySet

STATUSSER = [
    (Status.IKKE_BEGYNDT.value, "ikke begyndt"),
    (Status.I_GANG.value, "i gang"),
    (Status.AFVENTER.value, "venter på beslutning"),
    (Status.STANDSET.value, "standset"),
    (Status.AFSLUTTET.value, "afsluttet"),
]


class Vision(DateretRaekke):
    """What the agreement wants, in a few words."""

    NOEGLE = ("aftale",)

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="visioner", verbose_name="aftale")
    tekst = models.TextField("vision")

    class Meta:
        verbose_name = "vision"
        verbose_name_plural = "visioner"
        constraints = [dated_unique("vision_dateret", "aftale")]

    def __str__(self) -> str:
        return self.tekst


class Fokusomraade(models.Model):
    """A focus area of an agreement, which carries out its vision."""

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="fokusomraader", verbose_name="aftale")
    nr = models.PositiveSmallIntegerField("nummer")
    titel = models.CharField("titel", max_length=200)
    vision = models.TextField("hvad vil vi", blank=True)

    class Meta:
        verbose_name = "fokusområde"
        verbose_name_plural = "fokusområder"
        ordering = ["aftale", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftale", "nr"],
                name="fokusomraade_nr",
                violation_error_message="Aftalen har allerede et fokusområde med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nr}. {self.titel}"


class Initiativ(models.Model):
    """An initiative of a focus area. Its status is derived, see `regler.indsatsstatus`."""

    fokusomraade = models.ForeignKey(
        Fokusomraade, on_delete=models.PROTECT, related_name="initiativer", verbose_name="fokusområde"
    )
    bogstav = models.CharField("bogstav", max_length=1)
    kode = models.SlugField("kode")
    titel = models.CharField("titel", max_length=200)
    beskrivelse = models.TextField("beskrivelse", blank=True)
    eksempeldata = models.BooleanField("opfundet arbejde", default=False, editable=False)

    objects = InitiativQuerySet.as_manager()

    class Meta:
        verbose_name = "initiativ"
        verbose_name_plural = "initiativer"
        ordering = ["fokusomraade", "bogstav"]
        constraints = [
            models.UniqueConstraint(
                fields=["fokusomraade", "bogstav"],
                name="initiativ_bogstav",
                violation_error_message="Fokusområdet har allerede et initiativ med det bogstav.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fokusomraade.nr}{self.bogstav} {self.titel}"


class Kommissorium(DateretRaekke):
    """What the working group is asked to do, from a day on."""

    NOEGLE = ("initiativ",)

    initiativ = models.ForeignKey(
        Initiativ, on_delete=models.PROTECT, related_name="kommissorier", verbose_name="initiativ"
    )
    tekst = models.TextField("kommissorium")

    class Meta:
        verbose_name = "kommissorium"
        verbose_name_plural = "kommissorier"
        constraints = [dated_unique("kommissorium_dateret", "initiativ")]

    def __str__(self) -> str:
        return self.tekst


class Gruppemedlem(DateretForhold):
    """An organisation takes part in the working group with a function; one of them is tovholder."""

    NOEGLE = ("initiativ", "organisation", "funktion")

    initiativ = models.ForeignKey(
        Initiativ, on_delete=models.PROTECT, related_name="medlemmer", verbose_name="initiativ"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="organisation"
    )
    funktion = models.CharField("funktion", max_length=100)
    tovholder = models.BooleanField("tovholder", default=False)
    bruger = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bruger"
    )

    class Meta:
        verbose_name = "medlem af arbejdsgruppe"
        verbose_name_plural = "medlemmer af arbejdsgrupper"
        constraints = [
            dated_unique("gruppemedlem_dateret", "initiativ", "organisation", "funktion"),
            models.CheckConstraint(
                condition=Q(tovholder=False) | Q(bruger__isnull=False),
                name="gruppemedlem_tovholder_kan_logge_paa",
                violation_error_message="En tovholder skal være en bruger, der kan logge på.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.funktion}"


class Gruppemoede(models.Model):
    """A meeting of the working group: planned, and held when somebody has said so."""

    initiativ = models.ForeignKey(
        Initiativ, on_delete=models.PROTECT, related_name="gruppemoeder", verbose_name="initiativ"
    )
    dato = models.DateField("dato")
    om = models.CharField("hvad det handler om", max_length=300)
    registreret_at, registreret_by = signed("registreret")
    holdt_at, holdt_by = signed_later("meldt holdt")

    class Meta:
        verbose_name = "møde i arbejdsgruppe"
        verbose_name_plural = "møder i arbejdsgrupper"
        ordering = ["dato", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiativ", "dato"],
                name="gruppemoede_dato",
                violation_error_message="Arbejdsgruppen har allerede et møde den dag.",
            ),
            both_or_none(
                "gruppemoede_holdt_af_nogen",
                "holdt",
                "Et holdt møde har både et tidspunkt og en person, der har sagt det.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiativ}, {self.dato:%d.%m.%Y}"


class Leverance(models.Model):
    """What an initiative shall give. `kode` is what a point of an agenda says it is about."""

    initiativ = models.ForeignKey(
        Initiativ, on_delete=models.PROTECT, related_name="leverancer", verbose_name="initiativ"
    )
    nr = models.PositiveSmallIntegerField("nummer")
    kode = models.SlugField("kode")
    titel = models.CharField("titel", max_length=200)

    class Meta:
        verbose_name = "leverance"
        verbose_name_plural = "leverancer"
        ordering = ["initiativ", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiativ", "nr"],
                name="leverance_nr",
                violation_error_message="Initiativet har allerede en leverance med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Leverancefrist(DateretRaekke):
    """By when a deliverable is due, as it was said from a day on: a deadline that is moved is one more row."""

    NOEGLE = ("leverance",)

    leverance = models.ForeignKey(Leverance, on_delete=models.PROTECT, related_name="frister", verbose_name="leverance")
    frist = models.DateField("frist")
    grund = models.CharField("grund til ændringen", max_length=300, blank=True)

    class Meta:
        verbose_name = "leverancefrist"
        verbose_name_plural = "leverancefrister"
        constraints = [dated_unique("leverancefrist_dateret", "leverance")]

    def __str__(self) -> str:
        return f"{self.frist:%d.%m.%Y}"


class Produkt(models.Model):
    """What was handed in as a deliverable, issue by issue."""

    leverance = models.ForeignKey(
        Leverance, on_delete=models.PROTECT, related_name="produkter", verbose_name="leverance"
    )
    udgave = models.PositiveSmallIntegerField("udgave")
    note = models.CharField("hvad er det", max_length=300)
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="fil")
    afleveret_at, afleveret_by = signed("afleveret")

    class Meta:
        verbose_name = "produkt"
        verbose_name_plural = "produkter"
        ordering = ["leverance", "udgave"]
        constraints = [
            models.UniqueConstraint(
                fields=["leverance", "udgave"],
                name="produkt_udgave",
                violation_error_message="En anden har lige afleveret en udgave. Se den, og prøv igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leverance}, udgave {self.udgave}"


class Leveranceafgoerelse(models.Model):
    """What a decision meant for a deliverable, and which issue of the product it was about. Written by its effect."""

    leverance = models.ForeignKey(
        Leverance, on_delete=models.PROTECT, related_name="afgoerelser", verbose_name="leverance"
    )
    beslutning = models.OneToOneField(
        Beslutning, on_delete=models.PROTECT, related_name="leveranceafgoerelse", verbose_name="beslutning"
    )
    produkt = models.ForeignKey(
        Produkt, on_delete=models.PROTECT, null=True, related_name="afgoerelser", verbose_name="produkt"
    )
    godkendt = models.BooleanField("godkendt")

    class Meta:
        verbose_name = "afgørelse af leverance"
        verbose_name_plural = "afgørelser af leverancer"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.leverance}: {'godkendt' if self.godkendt else 'ikke godkendt'}"


class Statusmelding(models.Model):
    """What somebody says of an initiative's status, and why. It comes second: see `regler.indsatsstatus`."""

    initiativ = models.ForeignKey(
        Initiativ, on_delete=models.PROTECT, related_name="meldinger", verbose_name="initiativ"
    )
    status = models.CharField("status", max_length=16, choices=STATUSSER)
    grund = models.CharField("hvorfor", max_length=500)
    registreret_at, registreret_by = signed("meldt")

    class Meta:
        verbose_name = "statusmelding"
        verbose_name_plural = "statusmeldinger"
        ordering = ["registreret_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.grund}"
