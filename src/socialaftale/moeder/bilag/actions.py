"""What is done to the annexes of a point: attached, renamed, opened or closed, and removed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from socialaftale.faelles import filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..actions import open_meeting
from ..forberedelse.aendringer import log_change
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from ..soegning.indeks import reindex
from .fil import Set, examine
from .models import Punktbilag


@dataclass
class Modtaget:
    """What became of the files that were sent: those attached, and why the others were not, each in one message."""

    nye: list[Punktbilag] = field(default_factory=list)
    afvist: list[str] = field(default_factory=list)
    renset: list[str] = field(default_factory=list)


@transaction.atomic
def attach(
    *, punkt: Dagsordenspunkt, sendt: Sequence[UploadedFile], aaben: bool, by: Bruger, grund: str = ""
) -> Modtaget:
    """Attach every file that may be an annex. Raises ValidationError where the meeting is over, or without a
    reason after the release of the agenda."""
    require(by, REFERER, udvalg=punkt.moede.udvalg)
    open_meeting(punkt.moede)
    svar = Modtaget()
    for fil in sendt:
        try:
            seet = examine(fil)
            svar.nye.append(_attach_one(punkt, seet, aaben, by))
            svar.renset += [seet.navn] if seet.renset else []
        except ValidationError as fejl:
            svar.afvist += fejl.messages
    if svar.nye:
        log_change(punkt, _numbers(svar.nye) + " er tilføjet", grund, by, aaben=aaben)
    return svar


def _numbers(nye: Sequence[Punktbilag]) -> str:
    return f"Bilag {nye[0].nr}" if len(nye) == 1 else f"Bilag {nye[0].nr}-{nye[-1].nr}"


def _attach_one(punkt: Dagsordenspunkt, seet: Set, aaben: bool, by: Bruger) -> Punktbilag:
    fil = filer.put(seet.fil.chunks(), seet.navn, by=by)
    if samme := punkt.filer.filter(sha256=fil.sha256, fjernet_at=None).first():
        filer.discard(fil)
        raise ValidationError(f"»{seet.navn}« er allerede bilag {samme.nr} til punktet: {samme.titel}.")
    nr = next_nr(punkt.filer)
    bilag = Punktbilag(punkt=punkt, nr=nr, titel=Path(seet.navn).stem, aaben=aaben, fil=fil, sha256=fil.sha256)
    save_registered(bilag, by)
    reindex([punkt.pk])
    efter = {"nr": nr, "sha256": fil.sha256, "aaben": aaben}
    record("tilføj bilag", punkt, by=by, rolle=require(by, REFERER, udvalg=punkt.moede.udvalg), efter=efter)
    return bilag


@transaction.atomic
def change_annex(
    *, bilag: Punktbilag, titel: str, aaben: bool, set_version: int, by: Bruger, grund: str = ""
) -> Punktbilag:
    """Rename an annex, open or close it. Raises ValidationError where another has changed it since, or it is gone."""
    rolle = require(by, REFERER, udvalg=bilag.punkt.moede.udvalg)
    open_meeting(bilag.punkt.moede)
    bilag = _standing(bilag)
    if bilag.version != set_version:
        nu = f"»{bilag.titel}«, {'åbent' if bilag.aaben else 'lukket'}"
        raise ValidationError(f"En anden har rettet bilaget til {nu} imens. Gem igen, hvis dit skal gælde.")
    foer = {"titel": bilag.titel, "aaben": bilag.aaben}
    bilag.titel, bilag.aaben, bilag.version = titel.strip(), aaben, bilag.version + 1
    bilag.full_clean()
    bilag.save(update_fields=["titel", "aaben", "version"])
    reindex([bilag.punkt_id])
    log_change(bilag.punkt, f"Bilag {bilag.nr} er rettet", grund, by, foer, aaben or foer["aaben"])
    record("ret bilag", bilag, by=by, rolle=rolle, foer=foer, efter={"titel": bilag.titel, "aaben": aaben})
    return bilag


@transaction.atomic
def remove_annex(*, bilag: Punktbilag, grund: str, by: Bruger) -> None:
    """Remove an annex with a reason, also from a meeting that is over: name and hash stay, the content goes."""
    rolle = require(by, REFERER, udvalg=bilag.punkt.moede.udvalg)
    lock_row(Moede.objects.all(), pk=bilag.punkt.moede_id)
    bilag = _standing(bilag)
    fil, bilag.fil = bilag.fil, None
    bilag.fjernet_at, bilag.fjernet_by, bilag.fjernet_fordi = tid.now(), by, grund.strip()
    bilag.version += 1
    save_checked(bilag)
    reindex([bilag.punkt_id])
    filer.discard(fil)
    log_change(bilag.punkt, f"Bilag {bilag.nr} er fjernet", grund, by, aaben=bilag.aaben)
    foer, efter = {"sha256": bilag.sha256}, {"grund": bilag.fjernet_fordi}
    record("fjern bilag", bilag, by=by, rolle=rolle, foer=foer, efter=efter)


def _standing(bilag: Punktbilag) -> Punktbilag:
    bilag = lock_row(Punktbilag.objects.select_related("punkt__moede__udvalg__omraade", "fil"), pk=bilag.pk)
    if bilag.fjernet_at:
        raise ValidationError(f"Bilaget er fjernet: {bilag.fjernet_fordi}")
    return bilag
