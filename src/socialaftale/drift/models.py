"""What a database is for."""

from django.db import models

EKSEMPELDATA = "Eksempeldata"


class Databasestempel(models.Model):
    """One row says that everything in the database is invented. A database without it is taken to be real."""

    art = models.CharField("art", max_length=40, unique=True)
    sat_at = models.DateTimeField("sat")

    class Meta:
        verbose_name = "databasestempel"
        verbose_name_plural = "databasestempler"
        ordering = ["art"]

    def __str__(self) -> str:
        return self.art
