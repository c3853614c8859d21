"""What every action needs: the lock, the version that stops one from writing over another, and the audit."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation

from ..models import (
    Afdelingsfakta,
    Maalgruppefakta,
    Pladsfakta,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelsesfakta,
)
from ..soegning import reindex

_FAKTA = (
    (Stamfakta, "tilbud"), (Statusfakta, "tilbud"), (Maalgruppefakta, "tilbud"), (Afdelingsfakta, "afdeling__tilbud"),
    (Pladsfakta, "pladsgruppe__afdeling__tilbud"), (Ydelsesfakta, "ydelse__tilbud"),
)  # fmt: skip
TIDLIGST, SENEST = dt.timedelta(days=3 * 366), dt.timedelta(days=5 * 366)


class Foraeldet(ValidationError):
    """Somebody else has changed the same thing since the page was opened; the message is Danish."""

    def __init__(self) -> None:
        super().__init__(
            "En anden har ændret tilbuddet, siden du åbnede siden. Det, der gælder nu, står øverst. "
            "Se det igennem, og gem igen, hvis din ændring stadig skal gælde.",
            code="foraeldet",
        )


def version_of(tilbud: Tilbud) -> int:
    """Return a number that grows with every fact about the tilbud."""
    return sum(model.objects.filter(**{sti: tilbud}).count() for model, sti in _FAKTA)


def lock(tilbud: Tilbud, version: int | None = None) -> Tilbud:
    """Lock the tilbud until the transaction ends. Raises Foraeldet where the version is not the present one."""
    laast = lock_row(Tilbud.objects.select_related("omraade"), pk=tilbud.pk)
    if version is not None and version != version_of(laast):
        raise Foraeldet
    return laast


def driftsherre_of(tilbud: Tilbud) -> Organisation:
    """Return who runs the tilbud today, or will when it begins."""
    fakta = Stamfakta.objects.filter(tilbud=tilbud).select_related("driftsherre")
    nu = fakta.gaeldende(tid.today()).first() or fakta.order_by("gaelder_fra", "-registreret_at").first()
    if nu is None:
        raise Stamfakta.DoesNotExist
    return nu.driftsherre


def check_day(gaelder_fra: dt.date) -> None:
    """Raises ValidationError for a day that is a slip of the finger: years back, or far ahead."""
    nu = tid.today()
    if not nu - TIDLIGST <= gaelder_fra <= nu + SENEST:
        raise ValidationError({"gaelder_fra": "Datoen ligger mere end tre år tilbage eller fem år frem. Ret den."})


def finish(tilbud: Tilbud, verbum: str, by: Bruger, efter: Any = None) -> None:
    """Make the words of the search anew and write the act down."""
    reindex([tilbud.pk])
    record(verbum, tilbud, by=by, efter=efter)
