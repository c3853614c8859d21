"""How each driftsherre has arranged its reporting, and what a body has asked it to adjust."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.dateret import DateretRaekke, dated_unique
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.paategning import signed_later
from socialaftale.tilbud.models import Tilbud


class Arbejdsgang(DateretRaekke):
    """A driftsherre's own way of keeping its free places true, from a day on, told so that others can compare."""

    NOEGLE = ("driftsherre",)

    class Kanal(models.TextChoices):
        LINK = "link", "linket i mailen"
        SIDE = "side", "siden her"
        ARK = "ark", "regneark for flere på én gang"
        KILDE = "kilde", "eget fagsystem"
        TELEFON = "telefon", "telefon til en, der skriver det ind"

    driftsherre = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="arbejdsgange", verbose_name="driftsherre"
    )
    hvem = models.CharField("hvem melder", max_length=200)
    hvor_tit = models.CharField("hvor tit", max_length=100)
    kanal = models.CharField("ad hvilken vej", max_length=10, choices=Kanal)
    opfoelgning = models.CharField("hvad sker der, når en afdeling ikke svarer", max_length=300, blank=True)

    class Meta:
        verbose_name = "arbejdsgang"
        verbose_name_plural = "arbejdsgange"
        constraints = [
            dated_unique("arbejdsgang_dateret", "driftsherre"),
            models.CheckConstraint(
                condition=Q(kanal__in=["link", "side", "ark", "kilde", "telefon"]),
                name="arbejdsgang_kanal",
                violation_error_message="Vælg, ad hvilken vej der meldes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driftsherre}: {self.hvem}"


class Tilpasning(models.Model):
    """A task to a driftsherre: see whether a tilbud can be adjusted to what is in demand. It is answered once."""

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="tilpasninger", verbose_name="tilbud")
    driftsherre = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="driftsherre")
    tekst = models.CharField("hvad der skal overvejes", max_length=500)
    frist = models.DateField("svar senest", null=True, blank=True)
    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluttet ved"
    )
    oprettet_at = models.DateTimeField("oprettet", default=tid.now, editable=False)
    oprettet_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="oprettet af", editable=False
    )
    svar = models.CharField("svar", max_length=500, blank=True)
    besvaret_at, besvaret_by = signed_later("besvaret")

    class Meta:
        verbose_name = "tilpasning"
        verbose_name_plural = "tilpasninger"
        ordering = ["-oprettet_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(svar="", besvaret_at__isnull=True, besvaret_by__isnull=True)
                | ~Q(svar="") & Q(besvaret_at__isnull=False, besvaret_by__isnull=False),
                name="tilpasning_svar_med_hvem_og_hvornaar",
                violation_error_message="Et svar har en tekst, et tidspunkt og en person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tilbud}: {self.tekst[:40]}"
