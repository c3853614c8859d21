"""Opening a PDF that somebody sent: what makes it unusable is said in one Danish message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

AFSNIT = 0.6  # of a line's height: what parts two paragraphs


class UlaeseligPdf(ValueError):
    """The PDF cannot be opened; the message is Danish, and says what to do."""


@contextmanager
def opened_pdf(raw: bytes) -> Iterator[PDF]:
    """Give the PDF, open. Raises UlaeseligPdf where it is cut off, locked or damaged."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    if b"%%EOF" not in raw[-2048:]:
        raise UlaeseligPdf("PDF-filen er ikke hel: slutningen mangler. Hent den igen, og vælg den på ny.")
    try:
        with pdfplumber.open(BytesIO(raw)) as pdf:
            yield pdf
    except PdfminerException as fejl:
        if "Password" in repr(fejl):
            raise UlaeseligPdf("PDF-filen er låst med en adgangskode. Gem en kopi uden adgangskode.") from None
        raise UlaeseligPdf("PDF-filen kan ikke åbnes: den er beskadiget. Hent den igen, og vælg den på ny.") from None


def page_text(side: Page) -> str:
    """Return the lines of a page, with a blank line where the distance says that a paragraph ends."""
    linjer = side.extract_text_lines(strip=True, return_chars=False)
    tekst = ""
    for nr, linje in enumerate(linjer):
        luft = nr and linje["top"] - linjer[nr - 1]["bottom"] > AFSNIT * (linje["bottom"] - linje["top"])
        tekst += ("\n" if luft else "") + linje["text"] + "\n"
    return tekst
