"""What a visitator searched for, never for whom."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.tilbud.models.identitet import LAENGDE, new_kode


class Soegning(models.Model):
    """A search by a visitator: the criteria, what was found and when it was true. It holds no person.

    `resultat` is the places in the order shown, as (code of the afdeling, judgement).
    """

    kode = models.CharField("id", max_length=LAENGDE, unique=True, default=new_kode, editable=False)
    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="søgt for")
    kriterier = models.JSONField("kriterier", encoder=DjangoJSONEncoder)
    resultat = models.JSONField("resultat", encoder=DjangoJSONEncoder)
    soegt_at = models.DateTimeField("søgt", default=tid.now)
    soegt_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="søgt af")

    class Meta:
        verbose_name = "søgning"
        verbose_name_plural = "søgninger"
        ordering = ["-soegt_at", "-pk"]
        indexes = [
            models.Index(fields=["soegt_by", "-soegt_at"], name="soegning_egne"),
            models.Index(fields=["soegt_at"], name="soegning_alder"),
        ]

    def __str__(self) -> str:
        return self.kode
