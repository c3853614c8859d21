"""A document as its parts. Page, DOCX, PDF and the text of an agenda point are made of the same one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Tekst:
    """One paragraph. `indledning` stands in bold before it: who says so."""

    tekst: str
    indledning: str = ""


@dataclass(frozen=True)
class Liste:
    """Short points, `nummereret` where one refers to them by number."""

    punkter: tuple[str, ...]
    nummereret: bool = False


@dataclass(frozen=True)
class Kolonne:
    """`vaegt` is how wide a column of text is beside the others; one of figures is as narrow as it can be."""

    navn: str
    tal: bool = False
    vaegt: int = 1


@dataclass(frozen=True)
class Raekke:
    """The cells as they are written. `part` is the code of the driftsherre it is about, `spor` the page about it."""

    celler: tuple[str, ...]
    part: str = ""
    spor: str = ""


@dataclass(frozen=True)
class Tabel:
    titel: str
    kolonner: tuple[Kolonne, ...]
    raekker: tuple[Raekke, ...]


Del = Tekst | Liste | Tabel


@dataclass(frozen=True)
class Afsnit:
    """A section. `bilag` stands last, and is left out where the text shall be short; `bred` lies on turned pages."""

    overskrift: str
    dele: tuple[Del, ...] = ()
    under: tuple["Afsnit", ...] = ()
    bilag: bool = False
    bred: bool = False


@dataclass(frozen=True)
class Dokument:
    """`oplysninger` are (name, value): what it is about, for whom, when."""

    titel: str
    undertitel: str
    oplysninger: tuple[tuple[str, str], ...]
    afsnit: tuple[Afsnit, ...]


def as_text(afsnit: Iterable[Afsnit]) -> str:
    """The sections as plain text with headings, for the agenda point. What is `bilag` is left out."""
    return "\n\n".join(stykke for et in afsnit if not et.bilag for stykke in _paragraphs(et))


def _paragraphs(afsnit: Afsnit) -> Iterator[str]:
    yield afsnit.overskrift.upper()
    for del_ in afsnit.dele:
        yield _part(del_)
    for under in afsnit.under:
        yield f"{under.overskrift}\n" + "\n".join(_part(del_) for del_ in under.dele)


def _part(del_: Del) -> str:
    match del_:
        case Tekst():
            return f"{del_.indledning}: {del_.tekst}" if del_.indledning else del_.tekst
        case Liste(punkter, nummereret):
            return "\n".join(f"{nr}. {et}" if nummereret else f"- {et}" for nr, et in enumerate(punkter, 1))
        case Tabel():
            return "\n".join([f"{del_.titel}:", *(_as_line(del_.kolonner, raekke) for raekke in del_.raekker)])


def _as_line(kolonner: tuple[Kolonne, ...], raekke: Raekke) -> str:
    """`- Hjørring Kommune. Tilbud: 3; Takster: 12`"""
    navn, *andre = raekke.celler
    celler = [
        f"{kolonne.navn}: {celle.rstrip('.')}" for kolonne, celle in zip(kolonner[1:], andre, strict=True) if celle
    ]
    return f"- {navn}. {'; '.join(celler)}." if celler else f"- {navn}"
