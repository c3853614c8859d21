"""An agreement, its text version by version, its annexes, and what each party answered."""

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles.models import Fil
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.paategning import both_or_none, signed, signed_later

from .querysets import AftalebilagQuerySet, AftaleQuerySet, AftaletekstQuerySet


class Aftale(models.Model):
    """One rammeaftale: an area and the years it is made for. Its state is derived, see `regler.vedtagelse`."""

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="aftaler", verbose_name="aftaleområde"
    )
    kode = models.SlugField("kode")
    titel = models.CharField("titel", max_length=200)
    fra_aar = models.PositiveSmallIntegerField("første år")
    til_aar = models.PositiveSmallIntegerField("sidste år")
    eksempeldata = models.BooleanField("opfundne svar", default=False, editable=False)

    objects = AftaleQuerySet.as_manager()

    class Meta:
        verbose_name = "aftale"
        verbose_name_plural = "aftaler"
        ordering = ["omraade", "-fra_aar"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "fra_aar"],
                name="aftale_fra_aar",
                violation_error_message="Området har allerede en aftale, der begynder det år.",
            ),
            models.UniqueConstraint(
                fields=["omraade", "kode"],
                name="aftale_kode",
                violation_error_message="Området har allerede en aftale med den kode.",
            ),
            models.CheckConstraint(
                condition=Q(til_aar__gte=F("fra_aar")),
                name="aftale_slutter_efter_start",
                violation_error_message="Aftalens sidste år ligger før dens første.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Aftaletekst(models.Model):
    """One version of the text, whole. A `redaktionel` one leaves the approvals before it standing."""

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="tekster", verbose_name="aftale")
    nr = models.PositiveIntegerField("version")
    note = models.CharField("hvad er ændret", max_length=300)
    redaktionel = models.BooleanField("kun rettelse af sprog", default=False)
    registreret_at, registreret_by = signed("skrevet")
    offentliggjort_at, offentliggjort_by = signed_later("offentliggjort")

    objects = AftaletekstQuerySet.as_manager()

    class Meta:
        verbose_name = "aftaletekst"
        verbose_name_plural = "aftaletekster"
        ordering = ["aftale", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftale", "nr"],
                name="aftaletekst_nr",
                violation_error_message="En anden har lige gemt en ny tekst. Se den, og gem igen.",
            ),
            both_or_none(
                "aftaletekst_offentliggjort_af_nogen",
                "offentliggjort",
                "En offentliggjort tekst har både et tidspunkt og en person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aftale}, version {self.nr}"


class Aftaledel(models.Model):
    """A part of the text: a heading and what stands under it."""

    aftaletekst = models.ForeignKey(
        Aftaletekst, on_delete=models.PROTECT, related_name="dele", verbose_name="aftaletekst"
    )
    nr = models.PositiveSmallIntegerField("nummer")
    niveau = models.PositiveSmallIntegerField("niveau", default=1)
    overskrift = models.CharField("overskrift", max_length=200)
    tekst = models.TextField("tekst", blank=True)

    class Meta:
        verbose_name = "del af aftalen"
        verbose_name_plural = "dele af aftalen"
        ordering = ["aftaletekst", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftaletekst", "nr"],
                name="aftaledel_nr",
                violation_error_message="Teksten har allerede en del med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return self.overskrift


class Aftalebilag(models.Model):
    """An annex. A new file under the same number is a new `udgave`; the earlier ones stay."""

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="bilag", verbose_name="aftale")
    nummer = models.PositiveSmallIntegerField("nummer")
    udgave = models.PositiveSmallIntegerField("udgave")
    titel = models.CharField("titel", max_length=200)
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="fil")
    aaben = models.BooleanField("åbent bilag", default=True)
    registreret_at, registreret_by = signed("lagt ved")

    objects = AftalebilagQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag til aftalen"
        verbose_name_plural = "bilag til aftalen"
        ordering = ["aftale", "nummer", "udgave"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftale", "nummer", "udgave"],
                name="aftalebilag_udgave",
                violation_error_message="En anden har lige lagt en ny udgave af bilaget. Se den, og prøv igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bilag {self.nummer}: {self.titel}"


class Aftalegodkendelse(models.Model):
    """What a party's council answered on a version of the text. Rows are appended: the highest `nr` holds."""

    class Svar(models.TextChoices):
        GODKENDT = "godkendt", "godkendt"
        AFVIST = "afvist", "afvist"

    aftale = models.ForeignKey(Aftale, on_delete=models.PROTECT, related_name="godkendelser", verbose_name="aftale")
    part = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="part")
    nr = models.PositiveIntegerField("svar nummer")
    aftaletekst = models.ForeignKey(Aftaletekst, on_delete=models.PROTECT, related_name="+", verbose_name="om version")
    svar = models.CharField("svar", max_length=10, choices=Svar)
    dato = models.DateField("besluttet")
    beslutning = models.TextField("beslutningens ord", blank=True)
    link = models.URLField("link til beslutningen", blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "godkendelse af aftalen"
        verbose_name_plural = "godkendelser af aftalen"
        ordering = ["aftale", "part", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["aftale", "part", "nr"],
                name="aftalegodkendelse_nr",
                violation_error_message="En anden har lige ført et svar ind for parten. Se det, og prøv igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_svar_display()}"
