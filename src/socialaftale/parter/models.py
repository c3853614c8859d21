"""People who sign in. Identity is (udsteder, subjekt); the e-mail address is an attribute that may change."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

LOKAL = "lokal"  # udsteder of users with a password kept here


class BrugerManager(BaseUserManager["Bruger"]):
    def create_user(self, email: str, password: str | None = None, **felter) -> "Bruger":
        felter.setdefault("subjekt", self.normalize_email(email).casefold())
        bruger = self.model(email=self.normalize_email(email), **felter)
        bruger.set_password(password)
        bruger.save(using=self._db)
        return bruger


class Bruger(AbstractBaseUser):
    udsteder = models.CharField("udsteder", max_length=200, default=LOKAL)
    subjekt = models.CharField("subjekt", max_length=200)
    email = models.EmailField("e-mail", unique=True)
    navn = models.CharField("navn", max_length=200)
    aktiv = models.BooleanField("aktiv", default=True)

    objects = BrugerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["navn"]

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"
        ordering = ["navn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["udsteder", "subjekt"],
                name="bruger_identitet",
                violation_error_message="Der findes allerede en bruger med denne identitet.",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def is_active(self) -> bool:
        """Django's name for `aktiv`: the sign-in back end asks for it."""
        return self.aktiv
