"""The worker makes the files of an edition, one at a time, with the progress where the page sees it.

What is ordered stands in `Bilagsfil` until it has its file, so a worker that dies leaves it to be taken again.
"""

import logging

from django.db.models import F

from socialaftale.faelles import arbejde, filer

from .dokument import read_document
from .filer import make
from .models import Bilagsfil
from .queries import read_edition

log = logging.getLogger(__name__)
FORSOEG = 5
"""A file that fails so often waits until somebody orders it again."""


@arbejde.register
def make_files() -> int:
    """Make the file that has waited longest; return how many were made."""
    venter = Bilagsfil.objects.filter(fil=None, forsoeg__lt=FORSOEG).order_by("bestilt_at", "pk")
    fil = venter.select_related("takstbilag__omraade", "bestilt_by").first()
    if fil is None:
        return 0
    _write(fil, forsoeg=F("forsoeg") + 1, fremdrift=0)
    try:
        _make(fil)
    except Exception as fejl:
        _write(fil, fejl=str(fejl)[:500] or type(fejl).__name__)
        raise
    return 1


def _make(fil: Bilagsfil) -> None:
    bilag = fil.takstbilag
    udgave = read_edition(bilag.omraade.kode, bilag.aar, bilag.nr)
    dokument = read_document(udgave)
    indhold = make(fil.format, dokument, lambda procent: _write(fil, fremdrift=procent))
    gemt = filer.put([indhold], f"{dokument.filnavn}.{fil.format}", by=fil.bestilt_by)
    # Where it was ordered anew meanwhile, a text was redacted after it was read: this file must not stand.
    venter = Bilagsfil.objects.filter(pk=fil.pk, bestilt_at=fil.bestilt_at)
    if venter.update(fil=gemt):
        _write(fil, fremdrift=100, fejl="")
    else:
        filer.discard(gemt)


def _write(raekke: Bilagsfil, **felter: object) -> None:
    """Each step is a transaction of its own, or nobody would see it before the last."""
    Bilagsfil.objects.filter(pk=raekke.pk).update(**felter)
