"""The yearly inscription: open it, and answer it line by line, as often as one likes. A late answer counts too."""

import datetime as dt
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.parter.queries import responsible_for_takster

from ..models import Indskrivning, Indskrivningslinje, Stamfakta, Tilbud
from ..permissions import BEKRAEFT, INDSKRIV
from ..status import I_DRIFT, Status
from .faelles import Foraeldet

BREV = """Årets indskrivning for {aar} er åbnet.

{driftsherre} har {antal} tilbud i registeret. Bekræft dem, eller skriv, hvad der er ændret, senest {frist}.
Er intet ændret, er det ét tryk pr. tilbud:

{link}
"""
MED = (*I_DRIFT, Status.GODKENDT, Status.INDMELDT)  # those in operation, and those on their way in


@transaction.atomic
def open_round(*, omraade: Aftaleomraade, aar: int, frist: dt.date, by: Bruger, site: str = "") -> Indskrivning:
    """Open the year's inscription with a line for each tilbud, and write to each driftsherre with a link under `site`.

    Raises PermissionDenied, ValidationError.
    """
    require(by, INDSKRIV, omraade=omraade)
    nu = tid.today()
    if not nu.year <= aar <= nu.year + 2:
        raise ValidationError({"aar": f"Vælg et år fra {nu.year} til {nu.year + 2}."})
    _require_to_come(frist)
    runde = save_checked(Indskrivning(omraade=omraade, aar=aar, frist=frist, aabnet_at=tid.now(), aabnet_by=by))
    tilbud = Tilbud.objects.with_status(MED, nu).filter(omraade=omraade)
    stam = Stamfakta.objects.gaeldende(nu).filter(tilbud__in=tilbud.values("pk")).select_related("driftsherre")
    linjer = [Indskrivningslinje(indskrivning=runde, tilbud_id=et.tilbud_id, driftsherre=et.driftsherre) for et in stam]
    Indskrivningslinje.objects.bulk_create(linjer)
    record("open", runde, by=by, efter={"aar": aar, "frist": frist.isoformat()})
    _write_to(Counter(linje.driftsherre for linje in linjer), runde, site)
    return runde


def _write_to(linjer: Counter[Organisation], runde: Indskrivning, site: str) -> None:
    link = site.rstrip("/") + reverse("indskrivning", args=[runde.pk])
    frist = dato(runde.frist)
    adresser = responsible_for_takster(list(linjer))
    for driftsherre, antal in linjer.items():
        tekst = BREV.format(aar=runde.aar, driftsherre=driftsherre, antal=antal, frist=frist, link=link)
        for adresse in adresser[driftsherre.pk]:
            queue_mail(adresse, f"Bekræft jeres tilbud for {runde.aar} senest {frist}", tekst)


@transaction.atomic
def move_deadline(*, runde: Indskrivning, frist: dt.date, by: Bruger) -> None:
    """Give everyone another deadline. Raises PermissionDenied, ValidationError."""
    require(by, INDSKRIV, omraade=runde.omraade)
    runde = lock_row(Indskrivning.objects.all(), pk=runde.pk)
    _require_to_come(frist)
    foer, runde.frist = runde.frist, frist
    runde.save()
    record("move deadline", runde, by=by, foer={"frist": foer.isoformat()}, efter={"frist": frist.isoformat()})


def _require_to_come(frist: dt.date) -> None:
    if frist < tid.today():
        raise ValidationError({"frist": "Fristen er allerede gået. Vælg i dag eller en senere dag."})


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
