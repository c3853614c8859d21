"""What must be known about a file before anything opens it as a workbook. Each refusal is one Danish message."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

HOEJST_BYTES = 50 * 1024 * 1024
HOEJST_UDPAKKET = 150 * 1024 * 1024
HOEJST_RAEKKER = 20_000
HOEJST_KOLONNER = 500
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BESKADIGET = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, struct.error)
_KENDINGE = {
    b"%PDF": "en PDF",
    b"\x89PNG": "et billede",
    b"\xff\xd8\xff": "et billede",
    b"{\\rtf": "et tekstdokument",
    b"<!DO": "en webside",
    b"<htm": "en webside",
}
_CELLE = re.compile(rb'<(?:\w+:)?(?:row|c)\b[^>]*?\br="([A-Z]*)(\d+)"')


class UbrugeligFil(Exception):
    """The file is not opened; the message says in Danish what it is and what to do."""


def check_file(raw: bytes, filnavn: str) -> dict[str, bytes]:
    """The parts that describe the sheets, by name. Raises UbrugeligFil unless it is a whole, ordinary XLSX file."""
    if not raw:
        raise UbrugeligFil("Filen er tom. Gem takstskemaet i regnearket igen, og vælg den nye fil.")
    if len(raw) > HOEJST_BYTES:
        raise UbrugeligFil("Filen er over 50 MB. Et takstskema er meget mindre: vælg den rigtige fil.")
    if raw.startswith(_OLE):
        raise UbrugeligFil(_old_format(raw))
    if not raw.startswith(b"PK"):
        raise UbrugeligFil(_not_a_workbook(raw))
    try:
        with zipfile.ZipFile(BytesIO(raw)) as pakke:
            _check_parts(pakke, filnavn)
            _check_size(pakke.infolist(), len(raw))
            return _read_through(pakke)
    except _BESKADIGET:
        raise UbrugeligFil("Filen er ikke hel: noget af den mangler. Gem den igen, og læg den op på ny.") from None


def _old_format(raw: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return "Filen er låst med en adgangskode. Fjern den i regnearket (Filer, Oplysninger), og gem igen."
    return "Filen er i Excels gamle format (.xls). Gem den som Excel-projektmappe (.xlsx), og læg den op igen."


def _not_a_workbook(raw: bytes) -> str:
    start = raw.lstrip()[:8]
    fundet = next((navn for kending, navn in _KENDINGE.items() if start.lower().startswith(kending.lower())), None)
    hvad = f"Filen er {fundet}, ikke et regneark." if fundet else "Filen er ikke et regneark."
    return f"{hvad} Vælg takstskemaet i formatet .xlsx."


def _check_parts(pakke: zipfile.ZipFile, filnavn: str) -> None:
    navne = set(pakke.namelist())
    if "mimetype" in navne and "content.xml" in navne:
        raise UbrugeligFil("Filen er i formatet .ods. Gem den som Excel-projektmappe (.xlsx), og læg den op igen.")
    if "xl/workbook.xml" not in navne:
        raise UbrugeligFil("Filen er en pakke, men ikke et regneark. Vælg takstskemaet i formatet .xlsx.")
    if filnavn.lower().endswith((".xlsm", ".xltm")) or any(navn.endswith("vbaProject.bin") for navn in navne):
        raise UbrugeligFil("Filen indeholder makroer. Gem den som Excel-projektmappe (.xlsx) uden makroer.")
    if any(navn.startswith("xl/externalLinks/") for navn in navne):
        raise UbrugeligFil(
            "Filen henter tal fra andre filer. Vælg Data, Rediger kæder, Bryd kæder, så tallene står i filen selv."
        )


def _check_size(poster: list[zipfile.ZipInfo], stoerrelse: int) -> None:
    if sum(post.file_size for post in poster) > HOEJST_UDPAKKET or sum(p.compress_size for p in poster) > stoerrelse:
        raise UbrugeligFil("Filen er for stor, når den pakkes ud. Hent et nyt takstskema, og flyt tallene over i det.")
    if any(post.flag_bits & 1 for post in poster):
        raise UbrugeligFil("Filen er låst med en adgangskode. Fjern adgangskoden, og gem den igen.")


def _read_through(pakke: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part is read once, which finds a damaged file; no part can give more than it declared."""
    dele: dict[str, bytes] = {}
    for post in pakke.infolist():
        indhold = pakke.read(post)
        if post.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in indhold[:2000]:
            raise UbrugeligFil("Filen er ikke lavet af et regnearksprogram. Hent et nyt takstskema, og brug det.")
        if post.filename.startswith("xl/worksheets/sheet"):
            _check_extent(indhold)
            dele[post.filename] = indhold
        if post.filename in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            dele[post.filename] = indhold
    return dele


def _check_extent(indhold: bytes) -> None:
    """A single cell far out would make a reader build the whole rectangle; so the outermost cell is found first."""
    raekke = kolonne = 0
    for bogstaver, nummer in _CELLE.findall(indhold):
        raekke = max(raekke, int(nummer))
        kolonne = max(kolonne, _column(bogstaver))
    if raekke > HOEJST_RAEKKER:
        antal = f"{raekke:,}".replace(",", ".")
        raise UbrugeligFil(f"Et ark går til række {antal}. Slet de tomme rækker under dine tal, og gem igen.")
    if kolonne > HOEJST_KOLONNER:
        raise UbrugeligFil(f"Et ark har over {HOEJST_KOLONNER} kolonner. Slet kolonnerne til højre, og gem igen.")


def _column(bogstaver: bytes) -> int:
    nummer = 0
    for bogstav in bogstaver:
        nummer = nummer * 26 + bogstav - 64
    return nummer
