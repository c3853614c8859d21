"""What a later decision does to an earlier one, as people wrote it down."""

from django.db import models
from django.db.models import F, Q

from socialaftale.parter.dateret import DateretForhold, dated_unique
from socialaftale.regler.gaeldende import Art


class Beslutningsaendring(DateretForhold):
    """That the decision on `punkt` replaces, amends, repeals or prolongs that on `aendrer`, from a day.

    The row that was registered last about the two counts; one with `ophoert` takes the connection back altogether.
    """

    class Slags(models.TextChoices):
        ERSTATTER = Art.ERSTATTER.value, "erstatter"
        AENDRER = Art.AENDRER.value, "ændrer"
        OPHAEVER = Art.OPHAEVER.value, "ophæver"
        FORLAENGER = Art.FORLAENGER.value, "forlænger"

    NOEGLE = ("punkt", "aendrer")

    punkt = models.ForeignKey(
        "moeder.Dagsordenspunkt", on_delete=models.PROTECT, related_name="aendringer", verbose_name="den nye beslutning"
    )
    aendrer = models.ForeignKey(
        "moeder.Dagsordenspunkt",
        on_delete=models.PROTECT,
        related_name="aendret_af",
        verbose_name="den gamle beslutning",
    )
    art = models.CharField("hvad den gør", max_length=10, choices=Slags)
    gaelder_til = models.DateField("gælder til og med", null=True, blank=True)
    bemaerkning = models.CharField("bemærkning", max_length=300, blank=True)

    class Meta:
        verbose_name = "beslutningsændring"
        verbose_name_plural = "beslutningsændringer"
        constraints = [
            dated_unique("beslutningsaendring_dateret", "punkt", "aendrer"),
            models.CheckConstraint(
                condition=~Q(punkt=F("aendrer")),
                name="beslutningsaendring_af_en_anden",
                violation_error_message="En beslutning kan ikke ændre sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(gaelder_til__isnull=True) | Q(art=Art.FORLAENGER.value, gaelder_til__gte=F("gaelder_fra")),
                name="beslutningsaendring_til_ved_forlaengelse",
                violation_error_message="Kun en forlængelse har en sidste dag, og den ligger efter den første.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punkt} {self.get_art_display()} {self.aendrer}"
