"""What a visitator does with a search. Every right is asked again here."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab
from socialaftale.parter.permissions import require
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import Dom

from .behov import Kriterier, broad_group
from .behovstal import FANDT_PLADS, close
from .models import Behovstal, Notatkrav, Soegeagent, Soegenotat, Soegning
from .permissions import KRAEV, SOEG, demands_for, home_of
from .queries import find_places
from .steder import Blik
from .udvalg import FLEST_SETE

FLEST_AGENTER = 20


@transaction.atomic
def search(*, kriterier: Kriterier, by: Bruger) -> Soegning:
    """Search with a need, and keep what was asked, what was found and when. Raises PermissionDenied."""
    require(by, SOEG)
    hjem = home_of(by)
    if hjem is None:
        raise PermissionDenied("Du søger på vegne af en part. Bed din lokaladministrator om rollen.")
    nu = tid.now()
    medlemskab = Medlemskab.objects.i_kraft(tid.today()).filter(organisation=hjem)
    omraade = Aftaleomraade.objects.filter(pk__in=medlemskab.values("omraade")).order_by("kode")[0]
    svar = find_places(kriterier, Blik(nu, frozenset([omraade.pk]), kriterier.get("fra", ""), hjem.kode))
    return Soegning.objects.create(
        omraade=omraade,
        organisation=hjem,
        kriterier=dict(kriterier),
        lovgrundlag=kriterier.get("lov", ""),
        bred_gruppe=broad_group(kriterier),
        aldersbaand=kriterier.get("alder", ""),
        resultat=[
            [et.plads.id, et.dom.value, *svar.mangler.get(et.plads.id, ())] for et in svar.vurderinger[:FLEST_SETE]
        ],
        soegt_at=nu,
        soegt_by=by,
    )


@transaction.atomic
def close_met(*, soegning: Soegning, by: Bruger) -> None:
    """Close the search with a place that was found, and count it once. Raises ValidationError where it is closed."""
    close(_open(soegning, by), FANDT_PLADS)


@transaction.atomic
def close_unmet(*, soegning: Soegning, aarsag: str, by: Bruger) -> None:
    """Close the search with nothing that fitted, and count it once. Raises ValidationError where it is closed.

    Only the tally knows the reason.
    """
    soegning = _open(soegning, by)
    if aarsag not in Behovstal.Aarsag.values:
        raise ValidationError("Vælg, hvorfor intet passede.")
    close(soegning, aarsag)


def _open(soegning: Soegning, by: Bruger) -> Soegning:
    soegning = _own(soegning, by)
    if soegning.lukket_at:
        raise ValidationError("Søgningen er allerede lukket og talt med.")
    return soegning


@transaction.atomic
def watch(*, soegning: Soegning, by: Bruger) -> Soegeagent:
    """Write to her when a new place fits. Raises ValidationError where she has too many already."""
    soegning = _own(soegning, by)
    i_gang = Soegeagent.objects.filter(soegning__soegt_by=by, stoppet_at=None, udloeber__gte=tid.today())
    if i_gang.exclude(soegning=soegning).count() >= FLEST_AGENTER:
        raise ValidationError(f"Du får allerede besked om {FLEST_AGENTER} søgninger. Stop en af dem først.")
    udloeber = tid.today() + dt.timedelta(days=rules().opbevaring.besked_dage)
    kendte = [kode for kode, dom, *_ in soegning.resultat if dom == Dom.PASSER]
    nyt = {"kendte": kendte, "set_at": soegning.soegt_at, "udloeber": udloeber, "stoppet_at": None}
    return Soegeagent.objects.update_or_create(soegning=soegning, defaults=nyt)[0]


@transaction.atomic
def stop_watching(*, soegning: Soegning, by: Bruger) -> None:
    """Write no more about the search."""
    soegning = _own(soegning, by)
    Soegeagent.objects.filter(soegning=soegning, stoppet_at=None).update(stoppet_at=tid.now())


@transaction.atomic
def write_note(*, soegning: Soegning, art: str, by: Bruger) -> Soegenotat:
    """Keep that the public places were searched, or why not. Once: what is written stands."""
    soegning = _own(soegning, by)
    if Soegenotat.objects.filter(soegning=soegning).exists():
        raise ValidationError("Der er allerede et søgenotat til søgningen.")
    if art not in Soegenotat.Art.values:
        raise ValidationError("Vælg, hvad søgenotatet siger.")
    notat = Soegenotat.objects.create(soegning=soegning, art=art, skrevet_by=by)
    record("gem søgenotat", notat, by=by, efter={"art": art, "søgning": soegning.kode})
    return notat


@transaction.atomic
def demand_notes(*, kraeves: bool, by: Bruger) -> Notatkrav:
    """Ask the party's own visitatorer for a note on every search from today, or no longer."""
    rolle = require(by, KRAEV)
    part = demands_for(by)
    if part is None:
        raise PermissionDenied("Du bestemmer for en part. Bed din lokaladministrator om rollen.")
    krav = Notatkrav.objects.create(
        organisation=part, gaelder_fra=tid.today(), registreret_at=tid.now(), registreret_by=by, ophoert=not kraeves
    )
    record("kræv søgenotat" if kraeves else "kræv ikke søgenotat", krav, by=by, rolle=rolle)
    return krav


def _own(soegning: Soegning, by: Bruger) -> Soegning:
    """The search, locked. Raises PermissionDenied where it is another's."""
    require(by, SOEG, soegning.organisation)
    if soegning.soegt_by_id != by.pk:
        raise PermissionDenied("Kun den, der har søgt, kan gøre noget ved søgningen.")
    return lock_row(Soegning.objects.all(), pk=soegning.pk)
