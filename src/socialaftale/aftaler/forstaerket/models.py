"""Det forstærkede samarbejde: the panel, the cases on entering and leaving, its assessments, and the yearly reports.

Which tilbud are in it, and from when, stands in the register alone (`Stamfakta.forstaerket_samarbejde`).
"""

from django.db import models

from socialaftale.parter.dateret import DateretForhold, dated_unique
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.paategning import both_or_none, signed, signed_later
from socialaftale.regler.forstaerket import Svar
from socialaftale.tilbud.models import Tilbud

from .querysets import SamarbejdssagQuerySet

EMNE = "forstaerket-samarbejde"
SVAR = [(Svar.JA.value, "ja"), (Svar.DELVIST.value, "delvist"), (Svar.NEJ.value, "nej")]


class Panelmedlem(DateretForhold):
    """An organisation has a seat on the expert panel with a function, from a day until it ends."""

    NOEGLE = ("omraade", "organisation", "funktion")

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="panelmedlemmer", verbose_name="aftaleområde"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="organisation"
    )
    funktion = models.CharField("funktion", max_length=100)

    class Meta:
        verbose_name = "medlem af ekspertpanelet"
        verbose_name_plural = "medlemmer af ekspertpanelet"
        constraints = [dated_unique("panelmedlem_dateret", "omraade", "organisation", "funktion")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.funktion}"


class Samarbejdssag(models.Model):
    """A tilbud is proposed for the cooperation, or it is announced that it leaves. `fra` is the first day of it."""

    class Slags(models.TextChoices):
        INDMELDING = "indmelding", "indmelding"
        UDTRAEDEN = "udtraeden", "udtræden"

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="samarbejdssager", verbose_name="aftaleområde"
    )
    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="samarbejdssager", verbose_name="tilbud")
    kode = models.SlugField("kode", unique=True)
    slags = models.CharField("slags", max_length=10, choices=Slags)
    meldt_af = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="meldt af")
    meldt = models.DateField("meldt den")
    fra = models.DateField("gælder fra")
    begrundelse = models.TextField("begrundelse")
    registreret_at, registreret_by = signed("registreret")
    trukket_at, trukket_by = signed_later("trukket tilbage", "trukket af")
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    objects = SamarbejdssagQuerySet.as_manager()

    class Meta:
        verbose_name = "sag i det forstærkede samarbejde"
        verbose_name_plural = "sager i det forstærkede samarbejde"
        ordering = ["omraade", "-meldt", "pk"]
        constraints = [
            both_or_none(
                "samarbejdssag_trukket_af_nogen",
                "trukket",
                "En sag, der er trukket tilbage, har både et tidspunkt og en person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slags_display().capitalize()}: {self.kode}"

    @property
    def er_indmelding(self) -> bool:
        return self.slags == self.Slags.INDMELDING


class Kriterievurdering(models.Model):
    """What the panel says of one criterion, and why. Rows are appended: the highest `nr` of a criterion holds."""

    sag = models.ForeignKey(Samarbejdssag, on_delete=models.PROTECT, related_name="vurderinger", verbose_name="sag")
    kriterium = models.SlugField("kriterium")
    nr = models.PositiveIntegerField("nummer")
    svar = models.CharField("opfyldt", max_length=10, choices=SVAR)
    begrundelse = models.CharField("begrundelse", max_length=1000)
    registreret_at, registreret_by = signed("skrevet")

    class Meta:
        verbose_name = "vurdering af et kriterium"
        verbose_name_plural = "vurderinger af kriterier"
        ordering = ["sag", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["sag", "kriterium", "nr"],
                name="kriterievurdering_nr",
                violation_error_message="En anden har lige vurderet kriteriet. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kriterium}: {self.get_svar_display()}"


class Samarbejdsrapport(models.Model):
    """A driftsherre's report on a year: words alone, for the figures are the register's. The highest `nr` holds."""

    tilbud = models.ForeignKey(
        Tilbud, on_delete=models.PROTECT, related_name="samarbejdsrapporter", verbose_name="tilbud"
    )
    aar = models.PositiveSmallIntegerField("år")
    nr = models.PositiveIntegerField("nummer")
    efterspoergsel = models.TextField("hvordan har efterspørgslen været, og hvad venter I?")
    kompetencer = models.TextField("hvad gør I for at holde på kompetencerne?")
    baeredygtighed = models.TextField("kan tilbuddet bære sig de næste år?")
    beder_om_indsats = models.BooleanField("beder om en tidlig fælles indsats", default=False)
    registreret_at, registreret_by = signed("sendt")

    class Meta:
        verbose_name = "årsrapport i det forstærkede samarbejde"
        verbose_name_plural = "årsrapporter i det forstærkede samarbejde"
        ordering = ["tilbud", "aar", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["tilbud", "aar", "nr"],
                name="samarbejdsrapport_nr",
                violation_error_message="En anden har lige sendt en rapport. Se den, og send igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Årsrapport {self.aar}"
