"""From bytes to sheets: which kind of file it is, and what makes it unusable, said in one Danish message."""

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from .afvisning import refusal
from .csvfil import read_csv
from .pdffil import read_pdf
from .regneark import read_regneark
from .typer import Ark, Fil

HOEJST_BYTES = 50 * 1024 * 1024
HOEJST_UDPAKKET = 200 * 1024 * 1024
HOEJST_RAEKKER = 20_000
HOEJST_KOLONNER = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STYRETEGN = re.compile(rb"[\x00-\x08]")
_FORMEL_UDEN_VAERDI = re.compile(rb"</f>(<v/>|<v></v>|</c>)|<f[^>]*/>(<v/>|<v></v>|</c>)")


def read_fil(raw: bytes, filnavn: str) -> Fil:
    """The sheets of an XLSX, XLS, ODS, CSV or PDF file. Raises UbrugeligtInput with one message."""
    if not raw.strip():
        raise refusal("Filen er tom. Kontrollér, at du har valgt den rigtige fil, og at den er gemt.")
    if len(raw) > HOEJST_BYTES:
        raise refusal("Filen er over 50 MB. Slet billeder og ark, der ikke er takster, eller del filen op.")
    fil = _reader(raw)(raw, filnavn)
    for ark in fil.ark:
        _check_size(ark)
    return fil._replace(ark=tuple(map(_even, fil.ark)))


def _even(ark: Ark) -> Ark:
    """Rows of equal length."""
    bredde = max(map(len, ark.raekker))
    return ark._replace(raekker=tuple(raekke + ("",) * (bredde - len(raekke)) for raekke in ark.raekker))


def _reader(raw: bytes) -> Callable[[bytes, str], Fil]:
    if b"%PDF-" in raw[:1024]:
        return read_pdf
    if raw.startswith(b"PK"):
        return _read_zip
    if raw.startswith(_OLE):
        return _read_ole
    if _STYRETEGN.search(raw[:8192]) and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refuse_unknown
    return read_csv


def _refuse_unknown(raw: bytes, filnavn: str) -> Fil:
    raise refusal("Filen er ikke et regneark, en CSV-fil eller en PDF. Gem den som .xlsx, og vælg den igen.")


def _read_zip(raw: bytes, filnavn: str) -> Fil:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as pakke:
            return read_regneark(raw, "regneark", _check_zip(pakke))
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError):
        raise refusal("Filen er ikke hel eller er beskadiget. Gem eller hent den igen, og vælg den på ny.") from None


def _check_zip(pakke: zipfile.ZipFile) -> tuple[str, ...]:
    """Refuse what must not be opened; return notes. Reads nothing out before the unpacked size is known."""
    poster = pakke.infolist()
    navne = {post.filename for post in poster}
    if sum(post.file_size for post in poster) > HOEJST_UDPAKKET:
        raise refusal("Filen fylder over 200 MB, når den pakkes ud. Kopiér takstarket til en ny fil, og vælg den.")
    if any(navn.endswith("vbaProject.bin") for navn in navne):
        raise refusal("Filen har makroer. Gem den som »Excel-projektmappe (.xlsx)« uden makroer, og vælg den igen.")
    if not navne & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise refusal("Filen er en pakke (zip), men ikke et regneark. Pak den ud, og vælg regnearket.")
    if any(_FORMEL_UDEN_VAERDI.search(pakke.read(navn)) for navn in navne if navn.startswith("xl/worksheets/sheet")):
        return (
            "Arket har formler uden gemt resultat. Åbn filen i Excel eller LibreOffice, gem den, og vælg den igen.",
        )
    return ()


def _read_ole(raw: bytes, filnavn: str) -> Fil:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise refusal("Filen er låst med en adgangskode. Fjern adgangskoden (Filer > Oplysninger), og gem den igen.")
    if "_VBA_PROJECT".encode("utf-16-le") in raw:
        raise refusal("Filen har makroer. Gem den som »Excel-projektmappe (.xlsx)« uden makroer, og vælg den igen.")
    return read_regneark(raw, "regneark", ())


def _check_size(ark: Ark) -> None:
    if len(ark.raekker) > HOEJST_RAEKKER:
        raise refusal(
            f"Arket »{ark.navn}« har over {HOEJST_RAEKKER:,} rækker. Slet de rækker, der ikke er takster, "
            "eller del filen op.".replace(",", ".", 1)
        )
    if max(map(len, ark.raekker), default=0) > HOEJST_KOLONNER:
        raise refusal(f"Arket »{ark.navn}« har over {HOEJST_KOLONNER} kolonner. Slet dem, der ikke bruges.")
