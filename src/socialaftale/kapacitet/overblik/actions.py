"""Telling how one reports, asking a driftsherre to adjust, and answering."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_from_today
from socialaftale.faelles.visning import dato
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Tilbud

from .models import Arbejdsgang, Tilpasning
from .permissions import ARBEJDSGANG, SVAR_TILPASNING, TILPAS


@transaction.atomic
def tell_workflow(
    *, driftsherre: Organisation, hvem: str, hvor_tit: str, kanal: str, opfoelgning: str, by: Bruger
) -> Arbejdsgang:
    """Add how the driftsherre reports from today. Raises PermissionDenied."""
    rolle = require(by, ARBEJDSGANG, driftsherre)
    gang = Arbejdsgang(driftsherre=driftsherre, hvem=hvem, hvor_tit=hvor_tit, kanal=kanal, opfoelgning=opfoelgning)
    save_from_today(gang, by)
    efter = {"hvem": hvem, "hvor_tit": hvor_tit, "kanal": kanal, "opfoelgning": opfoelgning}
    record("beskriv arbejdsgang", driftsherre, by=by, rolle=rolle, efter=efter)
    return gang


@transaction.atomic
def ask_for_adjustment(
    *, tilbud: Tilbud, tekst: str, frist: dt.date | None = None, beslutning: Beslutning | None = None, by: Bruger
) -> Tilpasning:
    """Ask whoever runs the tilbud to see whether it can be adjusted. Raises PermissionDenied, and ValidationError for
    a deadline that has passed, a decision of another area, or a tilbud where an answer is already awaited.
    """
    tilbud = lock_row(Tilbud.objects.select_related("omraade"), pk=tilbud.pk)
    rolle = require(by, TILPAS, omraade=tilbud.omraade)
    if frist and frist <= tid.today():
        raise ValidationError("Fristen skal ligge efter i dag.")
    if beslutning and beslutning.punkt.moede.udvalg.omraade_id != tilbud.omraade_id:
        raise ValidationError("Beslutningen hører til et andet aftaleområde.")
    aaben = Tilpasning.objects.filter(tilbud=tilbud, besvaret_at__isnull=True).first()
    if aaben:
        raise ValidationError(
            f"Driftsherren blev spurgt {dato(tid.day_of(aaben.oprettet_at))} og har ikke svaret endnu."
        )
    tilpasning = Tilpasning.objects.create(
        omraade=tilbud.omraade, tilbud=tilbud, driftsherre=driftsherre_of(tilbud), tekst=tekst, frist=frist,
        beslutning=beslutning, oprettet_by=by,
    )  # fmt: skip
    efter = {"tilbud": tilbud.kode, "tekst": tekst, "frist": frist, "beslutning": beslutning and beslutning.pk}
    record("bed om tilpasning", tilpasning, by=by, rolle=rolle, efter=efter)
    return tilpasning


@transaction.atomic
def answer_adjustment(*, tilpasning: Tilpasning, svar: str, by: Bruger) -> Tilpasning:
    """Answer once. Raises PermissionDenied, and ValidationError where it is answered."""
    tilpasning = lock_row(Tilpasning.objects.select_related("driftsherre"), pk=tilpasning.pk)
    rolle = require(by, SVAR_TILPASNING, tilpasning.driftsherre)
    if tilpasning.besvaret_at:
        raise ValidationError("En anden har allerede svaret. Genindlæs siden, og se svaret.")
    tilpasning.svar, tilpasning.besvaret_at, tilpasning.besvaret_by = svar, tid.now(), by
    tilpasning.save(update_fields=["svar", "besvaret_at", "besvaret_by"])
    record("svar på tilpasning", tilpasning, by=by, rolle=rolle, efter={"svar": svar})
    return tilpasning
