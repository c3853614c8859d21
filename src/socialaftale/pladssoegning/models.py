"""What a visitator searched for, never for whom."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from socialaftale.faelles import tid
from socialaftale.faelles.models import Uforanderlig
from socialaftale.parter.dateret import DateretForhold, dated_unique
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.tilbud.models.identitet import LAENGDE, new_kode

from .anmodning.models import Anmodning  # noqa: F401 - Django finds it here
from .gemt.models import Gemtplads, Soegenoegle  # noqa: F401 - and these


class Soegning(models.Model):
    """A search by a visitator: the criteria, what was found and when it was true. It holds no person.

    `resultat` is the places in the order shown, as (code of the afdeling, judgement, and the words
    typed that it does not answer). Paragraph, broad group and age
    band stand beside the criteria, for those are counted. `lukket_at`: it is over, and how it ended is counted once.
    """

    kode = models.CharField("id", max_length=LAENGDE, unique=True, default=new_kode, editable=False)
    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="søgt for")
    kriterier = models.JSONField("kriterier", encoder=DjangoJSONEncoder)
    resultat = models.JSONField("resultat", encoder=DjangoJSONEncoder)
    lovgrundlag = models.CharField("lovgrundlag", max_length=40, blank=True)
    bred_gruppe = models.CharField("bred målgruppe", max_length=60, blank=True)
    aldersbaand = models.CharField("aldersbånd", max_length=10, blank=True)
    lukket_at = models.DateTimeField("lukket og talt med", null=True, blank=True)
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


class Soegeagent(models.Model):
    """A search that is looked at again and again, and whose owner is written to when a new place fits.

    `kendte` are the codes of the afdelinger that fitted when it was last looked at.
    """

    soegning = models.OneToOneField(Soegning, on_delete=models.CASCADE, related_name="agent", verbose_name="søgning")
    kendte = models.JSONField("kendte pladser", default=list)
    set_at = models.DateTimeField("sidst set efter", default=tid.now)
    udloeber = models.DateField("udløber")
    stoppet_at = models.DateTimeField("stoppet", null=True, blank=True)

    class Meta:
        verbose_name = "søgeagent"
        verbose_name_plural = "søgeagenter"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["udloeber"], name="soegeagent_i_gang", condition=Q(stoppet_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.soegning}"


class Behovstal(models.Model):
    """How many needs were met or not: by month, paragraph, broad group and age band, no more.

    A tally, with no way back to a search, a request or a person. `aarsag` is why nothing fitted; without one a place
    was found.
    """

    class Aarsag(models.TextChoices):
        INGEN_LEDIG = "ingen_ledig", "ingen ledig plads"
        KAN_IKKE = "kan_ikke", "ingen kan det, der er brug for"
        FOR_LANGT = "for_langt", "for langt væk"
        FOR_SENT = "for_sent", "kunne først begynde for sent"
        FOR_DYRT = "for_dyrt", "for dyrt"
        ANDET_VALG = "andet_valg", "borgeren ønskede noget andet"

    omraade = models.ForeignKey(Aftaleomraade, on_delete=models.PROTECT, verbose_name="aftaleområde")
    maaned = models.DateField("måned")
    lovgrundlag = models.CharField("lovgrundlag", max_length=40, blank=True)
    bred_gruppe = models.CharField("bred målgruppe", max_length=60)
    aldersbaand = models.CharField("aldersbånd", max_length=10, blank=True)
    aarsag = models.CharField("årsag til, at intet passede", max_length=20, choices=Aarsag, blank=True)
    antal = models.PositiveIntegerField("antal", default=0)

    class Meta:
        verbose_name = "behovstal"
        verbose_name_plural = "behovstal"
        ordering = ["-maaned", "lovgrundlag", "bred_gruppe", "aldersbaand", "aarsag"]
        constraints = [
            models.UniqueConstraint(
                fields=["omraade", "maaned", "lovgrundlag", "bred_gruppe", "aldersbaand", "aarsag"],
                name="behovstal_en_optaelling",
                violation_error_message="Der tælles allerede her.",
            ),
            models.CheckConstraint(
                condition=Q(maaned__day=1),
                name="behovstal_hele_maaneder",
                violation_error_message="Der tælles i hele måneder: skriv den første.",
            ),
            models.CheckConstraint(
                condition=Q(
                    aarsag__in=["", "ingen_ledig", "kan_ikke", "for_langt", "for_sent", "for_dyrt", "andet_valg"]
                ),
                name="behovstal_aarsag",
                violation_error_message="Vælg, hvorfor intet passede.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maaned:%m.%Y}: {self.antal}"


class Soegenotat(Uforanderlig):
    """Dated proof that the public places were searched, or why they were not: a municipality may ask its own for it."""

    class Art(models.TextChoices):
        SOEGT = "soegt", "de offentlige pladser er søgt"
        AKUT = "akut", "akut: der var ikke tid til at søge"
        FRIT_VALG = "frit_valg", "borgeren har frit valg og har valgt"
        FAGLIGT = "fagligt", "et bestemt sted er valgt af faglige grunde"

    soegning = models.OneToOneField(Soegning, on_delete=models.CASCADE, related_name="notat", verbose_name="søgning")
    art = models.CharField("art", max_length=20, choices=Art)
    skrevet_at = models.DateTimeField("skrevet", default=tid.now)
    skrevet_by = models.ForeignKey(Bruger, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af")

    class Meta:
        verbose_name = "søgenotat"
        verbose_name_plural = "søgenotater"
        ordering = ["-skrevet_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(art__in=["soegt", "akut", "frit_valg", "fagligt"]),
                name="soegenotat_art",
                violation_error_message="Vælg, hvad søgenotatet siger.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soegning}: {self.get_art_display()}"


class Notatkrav(DateretForhold):
    """A municipality asks its own visitatorer for a note on every search; `ophoert` takes it back."""

    NOEGLE = ("organisation",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="kommune")

    class Meta:
        verbose_name = "notatkrav"
        verbose_name_plural = "notatkrav"
        constraints = [dated_unique("notatkrav_dateret", "organisation")]

    def __str__(self) -> str:
        return f"{self.organisation} beder om søgenotater"
