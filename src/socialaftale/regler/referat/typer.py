"""What minutes are read into. A text knows where in the source each piece of it stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

IKKE_UDTRYKKELIGT = "ikke udtrykkeligt besluttet"


class Linje(NamedTuple):
    """One line without its outer blanks: its number from 0, and its place in the source, the end not included.

    `efter_side`: what stands on every page was taken out before it, so a blank line there may be the page's own.
    """

    nr: int
    fra: int
    til: int
    tekst: str
    efter_blank: bool = False
    efter_side: bool = False


@dataclass(frozen=True)
class Tekst:
    """Words of the source; `spaend` are the places (from, to) they stand, in order."""

    tekst: str = ""
    spaend: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tekst)


@dataclass(frozen=True)
class Afsnit:
    """A part of a point under a heading that the form does not know, or under none."""

    overskrift: Tekst
    tekst: Tekst


@dataclass(frozen=True)
class Led:
    """One item of a recommendation; `belaeg` is the sentence of the decision that `resultat` rests on."""

    nummer: int
    tekst: Tekst
    resultat: str = IKKE_UDTRYKKELIGT
    belaeg: str = ""


@dataclass(frozen=True)
class Punkt:
    """One point. `aaben` is None where the minutes do not say; `for_sig_selv` are decisions without an item."""

    nummer: int
    titel: Tekst
    aaben: bool | None
    sagsnummer: Tekst = field(default_factory=Tekst)
    resume: Tekst = field(default_factory=Tekst)
    sagsfremstilling: Tekst = field(default_factory=Tekst)
    afsnit: tuple[Afsnit, ...] = ()
    indledning: Tekst = field(default_factory=Tekst)
    indstilling: tuple[Led, ...] = ()
    bilag: tuple[Tekst, ...] = ()
    beslutning: Tekst = field(default_factory=Tekst)
    for_sig_selv: tuple[str, ...] = ()
    noter: tuple[str, ...] = ()

    def unanswered(self) -> list[Led]:
        """Return the items without an express result. Source: the minutes. Raises nothing."""
        return [led for led in self.indstilling if led.resultat == IKKE_UDTRYKKELIGT]

    def whole_text(self) -> str:
        """Return everything the point says, part by part. Source: the minutes. Raises nothing."""
        dele = [self.titel, self.resume, self.sagsfremstilling]
        dele += [del_ for et in self.afsnit for del_ in (et.overskrift, et.tekst)]
        dele += [self.indledning, *(led.tekst for led in self.indstilling), *self.bilag, self.beslutning]
        return "\n\n".join(del_.tekst for del_ in dele if del_)


@dataclass(frozen=True)
class Referat:
    """The minutes of a meeting. `skabelon` is the form's own words: headings, numbers, what stands on every page."""

    udvalg: str
    dato: date | None
    til_stede: tuple[Tekst, ...]
    fravaerende: tuple[Tekst, ...]
    naeste_moede: date | None
    punkter: tuple[Punkt, ...]
    noter: tuple[str, ...]
    skabelon: tuple[Tekst, ...]
    uplaceret: tuple[Tekst, ...]
