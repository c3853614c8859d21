"""A takst year's round. Rows are appended: dates that move, a report that is sent again and an explanation that is
written anew are new rows, so the newest says how it is, and the older ones how it was.
"""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.felter import BeloebField, SkaleretField
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.paategning import signed

from ..querysets import IndsendelseQuerySet, IndsendtlinjeQuerySet


class Takstrunde(models.Model):
    """The reports of a takst year are open in an agreement area, under the rule set named."""

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    aar = models.PositiveSmallIntegerField("takstår")
    regelsaet_id = models.CharField("regelsæt", max_length=80)
    regelsaet_sha256 = models.CharField("SHA-256 af regelsættet", max_length=64)
    aabnet_at, aabnet_by = signed("åbnet")

    class Meta:
        verbose_name = "takstrunde"
        verbose_name_plural = "takstrunder"
        ordering = ["omraade", "aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "aar"],
                name="takstrunde_en_pr_aar",
                violation_error_message="Takstrunden er allerede åbnet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Takster {self.aar}"


class Rundedatoer(models.Model):
    """The dates of a round as they were set; the highest `nr` holds. When the meetings are stands with the meetings.

    `frist` is the last day of reporting: it runs to its end in Copenhagen.
    """

    runde = models.ForeignKey(Takstrunde, on_delete=models.PROTECT, related_name="datoer", verbose_name="takstrunde")
    nr = models.PositiveIntegerField("version")
    budget_vedtaget = models.DateField("budgetterne er vedtaget")
    frist = models.DateField("frist for indberetning")
    gennemgang = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="møde, der gennemgår"
    )
    indstilling = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="møde, der indstiller"
    )
    afgoerelse = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="møde, der afgør"
    )
    grund = models.CharField("grund til ændringen", max_length=300, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "rundens datoer"
        verbose_name_plural = "rundernes datoer"
        ordering = ["runde", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "nr"],
                name="rundedatoer_nr",
                violation_error_message="En anden har lige flyttet datoerne. Se dem, og gem igen.",
            ),
            models.CheckConstraint(
                condition=Q(nr=1) | ~Q(grund=""),
                name="rundedatoer_aendring_har_grund",
                violation_error_message="Skriv, hvorfor datoerne flyttes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.runde}, datoer {self.nr}"


class Indsendelse(models.Model):
    """A tilbud's report as it was submitted: frozen, with its hash and a receipt.

    `kort` is the report as those who review may see it, every takst filled in; `fund` what the checks say about the
    tilbud as a whole or one of its calculations (those on a line stand with the line), `steder` the hash of what stands
    there, by calculation ("" is the tilbud). `driftsherre` is who ran the tilbud then. `gaelder_fra` is later than
    1 January where takster change within the year.
    """

    runde = models.ForeignKey(
        Takstrunde, on_delete=models.PROTECT, related_name="indsendelser", verbose_name="takstrunde"
    )
    indberetning = models.ForeignKey(
        "takster.Tilbudsindberetning",
        on_delete=models.PROTECT,
        related_name="indsendelser",
        verbose_name="indberetning",
    )
    version = models.OneToOneField(
        "takster.Indberetningsversion", on_delete=models.PROTECT, related_name="indsendelse", verbose_name="version"
    )
    nr = models.PositiveIntegerField("indsendt som nummer")
    driftsherre = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    kvittering = models.CharField("kvittering", max_length=20, unique=True)
    kort = models.JSONField("den korte indberetning")
    kort_sha256 = models.CharField("SHA-256 af den korte indberetning", max_length=64)
    fund = models.JSONField("kontrollernes fund", default=list)
    steder = models.JSONField("hash af beregninger og tilbud")
    frist = models.DateField("frist, da den blev indsendt")
    gaelder_fra = models.DateField("gælder fra")
    foreloebig = models.BooleanField("foreløbig, før budgettet er vedtaget", default=False)
    godkendt_af = models.CharField("godkendt af", max_length=200, blank=True)
    indsendt_at, indsendt_by = signed("indsendt")

    objects = IndsendelseQuerySet.as_manager()

    class Meta:
        verbose_name = "indsendelse"
        verbose_name_plural = "indsendelser"
        ordering = ["indberetning", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["indberetning", "nr"],
                name="indsendelse_nr",
                violation_error_message="En anden har lige indsendt tilbuddet. Genindlæs siden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indberetning}, indsendt {self.nr}"


class Indsendtlinje(models.Model):
    """One line of a submitted report, as review, decision and takstbilag read it. Amounts are kroner per `enhed`.

    `indhold_sha256` is the hash of what a buyer is told about the line: remarks, explanations and approvals hold for
    it, in every later version where it is the same. `alvor` is the gravest finding on the line, its calculation or its
    tilbud, 0 for `fejl` to 4 for none. `lovgrundlag` is empty where the register does not say which of several it is.
    """

    indsendelse = models.ForeignKey(
        Indsendelse, on_delete=models.PROTECT, related_name="linjer", verbose_name="indsendelse"
    )
    nr = models.PositiveSmallIntegerField("linje nummer")
    beregning = models.CharField("beregning", max_length=80)
    beregning_navn = models.CharField("afdeling", max_length=200)
    art = models.CharField("art", max_length=16)
    lovgrundlag = models.CharField("lovgrundlag", max_length=40, blank=True)
    linje = models.CharField("linje-id", max_length=80)
    navn = models.CharField("takstlinje", max_length=200)
    type = models.CharField("type", max_length=16)
    enhed = models.CharField("enhed", max_length=16)
    takst_kr = BeloebField("takst", null=True)
    forrige_kr = BeloebField("takst sidste år", null=True)
    aendring_procent = SkaleretField("ændring i procent", null=True)
    pladser = SkaleretField("pladser", null=True)
    belaegning_procent = SkaleretField("belægning i taksten", null=True)
    overhead_procent = SkaleretField("overhead", null=True)
    kr_pr_ata_time = BeloebField("kroner pr. ATA-time", null=True)
    indhold_sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    fund = models.JSONField("kontrollernes fund", default=list)
    alvor = models.PositiveSmallIntegerField("alvorligste fund")
    aabne = models.PositiveSmallIntegerField("fund, der kræver noget")
    uden_spoergsmaal = models.BooleanField("kan gå igennem uden spørgsmål", default=False)

    objects = IndsendtlinjeQuerySet.as_manager()

    class Meta:
        verbose_name = "indsendt linje"
        verbose_name_plural = "indsendte linjer"
        ordering = ["indsendelse", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["indsendelse", "linje"],
                name="indsendtlinje_en_gang",
                violation_error_message="Linjen står allerede i indsendelsen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.navn} ({self.indsendelse})"


class Budgetbekraeftelse(models.Model):
    """The budget is adopted, and a provisional report stands unchanged."""

    indsendelse = models.OneToOneField(
        Indsendelse, on_delete=models.PROTECT, related_name="budgetbekraeftelse", verbose_name="indsendelse"
    )
    bekraeftet_at, bekraeftet_by = signed("bekræftet")

    class Meta:
        verbose_name = "budgetbekræftelse"
        verbose_name_plural = "budgetbekræftelser"

    def __str__(self) -> str:
        return f"{self.indsendelse} uændret efter budgetvedtagelse"


class Erklaering(models.Model):
    """What a driftsherre states about its round: that nothing more comes, that it has nothing to report, or not yet."""

    class Art(models.TextChoices):
        FAERDIG = "faerdigmeldt", "færdigmeldt"
        NUL = "nul", "har intet at indberette"
        FORTRUDT = "fortrudt", "åbnet igen"

    runde = models.ForeignKey(
        Takstrunde, on_delete=models.PROTECT, related_name="erklaeringer", verbose_name="takstrunde"
    )
    driftsherre = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    art = models.CharField("erklæring", max_length=12, choices=Art)
    tekst = models.CharField("bemærkning", max_length=300, blank=True)
    afgivet_at, afgivet_by = signed("afgivet")

    class Meta:
        verbose_name = "erklæring"
        verbose_name_plural = "erklæringer"
        ordering = ["runde", "driftsherre", "afgivet_at", "pk"]

    def __str__(self) -> str:
        return f"{self.driftsherre}: {self.get_art_display()} ({self.runde})"


class Forklaring(models.Model):
    """The driftsherre's answer to one finding: a text, or the day it comes. It holds for the content it was given on.

    `beregning` and `linje` say where the finding is (both empty: the tilbud); the newest row on a place holds.
    """

    indberetning = models.ForeignKey(
        "takster.Tilbudsindberetning",
        on_delete=models.PROTECT,
        related_name="forklaringer",
        verbose_name="indberetning",
    )
    kontrol = models.CharField("kontrol", max_length=12)
    beregning = models.CharField("beregning", max_length=80, blank=True)
    linje = models.CharField("linje-id", max_length=80, blank=True)
    felt = models.CharField("felt", max_length=120, blank=True)
    indhold_sha256 = models.CharField("SHA-256 af indholdet", max_length=64)
    tekst = models.TextField("forklaring", blank=True)
    eftersendes_senest = models.DateField("eftersendes senest", null=True, blank=True)
    skrevet_at, skrevet_by = signed("skrevet")

    class Meta:
        verbose_name = "forklaring"
        verbose_name_plural = "forklaringer"
        ordering = ["indberetning", "skrevet_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(eftersendes_senest__isnull=True) & ~Q(tekst=""))
                | Q(eftersendes_senest__isnull=False, tekst=""),
                name="forklaring_nu_eller_senere",
                violation_error_message="Skriv forklaringen, eller vælg den dag, den kommer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kontrol}: {self.indberetning}"


class Feltkladde(models.Model):
    """What somebody has typed in a field of a report's form and not saved in a version: the desk, not the archive.

    It is written over, and gone once the form is saved. `nr` counts how often the field was written, so that two who
    type in the same field are both shown.
    """

    indberetning = models.ForeignKey(
        "takster.Tilbudsindberetning",
        on_delete=models.CASCADE,
        related_name="feltkladder",
        verbose_name="indberetning",
    )
    felt = models.CharField("felt", max_length=200)
    tekst = models.TextField("det, der er skrevet", blank=True)
    nr = models.PositiveIntegerField("gange skrevet", default=1)
    gemt_at, gemt_by = signed("gemt")

    class Meta:
        verbose_name = "feltkladde"
        verbose_name_plural = "feltkladder"
        ordering = ["indberetning", "felt"]
        constraints = [
            models.UniqueConstraint(
                fields=["indberetning", "felt"],
                name="feltkladde_en_pr_felt",
                violation_error_message="En anden har lige skrevet i feltet. Se begge værdier, og vælg.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.felt}: {self.indberetning}"


class Rundebesked(models.Model):
    """A mail about a round was written to someone. `noegle` says which one, so that it is written once."""

    runde = models.ForeignKey(Takstrunde, on_delete=models.PROTECT, related_name="beskeder", verbose_name="takstrunde")
    noegle = models.CharField("hvilken besked", max_length=160)
    besked = models.OneToOneField(
        "faelles.Udgaaende", on_delete=models.PROTECT, related_name="+", verbose_name="udgående besked"
    )

    class Meta:
        verbose_name = "rundebesked"
        verbose_name_plural = "rundebeskeder"
        ordering = ["runde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "noegle"],
                name="rundebesked_en_gang",
                violation_error_message="Beskeden er allerede sendt.",
            ),
        ]

    def __str__(self) -> str:
        return self.noegle
