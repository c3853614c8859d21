"""Publishing an edition: the content as it stands approved, numbered and hashed, with its event in one transaction."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require
from socialaftale.tilbud.foelger import tell_changed
from socialaftale.tilbud.models import Tilbud

from ..permissions import OFFENTLIGGOER
from .models import FORMATER, Bilagsfil, Takstbilag
from .post import notify_buyers
from .queries import Udkast, draft_edition


@dataclass(frozen=True)
class Udgivelsesvalg:
    """How an edition is published: the hash of the content that the person has read, the site's address for the mail,
    and the fields freed of an alarm.
    """

    vist: str = ""
    site: str = ""
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def publish_edition(
    *, omraade: Aftaleomraade, aar: int, grund: str, by: Bruger, valg: Udgivelsesvalg = Udgivelsesvalg()
) -> Takstbilag:
    """Publish what stands approved as the next edition, and tell the buyers; `grund` says what a later one corrects.

    Raises PermissionDenied, UkendtRegelsaet, and ValidationError where nothing is approved, nothing has changed since
    the last edition, or something has changed since it was read.
    """
    rolle = require(by, OFFENTLIGGOER, omraade=omraade)
    lock_row(Aftaleomraade.objects.all(), pk=omraade.pk)
    udkast = draft_edition(omraade, aar)
    if udkast.hindring:
        raise ValidationError(udkast.hindring)
    if valg.vist and valg.vist != udkast.sha256:
        raise ValidationError("Der er kommet ændringer, siden du åbnede siden. Se dem igennem, og udgiv igen.")
    bilag = write_edition(udkast, grund, by)
    breve = notify_buyers(bilag, udkast.forskelle, valg.site)
    efter = {"aar": aar, "nr": bilag.nr, "sha256": bilag.sha256, "grund": bilag.grund, "breve": breve}
    record("udgiv takstbilag", bilag, by=by, rolle=rolle, efter=efter)
    if valg.frigivet:
        record(cpr.FRIGIVET, bilag, by=by, rolle=rolle, efter={"felter": valg.frigivet})
    return bilag


def write_edition(udkast: Udkast, grund: str, by: Bruger, at: dt.datetime | None = None) -> Takstbilag:
    """Store the draft as an edition of `at` (None: now) and order its files.

    Raises ValidationError where a later edition has no reason.
    """
    bilag = Takstbilag(
        omraade=udkast.omraade,
        aar=udkast.aar,
        nr=udkast.nr,
        indhold=udkast.indhold,
        sha256=udkast.sha256,
        grund=grund.strip(),
        udgivet_at=at or tid.now(),
        udgivet_by=by,
    )
    bilag.full_clean(exclude=["indhold"])
    bilag.save()
    tell_changed(Tilbud.objects.filter(omraade=udkast.omraade))
    Bilagsfil.objects.bulk_create(
        Bilagsfil(takstbilag=bilag, format=format_, bestilt_at=bilag.udgivet_at, bestilt_by=by) for format_ in FORMATER
    )
    return bilag


@transaction.atomic
def order_again(*, fil: Bilagsfil, by: Bruger) -> None:
    """Let the worker try again to make a file; one that is made stands as it is."""
    rolle = require(by, OFFENTLIGGOER, omraade=fil.takstbilag.omraade)
    raekke = lock_row(Bilagsfil.objects.all(), pk=fil.pk)
    if raekke.fil_id is None:
        raekke.forsoeg, raekke.fejl, raekke.fremdrift = 0, "", 0
        raekke.save()
        record("bestil fil igen", fil.takstbilag, by=by, rolle=rolle, efter={"format": fil.format})
