"""A file as it was sent: looked at before it is stored."""

import zipfile
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from socialaftale.faelles import cpr
from socialaftale.faelles.models import MAX_BYTES
from socialaftale.regler.bilagsfil import clean_name, refusal

HOVED = 4096


class Set(NamedTuple):
    """A file that may be an annex, under a clean name. `renset`: the name held what nobody could see."""

    fil: UploadedFile
    navn: str
    renset: bool


def examine(fil: UploadedFile) -> Set:
    """Look at a file. Raises ValidationError with one message where it cannot be an annex."""
    navn = clean_name(fil.name or "")
    if fil.size and fil.size > MAX_BYTES:
        raise ValidationError(f"»{navn}« er over 50 MB. Del den, eller gem den med mindre billeder.")
    if cpr.find(navn):
        raise ValidationError("Navnet på en fil ligner et CPR-nummer. Giv filen et andet navn, og vælg den igen.")
    fil.seek(0)
    hoved = fil.read(HOVED)
    if besked := refusal(navn, hoved, _parts(fil) if hoved.startswith(b"PK") else ()):
        raise ValidationError(besked)
    fil.seek(0)
    return Set(fil, navn, " ".join((fil.name or "").split()) != navn)


def _parts(fil: UploadedFile) -> list[str]:
    """The names in a packed file, none where it is broken; nothing is unpacked."""
    try:
        fil.seek(0)
        with zipfile.ZipFile(fil) as pakke:
            return pakke.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return []
