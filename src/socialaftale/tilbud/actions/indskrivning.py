"""The yearly inscription: open it, and answer it line by line, as often as one likes until the deadline."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require

from ..models import Indskrivning, Indskrivningslinje, Stamfakta, Tilbud
from ..permissions import BEKRAEFT, INDSKRIV
from ..status import I_DRIFT, Status
from .faelles import Foraeldet

MED = (*I_DRIFT, Status.GODKENDT, Status.INDMELDT)  # those in operation, and those on their way in


@transaction.atomic
def open_round(*, omraade: Aftaleomraade, aar: int, frist: dt.date, by: Bruger) -> Indskrivning:
    """Open the year's inscription with a line for each tilbud. Raises PermissionDenied, ValidationError."""
    require(by, INDSKRIV, omraade=omraade)
    nu = tid.today()
    if not nu.year <= aar <= nu.year + 2:
        raise ValidationError({"aar": f"Vælg et år fra {nu.year} til {nu.year + 2}."})
    runde = Indskrivning(omraade=omraade, aar=aar, frist=frist, aabnet_at=tid.now(), aabnet_by=by)
    runde.full_clean()
    runde.save()
    tilbud = Tilbud.objects.with_status(MED, nu).filter(omraade=omraade)
    ejere = Stamfakta.objects.gaeldende(nu).filter(tilbud__in=tilbud.values("pk")).values_list("tilbud", "driftsherre")
    Indskrivningslinje.objects.bulk_create(
        [Indskrivningslinje(indskrivning=runde, tilbud_id=pk, driftsherre_id=ejer) for pk, ejer in ejere]
    )
    record("open", runde, by=by, efter={"aar": aar, "frist": frist.isoformat()})
    return runde


@transaction.atomic
def answer_line(
    *, linje: Indskrivningslinje, svar: str, bemaerkning: str, version: int, by: Bruger
) -> Indskrivningslinje:
    """Answer one line, or answer it again. Raises PermissionDenied, Foraeldet, ValidationError."""
    linje = lock_row(Indskrivningslinje.objects.select_related("indskrivning", "driftsherre"), pk=linje.pk)
    require(by, BEKRAEFT, linje.driftsherre)
    if linje.version != version:
        raise Foraeldet
    if svar not in Indskrivningslinje.Svar.values or svar == Indskrivningslinje.Svar.MANGLER:
        raise ValidationError("Vælg, om linjen er uændret, ændret eller udgår.")
    if svar != Indskrivningslinje.Svar.BEKRAEFTET and not bemaerkning.strip():
        raise ValidationError("Skriv, hvad der er ændret, eller hvorfor tilbuddet udgår.")
    foer = {"svar": linje.svar, "bemaerkning": linje.bemaerkning}
    linje.svar, linje.bemaerkning, linje.version = svar, bemaerkning.strip(), version + 1
    linje.besvaret_at, linje.besvaret_by = tid.now(), by
    linje.full_clean(exclude=["indskrivning", "tilbud", "driftsherre", "besvaret_by"])
    linje.save()
    record("answer", linje, by=by, foer=foer, efter={"svar": svar, "bemaerkning": bemaerkning.strip()})
    return linje
