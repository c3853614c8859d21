"""Codes of the reference data, and the field that stores several of them."""

from collections.abc import Iterable

from django.db import models


class KodelisteField(models.TextField):
    """A list of codes in Python; in the database `,a,b,`, so that membership is one LIKE on either engine."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def from_db_value(self, value, expression, connection) -> list[str]:
        return self.to_python(value)

    def to_python(self, value) -> list[str]:
        if isinstance(value, str):
            return [kode for kode in value.split(",") if kode]
        return list(value or [])

    def get_prep_value(self, value) -> str:
        return value if isinstance(value, str) else pack(value or [])


def pack(koder: Iterable[str]) -> str:
    """Return the stored form, alphabetical and without repeats."""
    indhold = ",".join(sorted(set(koder)))
    return f",{indhold}," if indhold else ""


def holds(felt: str, kode: str) -> models.Q:
    """Return the filter "the list in `felt` holds `kode`"."""
    return models.Q(**{f"{felt}__contains": f",{kode},"})
