from django.db import models

from socialaftale.faelles import tid
from socialaftale.faelles.felter import BeloebField
from socialaftale.tilbud.koder import KodelisteField
from socialaftale.tilbud.models import Afdeling


class Gemtplads(models.Model):
    """What a search reads of one afdeling, derived of the facts and kept. Never the truth: see `gemt.udled`.

    It was so from `udledt_at` until `gyldig_til`. From then on it may be another, and is derived anew at each reading
    until the worker has kept it again; so is what was before.
    `indhold` is empty where the afdeling is not found by anyone. `efterset_til`: the end of the day that was last
    looked past, to see whether it is so the day after too.
    """

    afdeling = models.OneToOneField(
        Afdeling, on_delete=models.CASCADE, primary_key=True, related_name="gemt", verbose_name="afdeling"
    )
    indhold = models.TextField("det udledte som JSON", blank=True)
    udledt_at = models.DateTimeField("udledt", null=True)
    gyldig_til = models.DateTimeField("gyldig til", default=tid.now)

    efterset_til = models.DateTimeField("efterset til og med dagens ende", null=True)

    class Meta:
        verbose_name = "gemt plads"
        verbose_name_plural = "gemte pladser"
        ordering = ["pk"]
        indexes = [models.Index(fields=["gyldig_til"], name="gemtplads_gyldig")]

    def __str__(self) -> str:
        return f"{self.afdeling}"


OENSKES = ("maalgrupper", "alder_fra", "alder_til", "kommune", "takst_kr", "afdeling")
"""What a search may ask of a key: it stands in the index, so that only those that may fit are read."""


class Soegenoegle(models.Model):
    """One paragraph that a kept afdeling is found by, and (empty) all of them; with what tells if it is worth judging.

    `udsigt` and `udsigt_alle`: how likely there is room, 0 is yes, as her own area's visitatorer know it, and as
    everyone is told.
    """

    class Slags(models.IntegerChoices):
        TIL_SALG = 0, "til salg"
        EGNE = 1, "kun til egne borgere"
        PRIVAT = 2, "privat leverandør"

    afdeling = models.ForeignKey(Afdeling, on_delete=models.CASCADE, related_name="+", verbose_name="afdeling")
    lov = models.CharField("paragraf", max_length=40, blank=True)
    slags = models.PositiveSmallIntegerField("slags", choices=Slags)
    udsigt = models.PositiveSmallIntegerField("udsigt")
    udsigt_alle = models.PositiveSmallIntegerField("udsigt, som alle ser den")
    kommune = models.CharField("kommune", max_length=40)
    driftsherre = models.CharField("driftsherre", max_length=40, blank=True)
    maalgrupper = KodelisteField("målgrupper")
    alder_fra = models.PositiveSmallIntegerField("alder fra", null=True)
    alder_til = models.PositiveSmallIntegerField("alder til", null=True)
    takst_kr = BeloebField("takst pr. dag", null=True)

    class Meta:
        verbose_name = "søgenøgle"
        verbose_name_plural = "søgenøgler"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["lov", "slags", "udsigt", "id", *OENSKES], name="soegenoegle_for_hjemme"),
            models.Index(fields=["lov", "slags", "udsigt_alle", "id", *OENSKES], name="soegenoegle_for_alle"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["afdeling", "lov"],
                name="soegenoegle_en_gang",
                violation_error_message="Afdelingen findes allerede på paragraffen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afdeling}: {self.lov}"
