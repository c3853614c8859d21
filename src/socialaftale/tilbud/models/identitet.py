"""What the facts are about. A row here has an opaque code of its own and is never deleted, so no code is used twice."""

import secrets

from django.db import models
from django.db.models import F, Q

from socialaftale.parter.dateret import DateretForhold, dated_unique
from socialaftale.parter.models import Aftaleomraade

from ..querysets import TilbudQuerySet

ALFABET = "23456789BCDFGHJKMNPQRSTVWXZ"  # no look-alikes, and no vowels that could spell a word
LAENGDE = 8


def new_kode() -> str:
    return "".join(secrets.choice(ALFABET) for _ in range(LAENGDE))


class Identitet(models.Model):
    kode = models.CharField("id", max_length=LAENGDE, unique=True, default=new_kode, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kode


class Tilbud(Identitet):
    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    eksempeldata = models.BooleanField("eksempeldata", default=False, editable=False)

    objects = TilbudQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud"
        verbose_name_plural = "tilbud"
        ordering = ["pk"]


class Afdeling(Identitet):
    """A part of a tilbud with an address of its own. Every tilbud has at least one."""

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="afdelinger", verbose_name="tilbud")

    class Meta:
        verbose_name = "afdeling"
        verbose_name_plural = "afdelinger"
        ordering = ["pk"]


class Pladsgruppe(Identitet):
    """Places of one kind in one afdeling. The only place where places stand; every total is a sum over these."""

    afdeling = models.ForeignKey(
        Afdeling, on_delete=models.PROTECT, related_name="pladsgrupper", verbose_name="afdeling"
    )

    class Meta:
        verbose_name = "pladsgruppe"
        verbose_name_plural = "pladsgrupper"
        ordering = ["pk"]


class Ydelse(Identitet):
    """Something a tilbud delivers, and may sell."""

    tilbud = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="ydelser", verbose_name="tilbud")
    pladsgruppe = models.ForeignKey(
        Pladsgruppe, on_delete=models.PROTECT, null=True, blank=True, verbose_name="leveres på"
    )

    class Meta:
        verbose_name = "ydelse"
        verbose_name_plural = "ydelser"
        ordering = ["pk"]


class Efterfoelger(DateretForhold):
    """One tilbud goes on in another from a day: `andel` is the part of the first that goes into the second, per mille.

    A row with `ophoert` takes back a successor that was registered by mistake.
    """

    NOEGLE = ("fra", "til")

    class Art(models.TextChoices):
        SAMMENLAEGNING = "sammenlaegning", "sammenlægning"
        OPDELING = "opdeling", "opdeling"
        OVERTAGELSE = "overtagelse", "overtagelse af ny driftsherre"

    fra = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="efterfoelgere", verbose_name="fra")
    til = models.ForeignKey(Tilbud, on_delete=models.PROTECT, related_name="forgaengere", verbose_name="til")
    art = models.CharField("art", max_length=20, choices=Art)
    andel_promille = models.PositiveSmallIntegerField("andel i promille", default=1000)

    class Meta:
        verbose_name = "efterfølger"
        verbose_name_plural = "efterfølgere"
        constraints = [
            dated_unique("efterfoelger_dateret", "fra", "til"),
            models.CheckConstraint(
                condition=~Q(fra=F("til")),
                name="efterfoelger_ikke_sig_selv",
                violation_error_message="Et tilbud kan ikke efterfølge sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(andel_promille__gte=1, andel_promille__lte=1000),
                name="efterfoelger_andel",
                violation_error_message="Andelen skal være mellem 1 og 1000 promille.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fra} -> {self.til}"
