"""What may be an annex: a clean name, and a content of the kind that the name says. Programs and macros are none."""

import unicodedata
from collections.abc import Callable, Collection
from typing import NamedTuple

LAENGST = 150
SKJULTE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
ULOVLIGE = '<>:"|?*'
_PROGRAMMER = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BOM = (b"\xff\xfe", b"\xfe\xff")
_OPENDOCUMENT = ("mimetype", "content.xml")


class Slags(NamedTuple):
    """A kind of file: what people call it, and whether a content is of it, from its first bytes and its parts."""

    navn: str
    er: Callable[[bytes, Collection[str]], bool]


def _begins(*begyndelser: bytes) -> Callable[[bytes, Collection[str]], bool]:
    return lambda hoved, dele: hoved.startswith(begyndelser)


def _packed(*noedvendige: str) -> Callable[[bytes, Collection[str]], bool]:
    return lambda hoved, dele: hoved.startswith(b"PK\x03\x04") and all(navn in dele for navn in noedvendige)


def _is_text(hoved: bytes, dele: Collection[str]) -> bool:
    if hoved.startswith(_BOM):
        return True
    styretegn = any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in hoved)
    return not styretegn and not hoved.startswith(_PROGRAMMER)


_TEKST = Slags("tekst", _is_text)
_JPEG = Slags("JPEG", _begins(b"\xff\xd8\xff"))
SLAGS = {
    ".pdf": Slags("PDF", lambda hoved, dele: b"%PDF-" in hoved[:1024] and not hoved.startswith(_PROGRAMMER)),
    ".docx": Slags("DOCX", _packed("word/document.xml")),
    ".xlsx": Slags("XLSX", _packed("xl/workbook.xml")),
    ".pptx": Slags("PPTX", _packed("ppt/presentation.xml")),
    ".odt": Slags("ODT", _packed(*_OPENDOCUMENT)),
    ".ods": Slags("ODS", _packed(*_OPENDOCUMENT)),
    ".odp": Slags("ODP", _packed(*_OPENDOCUMENT)),
    ".rtf": Slags("RTF", _begins(b"{\\rtf")),
    ".txt": _TEKST,
    ".csv": _TEKST,
    ".png": Slags("PNG", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
}


def clean_name(navn: str) -> str:
    """Return a file name without folders and without characters that hide or turn what it says.

    In words: control characters, right-to-left marks and other invisible ones go, blanks become one, what no system
    takes becomes a hyphen, and a long name is cut before its ending. Source: fixed for the platform. Raises nothing.
    """
    sidste = unicodedata.normalize("NFC", navn).replace("\\", "/").rsplit("/", 1)[-1]
    synlige = "".join(tegn for tegn in sidste if unicodedata.category(tegn) not in SKJULTE or tegn == "\t")
    rent = " ".join("".join("-" if tegn in ULOVLIGE else tegn for tegn in synlige).split()).rstrip(". ")
    stamme, endelse = rent[: -len(ending(rent))] if ending(rent) else rent, ending(rent)
    return f"{stamme.strip('. ')[: LAENGST - len(endelse)]}{endelse}" if stamme.strip(". ") else ""


def ending(navn: str) -> str:
    """Return the ending of a name in lower case with its dot; empty for none."""
    _, prik, endelse = navn.rpartition(".")
    return f".{endelse.strip().lower()}" if prik and endelse.strip() else ""


def refusal(navn: str, hoved: bytes, dele: Collection[str] = ()) -> str:
    """Return in Danish why a file cannot be an annex, empty where it can.

    `navn` is the clean name, `hoved` its first bytes (1024 or more), `dele` the names in it where it is packed. In
    words: the ending is one of those we take, the content is what the ending says, and no macro is in it. Source: fixed
    for the platform. Raises nothing.
    """
    if not navn:
        return "En fil har ikke noget navn, der kan læses. Giv den et navn, og vælg den igen."
    if not hoved:
        return f"»{navn}« er tom. Kontrollér, at du har valgt den rigtige fil."
    slags = SLAGS.get(ending(navn))
    if slags is None:
        return f"»{navn}« kan ikke være et bilag: den slags filer modtages ikke. Gem den som PDF, og vælg den fil."
    if not slags.er(hoved, dele):
        return (
            f"»{navn}« er ikke {slags.navn}, selv om navnet siger det. Åbn den, gem den som {slags.navn} eller PDF "
            "uden adgangskode, og vælg den fil."
        )
    if any(del_.lower().endswith("vbaproject.bin") for del_ in dele):
        return f"»{navn}« har makroer i sig. Gem den som PDF, og vælg den fil."
    return ""
