"""A matter asked of every party: its questions, and what each party answered, answer by answer."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.models import Aftaleomraade, Funktion, Organisation, Udvalg
from socialaftale.parter.paategning import both_or_none, signed, signed_later
from socialaftale.regler import spoergerunde as regel

from .querysets import SpoergerundeQuerySet, SpoergerundesvarQuerySet


class Spoergerunde(models.Model):
    """One matter. A draft until it is opened; from then on its questions stand, and the parties answer."""

    class Spurgte(models.TextChoices):
        KOMMUNER = "kommuner", "kommunerne"
        PARTER = "parter", "kommunerne og regionen"

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="spoergerunder", verbose_name="aftaleområde"
    )
    titel = models.CharField("titel", max_length=150)
    baggrund = models.TextField("baggrund", blank=True)
    ejer = models.CharField("hvem har opgaven", max_length=150)
    spurgte = models.CharField("hvem spørges", max_length=10, choices=Spurgte)
    funktion = models.CharField("gennem funktionen", max_length=30, choices=Funktion.Art)
    frist = models.DateField("svar senest")
    tilbage_til = models.ForeignKey(
        Udvalg, on_delete=models.PROTECT, related_name="+", verbose_name="svarene går tilbage til"
    )
    oprettet_at, oprettet_by = signed("oprettet")
    aabnet_at, aabnet_by = signed_later("åbnet")
    offentliggjort_at, offentliggjort_by = signed_later("offentliggjort")
    eksempeldata = models.BooleanField("opfundne svar", default=False, editable=False)

    objects = SpoergerundeQuerySet.as_manager()

    class Meta:
        verbose_name = "spørgerunde"
        verbose_name_plural = "spørgerunder"
        ordering = ["-frist", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "titel"],
                name="spoergerunde_titel",
                violation_error_message="Området har allerede en spørgerunde med den titel.",
            ),
            both_or_none(
                "spoergerunde_aabnet_af_nogen", "aabnet", "En åbnet spørgerunde har både et tidspunkt og en person."
            ),
            models.CheckConstraint(
                condition=Q(offentliggjort_at__isnull=True, offentliggjort_by__isnull=True)
                | Q(offentliggjort_at__isnull=False, offentliggjort_by__isnull=False, aabnet_at__isnull=False),
                name="spoergerunde_offentliggjort_af_nogen",
                violation_error_message="Kun en åbnet spørgerunde offentliggøres, med både et tidspunkt og en person.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Spoergsmaal(models.Model):
    """One question of a round. `muligheder` has a line for each answer that can be chosen."""

    class Art(models.TextChoices):
        JA_NEJ = "ja_nej", "ja eller nej"
        TAL = "tal", "et tal"
        VALG = "valg", "et valg mellem flere"
        TEKST = "tekst", "en kort tekst"

    runde = models.ForeignKey(
        Spoergerunde, on_delete=models.CASCADE, related_name="spoergsmaal", verbose_name="spørgerunde"
    )
    nr = models.PositiveSmallIntegerField("nummer")
    tekst = models.CharField("spørgsmål", max_length=300)
    art = models.CharField("svaret er", max_length=10, choices=Art)
    muligheder = models.TextField("muligheder", blank=True)
    enhed = models.CharField("enhed", max_length=40, blank=True)
    skal = models.BooleanField("skal besvares", default=True)

    class Meta:
        verbose_name = "spørgsmål"
        verbose_name_plural = "spørgsmål"
        ordering = ["runde", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "nr"],
                name="spoergsmaal_nr",
                violation_error_message="En anden har lige lagt et spørgsmål til. Prøv igen.",
            ),
            models.CheckConstraint(
                condition=~Q(art="valg") | ~Q(muligheder=""),
                name="spoergsmaal_valg_har_muligheder",
                violation_error_message="Skriv de svar, der kan vælges mellem.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def regel(self) -> regel.Spoergsmaal:
        """The question as `regler.spoergerunde` reads it."""
        return regel.Spoergsmaal(self.tekst, regel.Art(self.art), tuple(self.muligheder.splitlines()), self.enhed)


class Spoergerundesvar(models.Model):
    """What a party answered. Rows are appended: the highest `nr` holds, and the earlier ones stay."""

    runde = models.ForeignKey(Spoergerunde, on_delete=models.PROTECT, related_name="svar", verbose_name="spørgerunde")
    part = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="part")
    nr = models.PositiveIntegerField("svar nummer")
    registreret_at, registreret_by = signed("svaret")

    objects = SpoergerundesvarQuerySet.as_manager()

    class Meta:
        verbose_name = "svar i en spørgerunde"
        verbose_name_plural = "svar i spørgerunder"
        ordering = ["runde", "part", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "part", "nr"],
                name="spoergerundesvar_nr",
                violation_error_message="En anden har lige svaret for parten. Se svaret, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.runde}"


class Spoergsmaalssvar(models.Model):
    """The answer to one question: `ja`, `nej`, a choice, a text, or a number written with a dot. Empty is not known."""

    svar = models.ForeignKey(Spoergerundesvar, on_delete=models.PROTECT, related_name="linjer", verbose_name="svar")
    spoergsmaal = models.ForeignKey(Spoergsmaal, on_delete=models.PROTECT, related_name="+", verbose_name="spørgsmål")
    vaerdi = models.CharField("svar", max_length=1000, blank=True)

    class Meta:
        verbose_name = "svar på et spørgsmål"
        verbose_name_plural = "svar på spørgsmål"
        ordering = ["svar", "spoergsmaal"]
        constraints = [
            models.UniqueConstraint(
                fields=["svar", "spoergsmaal"],
                name="spoergsmaalssvar_et",
                violation_error_message="Spørgsmålet er allerede besvaret her.",
            ),
        ]

    def __str__(self) -> str:
        return self.vaerdi


class Spoergerundebesked(models.Model):
    """A mail about a round was written to someone. `noegle` says which one, so that it is written once."""

    runde = models.ForeignKey(
        Spoergerunde, on_delete=models.PROTECT, related_name="beskeder", verbose_name="spørgerunde"
    )
    noegle = models.CharField("hvilken besked", max_length=160)
    besked = models.OneToOneField(Udgaaende, on_delete=models.PROTECT, related_name="+", verbose_name="udgående besked")

    class Meta:
        verbose_name = "besked om en spørgerunde"
        verbose_name_plural = "beskeder om spørgerunder"
        ordering = ["runde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["runde", "noegle"],
                name="spoergerundebesked_en_gang",
                violation_error_message="Beskeden er allerede skrevet.",
            ),
        ]

    def __str__(self) -> str:
        return self.noegle
