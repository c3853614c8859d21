"""From a file to the text of minutes: plain text, or a PDF with text in it. A picture of a page is not read."""

import re

from socialaftale.faelles.pdffil import UlaeseligPdf, opened_pdf, page_text
from socialaftale.regler.referat.laes import UlaeseligtReferat

HOEJST_BYTES = 50 * 1024 * 1024
HOEJST_TEGN = 2_000_000
HOEJST_SIDER = 500
_STYRETEGN = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_BOM = (b"\xff\xfe", b"\xfe\xff")


def read_text(raw: bytes) -> str:
    """Return the text of a file. Raises UlaeseligtReferat with one Danish message."""
    if not raw.strip():
        raise UlaeseligtReferat("Filen er tom. Kontrollér, at du har valgt den rigtige fil.")
    if len(raw) > HOEJST_BYTES:
        raise UlaeseligtReferat("Filen er over 50 MB. Et referat fylder mindre: vælg det uden bilag.")
    tekst = _pdf_text(raw) if b"%PDF-" in raw[:1024] else _plain_text(raw)
    if len(tekst) > HOEJST_TEGN:
        raise UlaeseligtReferat("Referatet har over 2 mio. tegn. Vælg det uden bilag, eller del det op.")
    return tekst


def _plain_text(raw: bytes) -> str:
    if raw.startswith(b"PK") or (_STYRETEGN.search(raw[:8192]) and not raw.startswith(_BOM)):
        raise UlaeseligtReferat("Filen er hverken tekst eller PDF. Gem referatet som PDF eller .txt, og vælg den fil.")
    for kodning in ("utf-16",) if raw.startswith(_BOM) else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(kodning)
        except UnicodeDecodeError:
            continue
    raise UlaeseligtReferat("Filens tegn kan ikke læses. Gem den som tekst i UTF-8, og vælg den igen.")


def _pdf_text(raw: bytes) -> str:
    try:
        with opened_pdf(raw) as pdf:
            if len(pdf.pages) > HOEJST_SIDER:
                raise UlaeseligtReferat(f"PDF-filen har over {HOEJST_SIDER} sider. Vælg referatet uden bilag.")
            sider = []
            for side in pdf.pages:
                sider.append(page_text(side))
                side.close()
    except UlaeseligPdf as fejl:
        raise UlaeseligtReferat(str(fejl)) from None
    if not "".join(sider).strip():
        raise UlaeseligtReferat(
            "PDF-filen er et billede uden tekst (en skanning). Bed om referatet som tekst, eller skriv det af."
        )
    return "\f".join(sider)
