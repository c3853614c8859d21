"""Small files of the kinds that people send as annexes, and of those they should not."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.moeder.bilag.actions import attach
from socialaftale.moeder.models import Dagsordenspunkt, Punktbilag
from socialaftale.parter.models import Bruger

PDF = b"%PDF-1.7\n1 0 obj\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00"


def packed(*navne: str) -> bytes:
    """A packed file with these names in it."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as pakke:
        for navn in navne:
            pakke.writestr(navn, "<x/>")
    return ud.getvalue()


def upload(navn: str = "Budget 2027.pdf", indhold: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, indhold)


def annex(punkt: Dagsordenspunkt, by: Bruger, titel: str = "Budget 2027", aaben: bool = True) -> Punktbilag:
    """Attach one PDF of its own content."""
    svar = attach(punkt=punkt, sendt=[upload(f"{titel}.pdf", PDF + titel.encode())], aaben=aaben, by=by)
    assert svar.afvist == []
    return svar.nye[0]
