"""What can be typed in a report on the web, and saved. What another has written is never overwritten unseen."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.models import Tilbud

from ..actions import save_version
from ..models import Feltkladde, Indberetningsversion, Tilbudsindberetning
from ..queries import driftsherre_of
from ..runde.permissions import INDSEND
from .felter import same
from .queries import Udgangspunkt, read_start


class Uenige(NamedTuple):
    """Somebody else has written something else in the field: what, who and when. `nr` 0: it stands in the version."""

    deres: str
    hvem: str
    hvornaar: dt.datetime
    nr: int
    version: int


class FeltUenighed(ValidationError):
    """Two have written in the same field."""

    def __init__(self, uenige: Uenige) -> None:
        self.uenige = uenige
        super().__init__(f"{uenige.hvem} har skrevet noget andet i feltet imens.")


class Forfra(ValidationError):
    """A newer version came in between, and the form must be laid over it first."""

    def __init__(self) -> None:
        super().__init__("En anden har gemt en nyere version imens. Det, du skrev, står herunder: se det, og gem igen.")


@dataclass(frozen=True)
class Skrevet:
    """One field as it is typed. `set_nr` is the count, and `version` the version, that the writer has seen.

    `forsoegt` is what was sent before and not acknowledged.
    """

    felt: str
    tekst: str
    version: int
    set_nr: int = 0
    forsoegt: str = ""


@transaction.atomic
def save_field(*, tilbud: Tilbud, aar: int, skrevet: Skrevet, by: Bruger) -> int:
    """Keep what is typed in a field, and return how often the field was written; 0 where it says what is saved.

    Raises PermissionDenied, FeltUenighed, and ValidationError for an unknown field or a text that must not be kept.
    """
    driftsherre = driftsherre_of(tilbud, aar)
    require(by, INDSEND, driftsherre)
    if cpr.find(skrevet.tekst):
        raise ValidationError(cpr.BESKED, code="cpr")
    start = read_start(tilbud, aar, driftsherre)
    staar = start.texts(start.nr) if start else {}
    if start is None or skrevet.felt not in staar:
        raise ValidationError("Feltet findes ikke længere. Genindlæs siden.")
    indberetning, _ = Tilbudsindberetning.objects.get_or_create(tilbud=tilbud, aar=aar)
    lock_row(Tilbudsindberetning.objects.all(), pk=indberetning.pk)
    kladde = Feltkladde.objects.filter(indberetning=indberetning, felt=skrevet.felt).select_related("gemt_by").first()
    _refuse_other_text(start, staar[skrevet.felt], kladde, skrevet)
    if same(skrevet.tekst, staar[skrevet.felt]):
        if kladde:
            kladde.delete()
        return 0
    nr = kladde.nr + 1 if kladde else 1
    felter = {"tekst": skrevet.tekst, "nr": nr, "gemt_at": tid.now(), "gemt_by": by}
    Feltkladde.objects.update_or_create(indberetning=indberetning, felt=skrevet.felt, defaults=felter)
    return nr


def _refuse_other_text(start: Udgangspunkt, staar: str, kladde: Feltkladde | None, skrevet: Skrevet) -> None:
    """What the writer has not seen, and did not write, may not be written over."""
    if kladde and kladde.nr != skrevet.set_nr:
        if not any(same(kladde.tekst, mit) for mit in (skrevet.tekst, skrevet.forsoegt or skrevet.tekst)):
            raise FeltUenighed(Uenige(kladde.tekst, str(kladde.gemt_by), kladde.gemt_at, kladde.nr, start.nr))
    elif start.version and start.nr != skrevet.version and not same(staar, skrevet.tekst):
        foer = start.texts(skrevet.version).get(skrevet.felt, "")
        if same(foer, staar):
            return
        hvem, hvornaar = start.version.registreret_by, start.version.registreret_at
        raise FeltUenighed(Uenige(staar, str(hvem), hvornaar, 0, start.nr))


@dataclass(frozen=True)
class Gem:
    """A form that is saved: the report as it shall be, the version it was laid over, and the fields that it held.

    `frigivet` are the fields where ten digits are said to be no CPR number.
    """

    indhold: TilbudIndberetning
    version: int
    felter: frozenset[str]
    frigivet: tuple[str, ...] = ()


@transaction.atomic
def save_report(*, tilbud: Tilbud, aar: int, gem: Gem, by: Bruger) -> Indberetningsversion:
    """Append the typed report as a draft, and clear the desk of the fields that it holds.

    Raises PermissionDenied, and Forfra where another version is the newest now.
    """
    require(by, INDSEND, driftsherre_of(tilbud, aar))
    indberetning, _ = Tilbudsindberetning.objects.get_or_create(tilbud=tilbud, aar=aar)
    lock_row(Tilbudsindberetning.objects.all(), pk=indberetning.pk)
    nyeste = indberetning.versioner.order_by("-nr").first()
    if (nyeste.nr if nyeste else 0) != gem.version:
        raise Forfra
    version = save_version(tilbud=tilbud, aar=aar, indhold=gem.indhold, kilde=Indberetningsversion.Kilde.WEB, by=by)
    indberetning.feltkladder.filter(felt__in=gem.felter).delete()
    if gem.frigivet:
        record(cpr.FRIGIVET, indberetning, by=by, efter={"felter": list(gem.frigivet)})
    return version


@transaction.atomic
def discard_fields(*, tilbud: Tilbud, aar: int, by: Bruger) -> int:
    """Throw away what is typed and not saved, and return how many fields it was."""
    require(by, INDSEND, driftsherre_of(tilbud, aar))
    alle = Feltkladde.objects.filter(indberetning__tilbud=tilbud, indberetning__aar=aar)
    antal = alle.count()
    for indberetning in Tilbudsindberetning.objects.filter(tilbud=tilbud, aar=aar) if antal else ():
        record("kassér det, der ikke er gemt", indberetning, by=by, efter={"felter": antal})
    alle.delete()
    return antal
