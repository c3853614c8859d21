"""The library: what the parties made together, version by version, with the decision that approved each."""

from django.db import models
from django.db.models import Q

from socialaftale.faelles.models import Fil
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.paategning import signed

from ..indsats.models import Leverance, Produkt
from .querysets import BiblioteksproduktQuerySet, ProduktversionQuerySet


class Biblioteksprodukt(models.Model):
    """Something that is to be found again and used: a kommissorium, a guide, a report, a template."""

    class Art(models.TextChoices):
        KOMMISSORIUM = "kommissorium", "kommissorium"
        VEJLEDNING = "vejledning", "vejledning"
        RAPPORT = "rapport", "rapport"
        SKABELON = "skabelon", "skabelon"
        PJECE = "pjece", "pjece"
        ANDET = "andet", "andet"

    omraade = models.ForeignKey(
        Aftaleomraade, on_delete=models.PROTECT, related_name="biblioteksprodukter", verbose_name="aftaleområde"
    )
    titel = models.CharField("titel", max_length=150)
    art = models.CharField("art", max_length=14, choices=Art)
    om = models.TextField("hvad det er til", blank=True)
    leverance = models.ForeignKey(
        Leverance, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fra leverancen"
    )
    oprettet_at, oprettet_by = signed("oprettet")
    udgaar = models.DateField("udgår", null=True, editable=False)
    udgaar_fordi = models.CharField("hvorfor det udgår", max_length=300, blank=True, editable=False)
    eksempeldata = models.BooleanField("opfundet", default=False, editable=False)

    objects = BiblioteksproduktQuerySet.as_manager()

    class Meta:
        verbose_name = "produkt i biblioteket"
        verbose_name_plural = "produkter i biblioteket"
        ordering = ["omraade", "art", "titel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "titel"],
                name="biblioteksprodukt_titel",
                violation_error_message="Biblioteket har allerede et produkt med den titel. Læg en version ind på det.",
            ),
            models.CheckConstraint(
                condition=Q(udgaar__isnull=True, udgaar_fordi="") | (Q(udgaar__isnull=False) & ~Q(udgaar_fordi="")),
                name="biblioteksprodukt_udgaar_med_grund",
                violation_error_message="Skriv, hvorfor produktet udgår.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Produktversion(models.Model):
    """A version: a file here, or an address elsewhere. `afleveret` is the issue of the deliverable that it is."""

    produkt = models.ForeignKey(
        Biblioteksprodukt, on_delete=models.PROTECT, related_name="versioner", verbose_name="produkt"
    )
    nr = models.PositiveIntegerField("version")
    note = models.CharField("hvad er nyt", max_length=300)
    gaelder_fra = models.DateField("gælder fra")
    fil = models.ForeignKey(Fil, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fil")
    adresse = models.URLField("adresse", max_length=500, blank=True)
    afleveret = models.ForeignKey(
        Produkt, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afleveret udgave"
    )
    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="besluttet ved"
    )
    aaben = models.BooleanField("åben for alle", default=True)
    registreret_at, registreret_by = signed("lagt ind")

    objects = ProduktversionQuerySet.as_manager()

    class Meta:
        verbose_name = "version af produkt"
        verbose_name_plural = "versioner af produkter"
        ordering = ["produkt", "-nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["produkt", "nr"],
                name="produktversion_nr",
                violation_error_message="En anden har lige lagt en version ind. Se den, og prøv igen.",
            ),
            models.CheckConstraint(
                condition=(Q(fil__isnull=False) & Q(adresse="")) | (Q(fil__isnull=True) & ~Q(adresse="")),
                name="produktversion_et_sted",
                violation_error_message="En version er enten en fil eller en adresse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.produkt}, version {self.nr}"
