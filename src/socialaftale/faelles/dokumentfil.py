"""A document as a file that is sent: PDF/A for the archive, DOCX to go on writing in."""

import datetime as dt

from django.http import Http404, HttpResponse

from .dokument import Dokument
from .dokument_docx import as_docx
from .dokument_pdf import as_pdf
from .filer import TYPER

FORMATER = {"pdf": as_pdf, "docx": as_docx}


def send_document(dokument: Dokument, navn: str, lavet_at: dt.datetime, sagsnr: str = "") -> HttpResponse:
    """Return the answer with the document in the format that the name ends in. Raises Http404 for any other."""
    endelse = navn.rpartition(".")[2]
    if endelse not in FORMATER:
        raise Http404
    raw = FORMATER[endelse](dokument, lavet_at.replace(microsecond=0), sagsnr)
    svar = HttpResponse(raw, content_type=TYPER[f".{endelse}"])
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar
