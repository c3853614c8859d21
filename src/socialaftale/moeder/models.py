"""Meetings of the bodies, their agendas, what was decided, by which mandate, and what follows from it."""

from collections.abc import Container

from django.db import models
from django.db.models import F, Manager, Q

from socialaftale.parter.dateret import DateretForhold, DateretRaekke, dated_unique
from socialaftale.parter.models import Bruger, Funktion, Organisation, Udvalg
from socialaftale.parter.paategning import both_or_none, signed, signed_later

from .besvarelse.models import Indstillingssvar  # noqa: F401 - Django finds these here
from .bilag.models import Punktbilag  # noqa: F401 - Django finds these here
from .datoer.models import Datodeltager, Datofinding, Datoforslag, Datosvar  # noqa: F401
from .forberedelse.models import Dagsordensaendring, Gaest  # noqa: F401 - Django finds these here
from .fremmoede.models import Afbud, Fremmoedeliste, Moededeltager  # noqa: F401 - Django finds these here
from .gaeldende.models import Beslutningsaendring  # noqa: F401
from .gennemsyn.models import Udkastbemaerkning, Udkastlaeser  # noqa: F401 - Django finds these here
from .importering.models import Referatimport, Uklarhed  # noqa: F401 - Django finds these here
from .opfoelgning.models import Opfoelgningstrin  # noqa: F401
from .querysets import BeslutningQuerySet, MoedeQuerySet, OpfoelgningQuerySet, PaaDagsordenen
from .rettelser.models import Overstregning  # noqa: F401
from .soegning.models import Punktord  # noqa: F401
from .status import Mandatart, Resultat, Svarart, Verbum


class Moede(models.Model):
    """A meeting, or a written procedure that stands for one. When and where it is, is dated: see `Moedetid`."""

    class Form(models.TextChoices):
        ORDINAERT = "ordinaert", "ordinært møde"
        EKSTRAORDINAERT = "ekstraordinaert", "ekstraordinært møde"
        SKRIFTLIG = "skriftlig", "skriftlig behandling"

    udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, related_name="moeder", verbose_name="udvalg")
    form = models.CharField("form", max_length=16, choices=Form, default=Form.ORDINAERT)
    eksempeldata = models.BooleanField("opfundet møde", default=False)
    frigivet_at, frigivet_by = signed_later("dagsordenen frigivet", "frigivet af")
    afsluttet_at, afsluttet_by = signed_later("afsluttet")

    objects = MoedeQuerySet.as_manager()

    class Meta:
        verbose_name = "møde"
        verbose_name_plural = "møder"
        ordering = ["pk"]
        constraints = [
            both_or_none(
                "moede_frigivet_af_nogen", "frigivet", "En frigivet dagsorden har både et tidspunkt og en person."
            ),
            both_or_none(
                "moede_afsluttet_af_nogen", "afsluttet", "Et afsluttet møde har både et tidspunkt og en person."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display().capitalize()} i {self.udvalg}"


class Moedetid(DateretRaekke):
    """When and where a meeting is, as it was said from a day on: a moved meeting is one more row."""

    NOEGLE = ("moede",)

    moede = models.ForeignKey(Moede, on_delete=models.PROTECT, related_name="tider", verbose_name="møde")
    dato = models.DateField("dato")
    fra_kl = models.TimeField("fra klokken", null=True, blank=True)
    til_kl = models.TimeField("til klokken", null=True, blank=True)
    sted = models.CharField("sted", max_length=200, blank=True)
    aflyst = models.BooleanField("aflyst", default=False)
    grund = models.CharField("grund til ændringen", max_length=300, blank=True)

    class Meta:
        verbose_name = "mødetid"
        verbose_name_plural = "mødetider"
        constraints = [
            dated_unique("moedetid_dateret", "moede"),
            models.CheckConstraint(
                condition=Q(til_kl__isnull=True) | Q(fra_kl__isnull=False, til_kl__gt=F("fra_kl")),
                name="moedetid_slutter_efter_start",
                violation_error_message="Mødet skal slutte efter, at det begynder.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dato:%d.%m.%Y}"


class Dagsordenspunkt(models.Model):
    """A point of an agenda. `emne` and `emne_id` say what it is about, where a floor above or a delegation asks.

    `plads` keeps a standing point first or last; `fra_kl` and `minutter` are when it is planned. One that was taken off
    a draft has no `moede` and waits for a later one where `kommer_igen`; off a released agenda it stands with its mark.
    """

    class Plads(models.TextChoices):
        FOERST = "foerst", "først"
        SIDST = "sidst", "sidst"

    moede = models.ForeignKey(
        Moede, on_delete=models.PROTECT, null=True, editable=False, related_name="punkter", verbose_name="møde"
    )
    nummer = models.PositiveSmallIntegerField("nummer")
    titel = models.CharField("titel", max_length=500)
    aaben = models.BooleanField("åbent punkt", default=True)
    sagsnr = models.CharField("sagsnummer", max_length=40, blank=True)
    resume = models.TextField("resumé", blank=True)
    sagsfremstilling = models.TextField("sagsfremstilling", blank=True)
    indledning = models.TextField("indstillingens indledning", blank=True)
    bilag = models.TextField("bilag", blank=True)
    emne = models.SlugField("emne", blank=True)
    emne_id = models.CharField("hvilket", max_length=64, blank=True)
    noegle = models.CharField("bygget som", max_length=80, blank=True, editable=False)
    plads = models.CharField("fast plads", max_length=8, choices=Plads, blank=True, editable=False)
    fra_kl = models.TimeField("begynder klokken", null=True, blank=True)
    minutter = models.PositiveSmallIntegerField("varighed i minutter", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    eksempeldata = models.BooleanField("opfundet punkt", default=False, editable=False)
    taget_af = models.ForeignKey(
        Moede,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="taget_af",
        verbose_name="taget af mødet",
    )
    taget_af_at, taget_af_by = signed_later("taget af dagsordenen")
    taget_af_fordi = models.CharField("hvorfor det er taget af", max_length=300, blank=True, editable=False)
    kommer_igen = models.BooleanField("venter til et senere møde", default=False, editable=False)

    objects = PaaDagsordenen()
    alle = Manager()  # noqa: DJ012 - a manager, and the one above is the default

    class Meta:
        verbose_name = "dagsordenspunkt"
        verbose_name_plural = "dagsordenspunkter"
        ordering = ["moede", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["moede", "nummer"],
                name="dagsordenspunkt_nummer",
                violation_error_message="Dagsordenen har allerede et punkt med det nummer.",
            ),
            models.UniqueConstraint(
                fields=["moede", "noegle"],
                condition=~Q(noegle=""),
                name="dagsordenspunkt_noegle",
                violation_error_message="Punktet står allerede på dagsordenen.",
            ),
            models.CheckConstraint(
                condition=Q(taget_af=None, taget_af_at=None, taget_af_by=None, taget_af_fordi="", moede__isnull=False)
                | (
                    Q(taget_af__isnull=False, taget_af_at__isnull=False, taget_af_by__isnull=False)
                    & ~Q(taget_af_fordi="")
                ),
                name="dagsordenspunkt_taget_af_med_grund",
                violation_error_message="Skriv, hvorfor punktet tages af dagsordenen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.titel}"


class Indstilling(models.Model):
    """One numbered recommendation of a point: that the body approves, discusses, takes note ...

    One from old minutes is whole in `tekst`, without a verb of its own, and `svar` is what the minutes answer it.
    """

    punkt = models.ForeignKey(
        Dagsordenspunkt, on_delete=models.PROTECT, related_name="indstillinger", verbose_name="punkt"
    )
    nummer = models.PositiveSmallIntegerField("nummer")
    verbum = models.CharField("verbum", max_length=24, choices=Verbum, blank=True)
    tekst = models.TextField("tekst")
    svar = models.CharField("svar i referatet", max_length=40, blank=True)

    class Meta:
        verbose_name = "indstilling"
        verbose_name_plural = "indstillinger"
        ordering = ["punkt", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "nummer"],
                name="indstilling_nummer",
                violation_error_message="Punktet har allerede en indstilling med det nummer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}) at {self.punkt.moede.udvalg} {self.words()}"

    def words(self) -> str:
        """Return verb and text."""
        return f"{self.get_verbum_display()} {self.tekst}".strip()


class Beslutning(models.Model):
    """What the body decided on a point, and by which mandate. It takes effect from the meeting.

    Rows are appended: the row with the highest `nr` holds, and a correction after the meeting says why.
    """

    punkt = models.ForeignKey(
        Dagsordenspunkt, on_delete=models.PROTECT, related_name="beslutninger", verbose_name="punkt"
    )
    nr = models.PositiveIntegerField("version")
    resultat = models.CharField("resultat", max_length=24, choices=Resultat)
    art = models.CharField("svarer på", max_length=10, choices=Svarart, default=Svarart.SAMLET)
    mandat = models.CharField("mandat", max_length=10, choices=Mandatart)
    delegation = models.ForeignKey(
        "Delegation", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="efter delegation"
    )
    tekst = models.TextField("beslutning", blank=True)
    omfang = models.CharField("omfang", max_length=300, blank=True)
    betingelser = models.TextField("betingelser", blank=True)
    rettelse = models.CharField("grund til rettelsen", max_length=300, blank=True)
    registreret_at, registreret_by = signed("registreret")

    objects = BeslutningQuerySet.as_manager()

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        ordering = ["punkt", "nr"]
        constraints = [
            models.UniqueConstraint(
                fields=["punkt", "nr"],
                name="beslutning_nr",
                violation_error_message="En anden har lige gemt en beslutning på punktet. Se den, og gem igen.",
            ),
            models.CheckConstraint(
                condition=Q(mandat=Mandatart.DELEGERET, delegation__isnull=False)
                | (~Q(mandat=Mandatart.DELEGERET) & Q(delegation__isnull=True)),
                name="beslutning_delegeret_har_delegation",
                violation_error_message="En beslutning efter delegation peger på sin delegation.",
            ),
            models.CheckConstraint(
                condition=~Q(resultat=Resultat.BETINGET) | ~Q(betingelser=""),
                name="beslutning_betinget_har_betingelser",
                violation_error_message="Skriv betingelserne, når beslutningen er godkendt med betingelse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.punkt}: {self.get_resultat_display()}"

    def says(self, resultater: Container[str]) -> bool:
        """Tell whether it is one of the results, or one of its answers to an item is. See `saying` for many."""
        if self.resultat != Resultat.PR_INDSTILLING:
            return self.resultat in resultater
        return any(svar.resultat in resultater for svar in self.indstillingssvar.all())


class Delegation(DateretForhold):
    """A body lets another decide in its place: a matter, from a day, until and with another. Given by a decision."""

    NOEGLE = ("beslutning",)

    beslutning = models.ForeignKey(
        Beslutning, on_delete=models.PROTECT, related_name="delegationer", verbose_name="besluttet ved"
    )
    fra_udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, related_name="+", verbose_name="fra udvalg")
    til_udvalg = models.ForeignKey(Udvalg, on_delete=models.PROTECT, related_name="+", verbose_name="til udvalg")
    emne = models.SlugField("emne")
    emne_id = models.CharField("hvilket", max_length=64, blank=True)
    omfang = models.CharField("omfang", max_length=300, blank=True)
    udloeber = models.DateField("gælder til og med")

    class Meta:
        verbose_name = "delegation"
        verbose_name_plural = "delegationer"
        constraints = [
            dated_unique("delegation_dateret", "beslutning"),
            models.CheckConstraint(
                condition=~Q(fra_udvalg=F("til_udvalg")),
                name="delegation_til_et_andet_udvalg",
                violation_error_message="Et udvalg kan ikke delegere til sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(ophoert=True) | Q(udloeber__gte=F("gaelder_fra")),
                name="delegation_udloeber_efter_start",
                violation_error_message="Delegationens sidste dag ligger før dens første.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fra_udvalg} til {self.til_udvalg}: {self.emne} {self.emne_id}".strip()


class Opfoelgning(models.Model):
    """Who does what by when, after a decision. What is still open stands on the agenda again.

    `hvem` is the owner in words; the person, organisation or function is known where one was chosen.
    """

    punkt = models.ForeignKey(
        Dagsordenspunkt, on_delete=models.PROTECT, related_name="opfoelgninger", verbose_name="punkt"
    )
    hvad = models.CharField("hvad", max_length=300)
    hvem = models.CharField("hvem", max_length=200)
    person = models.ForeignKey(
        Bruger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="person"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisation"
    )
    funktion = models.ForeignKey(
        Funktion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="funktion"
    )
    frist = models.DateField("senest")
    registreret_at, registreret_by = signed("registreret")
    udfoert_at, udfoert_by = signed_later("udført", "meldt udført af")

    objects = OpfoelgningQuerySet.as_manager()

    class Meta:
        verbose_name = "opfølgning"
        verbose_name_plural = "opfølgninger"
        ordering = ["frist", "pk"]
        constraints = [
            both_or_none(
                "opfoelgning_udfoert_af_nogen", "udfoert", "En udført opfølgning har både et tidspunkt og en person."
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=True)
                | Q(person__isnull=True, funktion__isnull=True)
                | Q(organisation__isnull=True, funktion__isnull=True),
                name="opfoelgning_en_ejer",
                violation_error_message="En opfølgning har én ejer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hvad} ({self.hvem})"


class Formandsbekraeftelse(models.Model):
    """The chair was asked, by mail, to confirm the decisions of a meeting's open points as they stood then."""

    moede = models.ForeignKey(Moede, on_delete=models.PROTECT, related_name="bekraeftelser", verbose_name="møde")
    navn = models.CharField("formandens navn", max_length=200)
    email = models.EmailField("formandens e-mail")
    sha256 = models.CharField("SHA-256 af beslutningerne", max_length=64)
    sendt_at, sendt_by = signed("sendt")
    svaret_at = models.DateTimeField("svaret", null=True, editable=False)
    bemaerkning = models.TextField("bemærkning", blank=True)

    class Meta:
        verbose_name = "formandens bekræftelse"
        verbose_name_plural = "formandens bekræftelser"
        ordering = ["-sendt_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.navn}, {self.moede}"
