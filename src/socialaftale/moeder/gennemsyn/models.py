"""Those who read the draft of an agenda before its release, and what they remark."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from socialaftale.parter.models import Bruger
from socialaftale.parter.paategning import both_or_none, signed, signed_later


class Udkastlaeser(models.Model):
    """A person is asked to read a draft by a day. `svaret_at` without a remark means that there was none.

    From `trukket_at` she may not read it any more; what she had remarked stays.
    """

    moede = models.ForeignKey("moeder.Moede", on_delete=models.PROTECT, related_name="laesere", verbose_name="møde")
    person = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="læser")
    frist = models.DateField("frist")
    bedt_at, bedt_by = signed("bedt om at læse", "bedt af")
    mindet_at = models.DateTimeField("senest mindet", null=True, editable=False)
    svaret_at = models.DateTimeField("svaret", null=True, editable=False)
    trukket_at, trukket_by = signed_later("adgangen trukket tilbage", "trukket tilbage af")

    class Meta:
        verbose_name = "læser af et udkast"
        verbose_name_plural = "læsere af udkast"
        ordering = ["moede", "person__navn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["moede", "person"],
                name="udkastlaeser_en_gang",
                violation_error_message="Personen er allerede bedt om at læse udkastet.",
            ),
            both_or_none(
                "udkastlaeser_trukket_af_nogen",
                "trukket",
                "Når adgangen er trukket tilbage, er det gjort af nogen på et tidspunkt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.moede}"


class Udkastbemaerkning(models.Model):
    """What a reader remarks on a point of a draft: one text, which she may rewrite until the release."""

    laeser = models.ForeignKey(
        Udkastlaeser, on_delete=models.PROTECT, related_name="bemaerkninger", verbose_name="læser"
    )
    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.PROTECT, related_name="udkastbemaerkninger", verbose_name="punkt"
    )
    tekst = models.TextField("bemærkning")
    skrevet_at = models.DateTimeField("skrevet", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bemærkning til et udkast"
        verbose_name_plural = "bemærkninger til udkast"
        ordering = ["punkt", "skrevet_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["laeser", "punkt"],
                name="udkastbemaerkning_en_pr_punkt",
                violation_error_message="Du har allerede en bemærkning til punktet. Ret den i stedet.",
            ),
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="udkastbemaerkning_har_tekst",
                violation_error_message="Skriv bemærkningen.",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst
