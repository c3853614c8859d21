"""That a leader is away for some days, and who answers in the meantime."""

from django.db import models
from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.parter.paategning import both_or_none, signed_later


class Lederfravaer(models.Model):
    """A leader said that she is away from and to a day, both included, and who answers. Taken back, it counts no more.

    Why she is away is not asked.
    """

    bruger = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="leder")
    fra = models.DateField("første dag")
    til = models.DateField("sidste dag")
    stedfortraeder = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="den, der svarer imens"
    )
    sagt_at = models.DateTimeField("sagt", default=tid.now, editable=False)
    sagt_by = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="sagt af", editable=False
    )
    trukket_at, trukket_by = signed_later("taget tilbage")

    class Meta:
        verbose_name = "lederfravær"
        verbose_name_plural = "lederfravær"
        ordering = ["fra", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(til__gte=F("fra")),
                name="lederfravaer_slutter_efter_start",
                violation_error_message="Den sidste dag kan ikke ligge før den første.",
            ),
            models.CheckConstraint(
                condition=~Q(stedfortraeder=F("bruger")),
                name="lederfravaer_en_anden_svarer",
                violation_error_message="Vælg en anden end dig selv.",
            ),
            both_or_none(
                "lederfravaer_trukket_med_hvem", "trukket", "Når det tages tilbage, skal der stå hvornår og af hvem."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruger} {self.fra:%d.%m.%Y}-{self.til:%d.%m.%Y}"
