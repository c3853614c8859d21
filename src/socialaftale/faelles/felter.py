"""Model fields for amounts: Decimal in Python, an integer in the database, the same on both engines.

A decimal column is a float on SQLite, and sums go wrong there. Sums and comparisons of these fields are exact;
products and averages are not for the database: they are computed in `regler`.
"""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .formfelter import TalField


class SkaleretField(models.Field):
    """A Decimal with a fixed number of decimals: per cent, hours. Never rounds: too many decimals is an error."""

    def __init__(self, *args: Any, decimaler: int = 2, **kwargs: Any) -> None:
        self.decimaler = decimaler
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        # Not a subclass of IntegerField: Django cuts every aggregate of those to a whole number first.
        return "bigint"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        navn, sti, args, kwargs = super().deconstruct()
        return navn, sti, args, kwargs | {"decimaler": self.decimaler}

    def from_db_value(self, vaerdi: Any, expression: Any, connection: Any) -> Decimal | None:
        if vaerdi is None:
            return None
        if type(vaerdi) is not int and vaerdi != int(vaerdi):
            raise TypeError("Et gennemsnit af et skaleret felt regnes i regler, ikke i databasen.")
        return Decimal(int(vaerdi)).scaleb(-self.decimaler)

    def to_python(self, vaerdi: Any) -> Decimal | None:
        if vaerdi is None or isinstance(vaerdi, Decimal):
            return vaerdi
        if isinstance(vaerdi, float):
            raise TypeError(f"{self.name}: et beløb er en Decimal, aldrig en float.")
        return Decimal(vaerdi)

    def get_prep_value(self, vaerdi: Any) -> int | None:
        vaerdi = self.to_python(vaerdi)
        if vaerdi is None:
            return None
        skaleret = vaerdi.scaleb(self.decimaler)
        if skaleret != skaleret.to_integral_value():
            raise ValueError(f"{self.name}: {vaerdi} har flere end {self.decimaler} decimaler.")
        if abs(skaleret) >= 2**63:
            raise ValueError(f"{self.name}: {vaerdi} er for stort et tal.")
        return int(skaleret)

    def clean(self, vaerdi: Any, model_instance: models.Model | None) -> Any:
        try:
            self.get_prep_value(vaerdi)
        except ValueError as fejl:
            raise ValidationError(f"Tallet er for stort eller har flere end {self.decimaler} decimaler.") from fejl
        return super().clean(vaerdi, model_instance)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": TalField, "decimaler": self.decimaler} | kwargs)


class BeloebField(SkaleretField):
    """An amount in kroner (Decimal), stored as whole øre."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("decimaler", None)
        super().__init__(*args, decimaler=2, **kwargs)
