"""Rows in time: facts are appended, never updated.

A row says what holds from `gaelder_fra`, and when and by whom we were told. The newest row (by `gaelder_fra`, then
`registreret_at`) wins, so a correction is one more row with the same `gaelder_fra`, and an end is a row with `ophoert`.
"""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

from .paategning import signed

INGEN = 0  # stands for a missing reference in a key: NULL equals nothing, and no row has this primary key


class DateretQuerySet(models.QuerySet):
    def gaeldende(self, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Return, per key, the row that holds on `den` as known at the instant `kendt_at` (None: as known now)."""
        return self.filter(pk=_Newest(self.model, den, kendt_at))


class _Newest(Func):
    """The primary key of the newest row of the same key. It is asked for on every page, so it is written out as SQL:
    a queryset inside a queryset takes more time to build than the answer takes to find.
    """

    output_field = models.BigAutoField()

    def __init__(self, model: type[models.Model], den: dt.date, kendt_at: dt.datetime | None) -> None:
        super().__init__(*(F(felt) for felt in model.NOEGLE))
        self.model, self.senest = model, {"gaelder_fra": den, "registreret_at": kendt_at}

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        felter, navn = self.model._meta, connection.ops.quote_name
        krav, vaerdier = [], []
        for felt, senest in self.senest.items():
            if senest is not None:
                krav.append(f"nyeste.{navn(felt)} <= %s")
                vaerdier.append(felter.get_field(felt).get_db_prep_value(senest, connection))
        for felt, ude in zip(self.model.NOEGLE, self.source_expressions, strict=True):
            kolonne, (sql, flere) = f"nyeste.{navn(felter.get_field(felt).column)}", compiler.compile(ude)
            maaske = felter.get_field(felt).null
            krav.append(f"COALESCE({kolonne}, {INGEN}) = COALESCE({sql}, {INGEN})" if maaske else f"{kolonne} = {sql}")
            vaerdier += flere
        orden = f"nyeste.{navn('gaelder_fra')} DESC, nyeste.{navn('registreret_at')} DESC"
        tabel = f"{navn(felter.db_table)} nyeste"
        return f"(SELECT nyeste.id FROM {tabel} WHERE {' AND '.join(krav)} ORDER BY {orden} LIMIT 1)", vaerdier


class DateretRaekke(models.Model):
    """Base of every dated row. `NOEGLE` names the fields that say what the row is about."""

    NOEGLE: ClassVar[tuple[str, ...]] = ()

    gaelder_fra = models.DateField("gælder fra")
    registreret_at, registreret_by = signed("registreret")

    objects = DateretQuerySet.as_manager()

    class Meta:
        abstract = True


class DateretForholdQuerySet(DateretQuerySet):
    def i_kraft(self, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """As `gaeldende`, without what has ended by `den`."""
        return self.gaeldende(den, kendt_at).filter(ophoert=False)

    def few_in_force(self, den: dt.date) -> list[Any]:
        """As `i_kraft` for whole keys of a few rows, which cost less to read than the database to ask."""
        nyeste = {}
        for raekke in self.filter(gaelder_fra__lte=den).order_by("gaelder_fra", "registreret_at"):
            nyeste[self._key(raekke)] = raekke
        return sorted((raekke for raekke in nyeste.values() if not raekke.ophoert), key=lambda raekke: raekke.pk)

    def i_kraft_eller_senere(self, den: dt.date) -> list[Any]:
        """Return what is in force on `den`, and what begins after it, without what was taken back."""
        kommende = {}
        for raekke in self.filter(gaelder_fra__gt=den).order_by("gaelder_fra", "registreret_at"):
            kommende[self._key(raekke), raekke.gaelder_fra] = raekke
        return [*self.i_kraft(den), *(raekke for raekke in kommende.values() if not raekke.ophoert)]

    def _key(self, raekke: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(raekke, self.model._meta.get_field(felt).attname) for felt in self.model.NOEGLE)


class DateretForhold(DateretRaekke):
    """A relation that begins and ends (membership, role, function): the end is a row of its own."""

    ophoert = models.BooleanField("ophørt", default=False)

    objects = DateretForholdQuerySet.as_manager()

    class Meta:
        abstract = True

    def ending(self, fra: dt.date, by: models.Model, at: dt.datetime) -> Self:
        """Return the row that ends this relation from `fra` on, not yet saved."""
        felter = {felt.attname: getattr(self, felt.attname) for felt in self._meta.concrete_fields}
        felter |= {"id": None, "gaelder_fra": fra, "registreret_at": at, "registreret_by_id": by.pk, "ophoert": True}
        return type(self)(**felter)


def dated_unique(navn: str, *noegle: str, valgfri: tuple[str, ...] = ()) -> models.UniqueConstraint:
    """Return the one constraint of a dated model: key, `gaelder_fra` and `registreret_at` are unique together.

    `valgfri` names the nullable references of the key.
    """
    udtryk: list[F | Coalesce] = [F(felt) for felt in (*noegle, "gaelder_fra", "registreret_at")]
    udtryk += [Coalesce(F(felt), Value(INGEN)) for felt in valgfri]
    besked = "En ændring fra den dag er lige blevet registreret. Prøv igen."
    return models.UniqueConstraint(*udtryk, name=navn, violation_error_message=besked)
