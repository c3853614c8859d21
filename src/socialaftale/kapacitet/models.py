"""Facts on free places: what an afdeling reports, what it has promised, and the link that lets it report."""

import uuid

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.faelles.models import Udgaaende, Uforanderlig
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.dateret import DateretForhold, DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.tilbud.models import Afdeling

from .belaegning.models import Belaegningsprognose, Maanedsbelaegning  # noqa: F401 - Django finds them here
from .fravaer.models import Lederfravaer  # noqa: F401
from .kilde.models import Kildesystem  # noqa: F401 - and this
from .ophold.models import Ophold, Opholdsskridt  # noqa: F401
from .overblik.models import Arbejdsgang, Tilpasning  # noqa: F401
from .reservation.models import Afslagstal, Reservation, Reservationsvalg  # noqa: F401 - Django finds these here
from .undergruppe.models import Pladsbehov, Undergruppe, Undergruppefakta, Undergruppetal  # noqa: F401

FLEST_PLADSER = 999
LAENGSTE_RYTME = 92  # a quarter: what is confirmed less often is no news


LUKKET_FORDI = ["ombygning", "bemanding", "sammensaetning", "afvikles", "andet"]


class Ledigmelding(Uforanderlig):
    """What an afdeling reported, once. The latest `observeret_at` that has passed counts; see `regler.ledighed`."""

    class Svar(models.TextChoices):
        LEDIG = "ledig", "ledig plads"
        IKKE_LEDIG = "ikke_ledig", "ingen ledig plads"
        UBEMANDET = "ubemandet", "ledig, men ikke bemandet"
        RESERVERET = "reserveret", "reserveret"
        VURDERING = "vurdering", "kræver en vurdering"
        LUKKET = "lukket", "lukket for nye"

    class Lukket(models.TextChoices):
        OMBYGNING = "ombygning", "ombygning"
        BEMANDING = "bemanding", "mangler medarbejdere"
        SAMMENSAETNING = "sammensaetning", "hensyn til dem, der bor her"
        AFVIKLES = "afvikles", "tilbuddet afvikles"
        ANDET = "andet", "andet"

    class Kilde(models.TextChoices):
        LINK = "link", "linket i mailen"
        SIDE = "side", "siden"
        ARK = "ark", "indsat fra regneark"
        API = "api", "kildesystem"
        FIL = "fil", "fil fra kildesystem"

    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.PROTECT, related_name="ledigmeldinger", verbose_name="afdeling"
    )
    klient_id = models.UUIDField("afsenderens id", unique=True, default=uuid.uuid4)
    svar = models.CharField("svar", max_length=20, choices=Svar)
    aarsag = models.CharField("lukket på grund af", max_length=20, blank=True, choices=Lukket)
    ledig_fra = models.DateField("ledig fra", null=True, blank=True)
    tilbudt = models.PositiveSmallIntegerField("pladser, der kan besættes")
    observeret_at = models.DateTimeField("gjaldt")
    kilde = models.CharField("meldt gennem", max_length=10, choices=Kilde)
    bekraeftet_af = models.CharField("bekræftet af", max_length=200)
    registreret_at = models.DateTimeField("registreret", default=tid.now, editable=False)
    registreret_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="registreret af", editable=False
    )

    class Meta:
        verbose_name = "ledigmelding"
        verbose_name_plural = "ledigmeldinger"
        ordering = ["-observeret_at", "-klient_id"]
        indexes = [models.Index(fields=["afdeling", "-observeret_at", "-klient_id"], name="ledigmelding_nyeste")]
        constraints = [
            models.CheckConstraint(
                condition=Q(svar__in=["ledig", "ikke_ledig", "ubemandet", "reserveret", "vurdering", "lukket"]),
                name="ledigmelding_svar",
                violation_error_message="Svar, om der er en ledig plads: ja eller nej.",
            ),
            models.CheckConstraint(
                condition=Q(svar="lukket", aarsag__in=LUKKET_FORDI) | ~Q(svar="lukket") & Q(aarsag=""),
                name="ledigmelding_lukket_med_aarsag",
                violation_error_message="Er der lukket for nye, så vælg hvorfor.",
            ),
            models.CheckConstraint(
                condition=Q(svar="ledig", tilbudt__gte=1, tilbudt__lte=FLEST_PLADSER) | ~Q(svar="ledig") & Q(tilbudt=0),
                name="ledigmelding_tilbudt_som_svaret",
                violation_error_message="Et ja er mindst 1 plads og højst 999, og et nej er 0.",
            ),
            models.CheckConstraint(
                condition=Q(svar="ledig") | Q(ledig_fra__isnull=True),
                name="ledigmelding_dato_kun_ved_ledig",
                violation_error_message="En dato for, hvornår pladsen er ledig, hører til et ja.",
            ),
            models.CheckConstraint(
                condition=Q(kilde__in=["link", "side", "ark", "api", "fil"]),
                name="ledigmelding_kilde",
                violation_error_message="Meldingen skal komme ad en af de veje, platformen kender.",
            ),
            models.CheckConstraint(
                condition=Q(observeret_at__lte=F("registreret_at")),
                name="ledigmelding_ikke_fra_fremtiden",
                violation_error_message="Det, der meldes, kan ikke først gælde senere. Ret uret, og meld igen.",
            ),
            models.CheckConstraint(
                condition=~Q(bekraeftet_af=""),
                name="ledigmelding_bekraeftet_af_nogen",
                violation_error_message="Der skal stå, hvem der har bekræftet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afdeling}: {self.get_svar_display()}"

    @property
    def svar_navn(self) -> str:
        return self.get_svar_display()

    @property
    def aarsag_navn(self) -> str:
        return self.get_aarsag_display()


class Meldefortrydelse(Uforanderlig):
    """A report was taken back by the one who made it, within ten minutes. It counts for nothing from then on."""

    melding = models.OneToOneField(
        Ledigmelding, on_delete=models.PROTECT, related_name="fortrydelse", verbose_name="melding"
    )
    fortrudt_at = models.DateTimeField("fortrudt", default=tid.now, editable=False)
    fortrudt_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="fortrudt af", editable=False
    )

    class Meta:
        verbose_name = "meldefortrydelse"
        verbose_name_plural = "meldefortrydelser"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.melding} fortrudt"


class Meldeaftale(DateretRaekke):
    """What an afdeling has promised from a day on: how often it confirms, who answers, and whether all may see it."""

    NOEGLE = ("afdeling",)

    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.PROTECT, related_name="meldeaftaler", verbose_name="afdeling"
    )
    rytme_dage = models.PositiveSmallIntegerField("bekræftes mindst hver (dage)", default=30)
    telefon = models.CharField("telefon", max_length=40, blank=True)
    vises = models.BooleanField("ja eller nej vises for alle", default=False)
    leder = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="leder, der svarer"
    )
    stedfortraeder = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="stedfortræder"
    )
    postkasse = models.EmailField("fælles postkasse, der svarer", blank=True)

    class Meta:
        verbose_name = "meldeaftale"
        verbose_name_plural = "meldeaftaler"
        constraints = [
            dated_unique("meldeaftale_dateret", "afdeling"),
            models.CheckConstraint(
                condition=Q(rytme_dage__gte=1, rytme_dage__lte=LAENGSTE_RYTME),
                name="meldeaftale_rytme",
                violation_error_message=f"Rytmen er mellem 1 og {LAENGSTE_RYTME} dage.",
            ),
            models.CheckConstraint(
                condition=Q(stedfortraeder__isnull=True) | ~Q(stedfortraeder=F("leder")),
                name="meldeaftale_stedfortraeder_er_en_anden",
                violation_error_message="Stedfortræderen skal være en anden end lederen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afdeling}: hver {self.rytme_dage}. dag"


class Kapacitetsvalg(DateretForhold):
    """A part of the capacity platform that an agreement area has switched on; `ophoert` switches it off again."""

    NOEGLE = ("omraade", "valg")

    class Valg(models.TextChoices):
        TAL = "tal", "antal ledige pladser"
        TILSTANDE = "tilstande", "flere svar end ja og nej"
        ANMODNINGER = "anmodninger", "anmodninger om en plads"
        RESERVATIONER = "reservationer", "reservationer"
        BELAEGNING = "belaegning", "belægning"
        PROGNOSE = "prognose", "prognose"

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    valg = models.CharField("valg", max_length=20, choices=Valg)
    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluttet ved"
    )

    class Meta:
        verbose_name = "kapacitetsvalg"
        verbose_name_plural = "kapacitetsvalg"
        constraints = [
            dated_unique("kapacitetsvalg_dateret", "omraade", "valg"),
            models.CheckConstraint(
                condition=Q(valg__in=["tal", "tilstande", "anmodninger", "reservationer", "belaegning", "prognose"]),
                name="kapacitetsvalg_valg",
                violation_error_message="Der er ikke noget at slå til med det navn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.omraade}: {self.get_valg_display()}"


class Meldebrev(models.Model):
    """A mail about free places was written to an address: at most one a day, whatever waits."""

    dag = models.DateField("dag")
    adresse = models.EmailField("adresse")
    besked = models.OneToOneField(Udgaaende, on_delete=models.PROTECT, related_name="+", verbose_name="udgående besked")

    class Meta:
        verbose_name = "meldebrev"
        verbose_name_plural = "meldebreve"
        ordering = ["-dag", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["adresse", "dag"],
                name="meldebrev_et_om_dagen",
                violation_error_message="Der er allerede skrevet til adressen i dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adresse} {self.dag:%d.%m.%Y}"


class Meldelink(models.Model):
    """A link in a mail: it lets whoever has it report once, for one afdeling and in one name. Kept as a hash only."""

    token_sha256 = models.CharField("SHA-256 af nøglen", max_length=64, unique=True)
    afdeling = models.ForeignKey(Afdeling, on_delete=models.PROTECT, related_name="meldelinks", verbose_name="afdeling")
    i_navn = models.CharField("i hvis navn", max_length=200)
    bruger = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sendt til"
    )
    klient_id = models.UUIDField("meldingens id", unique=True, default=uuid.uuid4)
    oprettet_at = models.DateTimeField("oprettet", default=tid.now)
    udloeber_at = models.DateTimeField("udløber")
    melding = models.OneToOneField(
        Ledigmelding, on_delete=models.PROTECT, null=True, blank=True, related_name="link", verbose_name="melding"
    )
    brev = models.ForeignKey(
        Meldebrev, on_delete=models.PROTECT, null=True, blank=True, related_name="links", verbose_name="sendt i"
    )
    fejl_meldt_at = models.DateTimeField("forkert oplysning meldt", null=True, blank=True)

    class Meta:
        verbose_name = "meldelink"
        verbose_name_plural = "meldelinks"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(udloeber_at__gt=F("oprettet_at")),
                name="meldelink_udloeber_efter_start",
                violation_error_message="Linket skal udløbe, efter det er sendt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afdeling} i {self.i_navn}s navn"
