"""Who was at a meeting, seat by seat, and when the next one is, as it was said there."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from socialaftale.parter.dateret import INGEN
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.paategning import signed


class Fremmoedeliste(models.Model):
    """The attendance of a meeting as it was written down. Lists are appended: the highest `nr` holds."""

    moede = models.ForeignKey(
        "moeder.Moede", on_delete=models.PROTECT, related_name="fremmoedelister", verbose_name="møde"
    )
    nr = models.PositiveIntegerField("version")
    naeste_moede = models.DateField("næste møde", null=True, blank=True)
    rettelse = models.CharField("grund til rettelsen", max_length=300, blank=True)
    registreret_at, registreret_by = signed("registreret")

    class Meta:
        verbose_name = "fremmødeliste"
        verbose_name_plural = "fremmødelister"
        ordering = ["moede", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["moede", "nr"],
                name="fremmoedeliste_nr",
                violation_error_message="En anden har lige gemt, hvem der var med. Se det, og gem igen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moede}, liste {self.nr}"


class Afbud(models.Model):
    """A member said beforehand that she does not come that day, or comes after all (`kommer`). The last row holds.

    `dato` is the day it was said of: it does not hold for a meeting that was moved since.
    """

    moede = models.ForeignKey("moeder.Moede", on_delete=models.PROTECT, related_name="afbud", verbose_name="møde")
    dato = models.DateField("dato")
    person = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="medlem")
    kommer = models.BooleanField("kommer alligevel", default=False)
    stedfortraeder = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="i stedet kommer"
    )
    registreret_at, registreret_by = signed("registreret")
    ved_link = models.BooleanField("ved linket i mailen", default=False, editable=False)

    class Meta:
        verbose_name = "afbud"
        verbose_name_plural = "afbud"
        ordering = ["moede", "registreret_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kommer=False) | Q(stedfortraeder__isnull=True),
                name="afbud_kommer_selv",
                violation_error_message="Den, der kommer selv, har ingen stedfortræder.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} kommer{'' if self.kommer else ' ikke'}"


class Moededeltager(models.Model):
    """One seat, or a guest. Who is a member for two organisations has a seat for each.

    A line of old minutes is `REFERERET`: the name stands as it stood there, and nothing more is known.
    """

    class Slags(models.TextChoices):
        MEDLEM = "medlem", "medlem"
        GAEST = "gaest", "gæst"
        REFERERET = "refereret", "som refereret"

    class Status(models.TextChoices):
        TIL_STEDE = "til_stede", "til stede"
        AFBUD = "afbud", "afbud"
        FRAVAERENDE = "fravaerende", "fraværende"

    liste = models.ForeignKey(
        Fremmoedeliste, on_delete=models.PROTECT, related_name="deltagere", verbose_name="fremmødeliste"
    )
    plads = models.PositiveSmallIntegerField("plads")
    slags = models.CharField("slags", max_length=10, choices=Slags)
    person = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="person"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisation"
    )
    navn = models.TextField("navn")
    hvorfra = models.CharField("hvorfra", max_length=200, blank=True)
    status = models.CharField("fremmøde", max_length=12, choices=Status, default=Status.TIL_STEDE)
    stedfortraeder = models.CharField("i stedet mødte", max_length=200, blank=True)
    fra_kl = models.TimeField("kom klokken", null=True, blank=True)
    til_kl = models.TimeField("gik klokken", null=True, blank=True)
    kom_under = models.ForeignKey(
        "moeder.Dagsordenspunkt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kom under punkt",
    )
    gik_under = models.ForeignKey(
        "moeder.Dagsordenspunkt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gik under punkt",
    )

    class Meta:
        verbose_name = "mødedeltager"
        verbose_name_plural = "mødedeltagere"
        ordering = ["liste", "plads"]
        constraints = [
            models.UniqueConstraint(
                fields=["liste", "plads"],
                name="moededeltager_plads",
                violation_error_message="To deltagere kan ikke stå på samme linje.",
            ),
            models.UniqueConstraint(
                F("liste"),
                F("person"),
                Coalesce(F("organisation"), Value(INGEN)),
                name="moededeltager_en_gang_pr_plads",
                violation_error_message="Personen står allerede på listen for den organisation.",
            ),
            models.CheckConstraint(
                condition=Q(stedfortraeder="") | ~Q(status="til_stede"),
                name="moededeltager_stedfortraeder_for_en_fravaerende",
                violation_error_message="Kun den, der ikke var med, kan have en stedfortræder.",
            ),
            models.CheckConstraint(
                condition=Q(fra_kl__isnull=True) | Q(til_kl__isnull=True) | Q(til_kl__gt=F("fra_kl")),
                name="moededeltager_gik_efter_at_komme",
                violation_error_message="Deltageren kan ikke være gået, før deltageren kom.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def noegle(self) -> str:
        """What the seat is called in a form, the same from one reading to the next."""
        if self.slags == self.Slags.MEDLEM:
            return f"m{self.person_id or 0}-{self.organisation_id or 0}"
        return f"{self.slags[0]}{self.plads}"

    @property
    def hvem(self) -> str:
        return ", ".join(str(del_) for del_ in (self.navn, self.organisation or self.hvorfra) if del_)

    def while_there(self) -> str:
        """Say in Danish when who was not there all the time came and went."""
        led = [
            (ord_, f"kl. {kl:%H.%M}" if kl else "", f"under punkt {punkt.nummer}" if punkt else "")
            for ord_, kl, punkt in (("kom", self.fra_kl, self.kom_under), ("gik", self.til_kl, self.gik_under))
            if kl or punkt
        ]
        return ", ".join(" ".join(del_ for del_ in et if del_) for et in led)
