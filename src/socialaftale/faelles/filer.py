"""The file store: each content once, named by its SHA-256; 50 MB is the limit. A view serves a
file after its own permission check with `file_response`; no address leads to a file by itself."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.http import FileResponse

from . import tid
from .models import MAX_BYTES, Fil

TYPER = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


class FilForStor(ValueError):
    """The file is larger than the store takes."""


def put(stykker: Iterable[bytes], navn: str, *, by: Any) -> Fil:
    """Store a file from its chunks (an uploaded file's `chunks()`, or `[content]`). Raises FilForStor."""
    mappe = _mappe()
    with tempfile.NamedTemporaryFile(dir=mappe, delete=False) as midlertidig:
        try:
            sha, stoerrelse = _copy(stykker, midlertidig)
        except BaseException:
            os.unlink(midlertidig.name)
            raise
    maal = path(sha)
    maal.parent.mkdir(exist_ok=True)
    os.replace(midlertidig.name, maal)
    return Fil.objects.create(
        sha256=sha, navn=Path(navn).name[-200:], stoerrelse=stoerrelse, oprettet_at=tid.now(), oprettet_by=by
    )


def put_again(fil: Fil, *, by: Any) -> Fil:
    """Return one more row for a content that is stored already, so that each can be thrown away by itself."""
    felter = {felt: getattr(fil, felt) for felt in ("sha256", "navn", "stoerrelse")}
    return Fil.objects.create(**felter, oprettet_at=tid.now(), oprettet_by=by)


def discard(fil: Fil) -> None:
    """Throw a stored file away; its content goes too, once this is committed, where no other row has the same."""
    sha = fil.sha256
    fil.delete()
    transaction.on_commit(lambda: Fil.objects.filter(sha256=sha).exists() or path(sha).unlink(missing_ok=True))


def open_file(fil: Fil) -> BinaryIO:
    """Open the content for reading. Raises FileNotFoundError where a backup came back without its files."""
    return path(fil.sha256).open("rb")


def path(sha256: str) -> Path:
    return _mappe() / sha256[:2] / sha256


def file_response(fil: Fil) -> FileResponse:
    """Answer with the file as a download. Ask for permission before calling this."""
    indholdstype = TYPER.get(Path(fil.navn).suffix.lower(), "application/octet-stream")
    return FileResponse(open_file(fil), as_attachment=True, filename=fil.navn, content_type=indholdstype)


def _copy(stykker: Iterable[bytes], til: Any) -> tuple[str, int]:
    summen, stoerrelse = hashlib.sha256(), 0
    for stykke in stykker:
        stoerrelse += len(stykke)
        if stoerrelse > MAX_BYTES:
            raise FilForStor("Filen er større end 50 MB. Del den, eller fjern billeder fra den.")
        summen.update(stykke)
        til.write(stykke)
    til.flush()
    os.fsync(til.fileno())
    return summen.hexdigest(), stoerrelse


def _mappe() -> Path:
    mappe: Path = settings.FILER
    mappe.mkdir(parents=True, exist_ok=True)
    return mappe
