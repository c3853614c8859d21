"""Agreement areas, parties, bodies, people, and the dated rows that tie them together."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from .dateret import DateretForhold, dated_unique
from .querysets import (
    AftaleomraadeQuerySet,
    BrugerQuerySet,
    OmraadeQuerySet,
    OrganisationQuerySet,
    RolletildelingQuerySet,
)
from .roller import PARTSROLLER, UDVALGSROLLER, Rolle

LOKAL = "lokal"  # udsteder of users with a password kept here
SYSTEM = "system"  # udsteder of the platform itself, who registers what is loaded from files
HOEJESTE_ALDER = 125  # `alder_til` of a row that has no upper bound


class Aftaleomraade(models.Model):
    kode = models.SlugField("kode", unique=True)
    navn = models.CharField("navn", max_length=200)

    objects = AftaleomraadeQuerySet.as_manager()

    class Meta:
        verbose_name = "aftaleområde"
        verbose_name_plural = "aftaleområder"
        ordering = ["kode"]

    def __str__(self) -> str:
        return self.navn


class Organisation(models.Model):
    class Art(models.TextChoices):
        KOMMUNE = "kommune", "kommune"
        REGION = "region", "region"
        PRIVAT = "privat", "privat leverandør"
        SEKRETARIAT = "sekretariat", "sekretariat"
        STAT = "stat", "stat"

    kode = models.CharField("kode", max_length=40, unique=True)
    navn = models.CharField("navn", max_length=200)
    sortering = models.CharField("sortering", max_length=200, db_index=True, editable=False)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)
    art = models.CharField("art", max_length=20, choices=Art)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"
        ordering = ["sortering", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cvr"],
                condition=~Q(cvr="") & Q(art="privat"),
                name="organisation_cvr",
                violation_error_message="Der findes allerede en leverandør med dette CVR-nummer.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Medlemskab(DateretForhold):
    """An organisation belongs to an agreement area: as a party, a supplier or its secretariat."""

    NOEGLE = ("omraade", "organisation")

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="organisation")

    class Meta:
        verbose_name = "medlemskab"
        verbose_name_plural = "medlemskaber"
        constraints = [dated_unique("medlemskab_dateret", "omraade", "organisation")]

    def __str__(self) -> str:
        return f"{self.organisation} i {self.omraade}"


class Befolkning(models.Model):
    """Inhabitants on 1 January of `aar` aged from `alder_fra` to `alder_til`, both included."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="kommune")
    aar = models.PositiveSmallIntegerField("år")
    alder_fra = models.PositiveSmallIntegerField("alder fra", default=0)
    alder_til = models.PositiveSmallIntegerField("alder til og med", default=HOEJESTE_ALDER)
    antal = models.PositiveIntegerField("antal indbyggere")
    opfundet = models.BooleanField("opfundet tal", default=False)
    kilde = models.CharField("kilde", max_length=200)

    class Meta:
        verbose_name = "befolkning"
        verbose_name_plural = "befolkning"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "aar", "alder_fra", "alder_til"],
                name="befolkning_en_pr_aar_og_alder",
                violation_error_message="Befolkningen er allerede oplyst for kommunen, året og aldersgruppen.",
            ),
            models.CheckConstraint(
                condition=Q(alder_fra__lte=models.F("alder_til")),
                name="befolkning_alder_stigende",
                violation_error_message="Alder fra må ikke være højere end alder til og med.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.aar}: {self.alder_fra}-{self.alder_til} år"


class Udvalg(models.Model):
    """A body. Its members and deputies are the roles given in it."""

    class OmraadeArt(models.TextChoices):
        VOKSNE = "voksne", "voksne"
        BOERN_OG_UNGE = "boern_og_unge", "børn og unge"
        FAELLES = "faelles", "fælles"

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    kort = models.SlugField("kort navn")
    navn = models.CharField("navn", max_length=200)
    omraade_art = models.CharField("område", max_length=20, choices=OmraadeArt, default=OmraadeArt.FAELLES)
    rolle = models.CharField("medlemmernes rolle", max_length=30, choices=[(r.value, r.label) for r in UDVALGSROLLER])

    objects = OmraadeQuerySet.as_manager()

    class Meta:
        verbose_name = "udvalg"
        verbose_name_plural = "udvalg"
        ordering = ["omraade", "kort"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "kort"],
                name="udvalg_kort_i_omraade",
                violation_error_message="Aftaleområdet har allerede et udvalg med det korte navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class BrugerManager(BaseUserManager.from_queryset(BrugerQuerySet)):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower case throughout: so the sign-in library looks an address up."""
        return (email or "").strip().lower()

    def create_user(self, email: str, password: str | None = None, **felter) -> "Bruger":
        bruger = self.model(email=self.normalize_email(email), **felter)
        bruger.set_password(password)
        bruger.save(using=self._db)
        return bruger

    def get_by_natural_key(self, username: str | None) -> "Bruger":
        return self.get(udsteder=LOKAL, email__iexact=username)

    def system(self) -> "Bruger":
        """Return the platform as a person who can be named in `registreret_by`, but never signs in."""
        felter = {"navn": "Systemet", "email": "", "password": "!", "aktiv": False}
        return self.get_or_create(udsteder=SYSTEM, subjekt=SYSTEM, defaults=felter)[0]


def _new_subjekt() -> str:
    return uuid.uuid4().hex


class Bruger(AbstractBaseUser):
    """A person who signs in. Identity is (udsteder, subjekt); the e-mail address is an attribute that may change."""

    udsteder = models.CharField("udsteder", max_length=200, default=LOKAL)
    subjekt = models.CharField("subjekt", max_length=200, default=_new_subjekt)
    email = models.EmailField("e-mail", blank=True)
    navn = models.CharField("navn", max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="administreres af"
    )
    aktiv = models.BooleanField("aktiv", default=True)

    objects = BrugerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["navn"]

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        ordering = ["navn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["udsteder", "subjekt"],
                name="bruger_identitet",
                violation_error_message="Der findes allerede en bruger med denne identitet.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(udsteder=LOKAL),
                name="bruger_lokal_email",
                violation_error_message="Der findes allerede en bruger med denne e-mail.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def is_active(self) -> bool:
        """Django's name for `aktiv`: the sign-in back end asks for it."""
        return self.aktiv


class Rolletildeling(DateretForhold):
    """A person has a role at a party or in a body. A body's member may speak for a party, a deputy for a person."""

    NOEGLE = ("bruger", "rolle", "organisation", "udvalg")

    bruger = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="rolletildelinger", verbose_name="bruger")
    rolle = models.CharField("rolle", max_length=30, choices=[(r.value, r.label) for r in PARTSROLLER + UDVALGSROLLER])
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisation"
    )
    udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, null=True, blank=True, verbose_name="udvalg")
    stedfortraeder_for = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="stedfortræder for"
    )

    objects = RolletildelingQuerySet.as_manager()

    class Meta:
        verbose_name = "rolletildeling"
        verbose_name_plural = "rolletildelinger"
        constraints = [
            dated_unique("rolletildeling_dateret", "bruger", "rolle", valgfri=("organisation", "udvalg")),
            models.CheckConstraint(
                condition=Q(rolle__in=PARTSROLLER, organisation__isnull=False, udvalg__isnull=True)
                | Q(rolle__in=UDVALGSROLLER, udvalg__isnull=False),
                name="rolletildeling_hos_part_eller_i_udvalg",
                violation_error_message="Rollen gives hos en organisation, og en udvalgsrolle i udvalget.",
            ),
            models.CheckConstraint(
                condition=Q(stedfortraeder_for__isnull=True) | ~Q(stedfortraeder_for=models.F("bruger")),
                name="rolletildeling_ikke_egen_stedfortraeder",
                violation_error_message="En person kan ikke være stedfortræder for sig selv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruger}: {Rolle(self.rolle).label}, {self.udvalg or self.organisation}"


class Funktion(models.Model):
    """What tasks and mail belong to: it outlives the people who fill it."""

    class Art(models.TextChoices):
        TAKSTANSVARLIG_BOERN = "takstansvarlig_boern", "takstansvarlig, børn og unge"
        TAKSTANSVARLIG_VOKSNE = "takstansvarlig_voksne", "takstansvarlig, voksne"
        KAPACITETSKOORDINATOR = "kapacitetskoordinator", "kapacitetskoordinator"
        VISITATION = "visitation", "visitation"
        FAKTURA = "faktura", "faktura"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="organisation")
    art = models.CharField("art", max_length=30, choices=Art)
    faelles_postkasse = models.EmailField("fælles postkasse", blank=True)
    telefon = models.CharField("telefon", max_length=40, blank=True)

    class Meta:
        verbose_name = "funktion"
        verbose_name_plural = "funktioner"
        ordering = ["organisation", "art"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "art"],
                name="funktion_en_af_hver_art",
                violation_error_message="Organisationen har allerede denne funktion.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.organisation}"


class Funktionspost(DateretForhold):
    """A person fills a function."""

    NOEGLE = ("funktion", "bruger")

    funktion = models.ForeignKey(Funktion, on_delete=models.PROTECT, related_name="poster", verbose_name="funktion")
    bruger = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="poster", verbose_name="bruger")

    class Meta:
        verbose_name = "funktionspost"
        verbose_name_plural = "funktionsposter"
        constraints = [dated_unique("funktionspost_dateret", "funktion", "bruger")]

    def __str__(self) -> str:
        return f"{self.bruger} som {self.funktion}"


class Kontaktbekraeftelse(models.Model):
    """Someone says that a function's mailbox and people are right. Asked for every half year."""

    funktion = models.ForeignKey(
        Funktion, on_delete=models.PROTECT, related_name="bekraeftelser", verbose_name="funktion"
    )
    bekraeftet_at = models.DateTimeField("bekræftet", default=timezone.now)
    bekraeftet_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="bekræftet af")

    class Meta:
        verbose_name = "kontaktbekræftelse"
        verbose_name_plural = "kontaktbekræftelser"
        ordering = ["-bekraeftet_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.funktion} {self.bekraeftet_at:%d.%m.%Y}"


class Overdragelse(models.Model):
    """A person left, and another took over."""

    fra = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="fra")
    til = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="overtagelser", verbose_name="til")
    overdraget_at = models.DateTimeField("overdraget", default=timezone.now)
    overdraget_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="overdraget af")

    class Meta:
        verbose_name = "overdragelse"
        verbose_name_plural = "overdragelser"
        ordering = ["-overdraget_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(fra=models.F("til")),
                name="overdragelse_til_en_anden",
                violation_error_message="Efterfølgeren skal være en anden person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fra} til {self.til}"
