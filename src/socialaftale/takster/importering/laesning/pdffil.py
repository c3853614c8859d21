"""The tables of a PDF, put after each other. A picture of a table (a scan) is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialaftale.faelles.pdffil import UlaeseligPdf, opened_pdf

from .afvisning import refusal
from .typer import Ark, Fil

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

HOEJST_SIDER = 150
_UDEN_STREGER = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def read_pdf(raw: bytes, filnavn: str) -> Fil:
    """One sheet with the rows of every table. Raises UbrugeligtInput where there is no text or no table."""
    try:
        with opened_pdf(raw) as pdf:
            return _read_pages(pdf, filnavn)
    except UlaeseligPdf as fejl:
        raise refusal(str(fejl)) from None


def _read_pages(pdf: PDF, filnavn: str) -> Fil:
    if len(pdf.pages) > HOEJST_SIDER:
        raise refusal(f"PDF-filen har over {HOEJST_SIDER} sider. Gem siderne med takster for sig, og vælg den fil.")
    raekker: list[tuple[str, ...]] = []
    tegn = 0
    for side in pdf.pages:
        tegn += len(side.chars)
        raekker += _page_rows(side)
        side.close()
    if not tegn:
        raise refusal(
            "PDF-filen er et billede uden tekst (en skanning). Bed om regnearket, den er lavet af, "
            "eller skriv tabellen ind i et regneark."
        )
    if not raekker:
        raise refusal("PDF-filen har tekst, men ingen tabel, der kan læses. Kopiér tabellen til et regneark.")
    return Fil("PDF", (Ark(filnavn, tuple(raekker)),), ("Rækkenumre tælles gennem alle tabeller i PDF-filen.",))


def _page_rows(side: Page) -> list[tuple[str, ...]]:
    tabeller = side.extract_tables() or side.extract_tables(_UDEN_STREGER)
    return [
        tuple(" ".join((celle or "").split()) for celle in raekke)
        for tabel in tabeller
        for raekke in tabel
        if any(raekke)
    ]
