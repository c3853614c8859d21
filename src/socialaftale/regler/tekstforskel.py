"""What differs between two versions of a text, part by part and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from socialaftale.regler.aftaletekst import Del

HOEJST_ORD = 3000  # in one passage: more than that is shown as a whole taken out and a whole put in


class Art(StrEnum):
    """What happened to a piece."""

    SAMME = "samme"
    NY = "ny"
    VAEK = "vaek"


class Skaebne(StrEnum):
    """What happened to a part."""

    UAENDRET = "uaendret"
    AENDRET = "aendret"
    NY = "ny"
    SLETTET = "slettet"


@dataclass(frozen=True)
class Stykke:
    """Some words that stayed, came or went."""

    art: Art
    tekst: str


@dataclass(frozen=True)
class Delforskel:
    """A part with what happened to it; without `ny` its pieces are the old text, without `vaek` the new."""

    overskrift: str
    skaebne: Skaebne
    stykker: tuple[Stykke, ...]
    hed_foer: str = ""


def compare(foer: Sequence[Del], nu: Sequence[Del]) -> list[Delforskel]:
    """Return what happened to each part, in the order of the new text; what went stands where it stood.

    In words: parts are matched by their headings in order; of those between two matches, a part that went and one that
    came stand for a changed heading where most of their words are the same. Within a part words are matched in order,
    paragraph by paragraph. Source: none, it is arithmetic on text. Unit: words. Raises nothing.
    """
    ens = SequenceMatcher(None, [d.overskrift for d in foer], [d.overskrift for d in nu], autojunk=False)
    forskelle: list[Delforskel] = []
    for hvad, fra, til, ny_fra, ny_til in ens.get_opcodes():
        if hvad == "equal":
            forskelle += [_part(a, b) for a, b in zip(foer[fra:til], nu[ny_fra:ny_til], strict=True)]
        else:
            forskelle += _moved(list(foer[fra:til]), nu[ny_fra:ny_til])
    return forskelle


def _moved(vaek: list[Del], nye: Sequence[Del]) -> list[Delforskel]:
    """Of what went and what came: a part that only changed its heading is one part."""
    forskelle = []
    for ny in nye:
        gammel = next((en for en in vaek if _much_alike(en.tekst, ny.tekst)), None)
        if gammel is None:
            forskelle.append(Delforskel(ny.overskrift, Skaebne.NY, (Stykke(Art.NY, ny.tekst),)))
            continue
        vaek.remove(gammel)
        forskelle.append(_part(gammel, ny))
    return [*(Delforskel(en.overskrift, Skaebne.SLETTET, (Stykke(Art.VAEK, en.tekst),)) for en in vaek), *forskelle]


def _much_alike(foer: str, nu: str) -> bool:
    a, b = foer.split()[:HOEJST_ORD], nu.split()[:HOEJST_ORD]
    return bool(a and b) and SequenceMatcher(None, a, b, autojunk=False).quick_ratio() * 5 > 3


def _part(foer: Del, nu: Del) -> Delforskel:
    stykker = tuple(_merged(_pieces(foer.tekst, nu.tekst)))
    ens = foer == nu
    hed = foer.overskrift if foer.overskrift != nu.overskrift else ""
    return Delforskel(nu.overskrift, Skaebne.UAENDRET if ens else Skaebne.AENDRET, stykker, hed)


def _pieces(foer: str, nu: str) -> Iterator[Stykke]:
    """Paragraph by paragraph, and word by word in what stands in place of another."""
    a, b = (re.split(r"(?<=\n)", tekst) for tekst in (foer, nu))
    for hvad, fra, til, ny_fra, ny_til in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gammelt, nyt = "".join(a[fra:til]), "".join(b[ny_fra:ny_til])
        if hvad == "equal":
            yield Stykke(Art.SAMME, nyt)
        else:
            yield from _words(gammelt, nyt)


def _words(foer: str, nu: str) -> Iterator[Stykke]:
    a, b = (re.findall(r"\s*\S+|\s+", tekst) for tekst in (foer, nu))
    if max(len(a), len(b)) > HOEJST_ORD:
        yield from (Stykke(Art.VAEK, foer), Stykke(Art.NY, nu))
        return
    for _, fra, til, ny_fra, ny_til in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gammelt, nyt = "".join(a[fra:til]), "".join(b[ny_fra:ny_til])
        if gammelt == nyt:
            yield Stykke(Art.SAMME, nyt)
            continue
        yield Stykke(Art.VAEK, gammelt)
        yield Stykke(Art.NY, nyt)


def _merged(stykker: Iterator[Stykke]) -> Iterator[Stykke]:
    """Leave out what is empty and put neighbours of a kind together."""
    venter: Stykke | None = None
    for stykke in stykker:
        if not stykke.tekst:
            continue
        if venter and venter.art == stykke.art:
            venter = Stykke(venter.art, venter.tekst + stykke.tekst)
            continue
        if venter:
            yield venter
        venter = stykke
    if venter:
        yield venter
