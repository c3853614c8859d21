"""The log of who has seen what about single citizens, for the party that is the controller of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import about
from socialaftale.faelles.models import Indsigt
from socialaftale.faelles.tabelfiler import Kolonne

from .models import Bruger, Organisation

SLETTET = "slettet siden"
KOLONNER = (
    Kolonne("at", "Hvornår"), Kolonne("navn", "Hvem"), Kolonne("hos", "Hos"), Kolonne("side", "Hvor"),
    Kolonne("sager", "Hvilke sager"),
)  # fmt: skip


@dataclass(frozen=True)
class Linje:
    """One look: when, who, on which page, and the references of what was shown."""

    at: dt.datetime
    by: Bruger
    side: str
    sager: tuple[str, ...]

    def cells(self) -> dict[str, str]:
        """The line as it stands in a file."""
        at = self.at.astimezone(tid.KOEBENHAVN).strftime("%Y-%m-%d %H:%M:%S")
        return {
            "at": at, "navn": self.by.navn, "hos": str(self.by.organisation), "side": self.side,
            "sager": ", ".join(self.sager),
        }  # fmt: skip


def looks_at(part: Organisation, valg: Mapping[str, Any]) -> QuerySet[Indsigt]:
    """Return the looks at what the party is the controller of, the newest first.

    `valg`: sag (a whole reference), hvem (primary key of a person), fra and til (days, both included).
    """
    alle = Indsigt.objects.filter(dataansvarlig=part)
    if valg.get("sag"):
        alle = alle.filter(about(_with_reference(part, valg["sag"])))
    if valg.get("hvem"):
        alle = alle.filter(by=valg["hvem"])
    if valg.get("fra"):
        alle = alle.filter(at__gte=tid.end_of_day(valg["fra"] - dt.timedelta(days=1)))
    if valg.get("til"):
        alle = alle.filter(at__lt=tid.end_of_day(valg["til"]))
    return alle.select_related("by__organisation").order_by("-at", "-pk")


def _kinds(part: Organisation) -> list[str]:
    return list(Indsigt.objects.filter(dataansvarlig=part).order_by().values_list("objekt_type", flat=True).distinct())


def _with_reference(part: Organisation, reference: str) -> list[Any]:
    """What the party has of that reference, of whatever kind."""
    alle = [et for slags in _kinds(part) for et in apps.get_model(slags).objects.filter(reference__iexact=reference)]
    return [et for et in alle if et.dataansvarlig_id == part.pk]


def people_in(part: Organisation) -> list[Bruger]:
    """Return everyone who has looked, by name."""
    kiggede = Indsigt.objects.filter(dataansvarlig=part).order_by().values("by")
    return list(Bruger.objects.filter(pk__in=kiggede).order_by("navn", "pk"))


def lines_of(indsigter: Iterable[Indsigt]) -> list[Linje]:
    """Return the looks as lines, in that order; the number of queries does not depend on how many they are."""
    alle = list(indsigter)
    ider: dict[str, set[str]] = defaultdict(set)
    for et in alle:
        ider[et.objekt_type].update(_ids(et))
    navne = {slags: _names(slags, pks) for slags, pks in ider.items()}
    return [
        Linje(et.at, et.by, et.side, tuple(navne[et.objekt_type].get(pk, SLETTET) for pk in _ids(et))) for et in alle
    ]


def _ids(indsigt: Indsigt) -> list[str]:
    return indsigt.objekt_ider.strip(",").split(",")


def _names(slags: str, pks: set[str]) -> dict[str, str]:
    model = apps.get_model(slags)
    raekker = model.objects.filter(pk__in=pks).values_list("pk", "reference")
    return {str(pk): f"{model._meta.verbose_name} {reference}" for pk, reference in raekker}
