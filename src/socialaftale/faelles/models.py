"""What every app stands on: the audit trail, stored files and the outbox."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

MAX_BYTES = 50 * 1024 * 1024


class KunTilfoejelse(models.QuerySet):
    """Rows that are added and read, never changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__}: rækker ændres ikke.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.update()

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model.__name__}: rækker slettes ikke.")


class Uforanderlig(models.Model):
    """A row that is written once. Only the redaction of a CPR number goes round this: see `parter.overstregning`."""

    objects = KunTilfoejelse.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError(f"{type(self).__name__}: rækker ændres ikke.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__}: rækker slettes ikke.")


class Haendelse(Uforanderlig):
    """Who did what to which object, in which role, and what changed. Written in the transaction of the change."""

    at = models.DateTimeField("tidspunkt")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="udført af"
    )
    rolle = models.CharField("rolle", max_length=60, blank=True)
    verbum = models.CharField("handling", max_length=60)
    objekt_type = models.CharField("objektets slags", max_length=80)
    objekt_id = models.CharField("objektets id", max_length=64)
    foer = models.JSONField("før", null=True, encoder=DjangoJSONEncoder)
    efter = models.JSONField("efter", null=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "hændelse"
        verbose_name_plural = "hændelser"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["objekt_type", "objekt_id", "at"], name="haendelse_objekt")]

    def __str__(self) -> str:
        return f"{self.verbum} {self.objekt_type} {self.objekt_id}"


class Indsigt(Uforanderlig):
    """That a person was shown rows about one citizen each, all of one controller, on a page. See `faelles.indsigt`."""

    at = models.DateTimeField("tidspunkt")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="set af")
    dataansvarlig = models.ForeignKey(
        "parter.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="dataansvarlig"
    )
    side = models.CharField("side", max_length=60)
    objekt_type = models.CharField("rækkernes slags", max_length=80)
    objekt_ider = models.TextField("rækkernes id'er")

    class Meta:
        verbose_name = "indsigt"
        verbose_name_plural = "indsigter"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["objekt_type", "at"], name="indsigt_slags"),
            models.Index(fields=["dataansvarlig", "-at"], name="indsigt_parts"),
            models.Index(fields=["at"], name="indsigt_alder"),
        ]

    def __str__(self) -> str:
        return f"{self.by} så {self.objekt_type} på {self.side}"


class Fil(models.Model):
    """A stored file. The content lies by its SHA-256; two rows with the same hash share it."""

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    navn = models.CharField("filnavn", max_length=200)
    stoerrelse = models.PositiveIntegerField("størrelse i byte")
    oprettet_at = models.DateTimeField("oprettet")
    oprettet_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oprettet af"
    )

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stoerrelse__lte=MAX_BYTES),
                name="fil_stoerrelse",
                violation_error_message="Filen er større end 50 MB.",
            )
        ]

    def __str__(self) -> str:
        return self.navn


class Udgaaende(models.Model):
    """A mail that must go out: written with the change it tells of, sent by the worker at least once.

    `opgivet_at`: the receiving server said for good that it has no such address; it waits until someone asks again.
    """

    modtager = models.EmailField("modtager")
    emne = models.CharField("emne", max_length=200)
    tekst = models.TextField("tekst")
    kalender = models.TextField("kalenderfil", blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    oprettet_at = models.DateTimeField("oprettet")
    naeste_at = models.DateTimeField("næste forsøg")
    forsoeg = models.PositiveSmallIntegerField("antal forsøg", default=0)
    sendt_at = models.DateTimeField("sendt", null=True)
    opgivet_at = models.DateTimeField("opgivet", null=True)
    fejl = models.CharField("seneste fejl", max_length=500, blank=True)

    class Meta:
        verbose_name = "udgående besked"
        verbose_name_plural = "udgående beskeder"
        ordering = ["naeste_at", "pk"]
        indexes = [
            models.Index(fields=["naeste_at"], name="udgaaende_venter", condition=models.Q(sendt_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.emne
