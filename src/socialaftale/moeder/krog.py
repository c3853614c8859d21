"""Where the floors above take part: points for an agenda, and what a decision sets in motion.

`register_builder(builder)` adds points to an agenda that is drawn up. `register_effect("takster", effect)` is called in
the transaction of each decision on such a matter, corrections too: an effect must bear to be called again. What the
floor itself sent along with the decision comes back to it as `vedlagt`. `register_links("takster", linker)` shows what
the floor has about a point, and may keep the recording of its decision to a page of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger

from .models import Beslutning, Dagsordenspunkt, Indstilling, Moede


@dataclass(frozen=True)
class Forslag:
    """A point for an agenda. `noegle` makes sure it is added once; `indstillinger` are (verb, text).

    `plads` is set on a standing point: it stays first or last. `bilag_fra` is the point whose annexes follow.
    """

    noegle: str
    titel: str
    aaben: bool = True
    emne: str = ""
    emne_id: str = ""
    resume: str = ""
    sagsfremstilling: str = ""
    indstillinger: tuple[tuple[str, str], ...] = ()
    plads: str = ""
    bilag_fra: int | None = None


@dataclass(frozen=True)
class Henvisning:
    """A page about a point. `beslutter`: its decision is recorded there, and not in meeting mode."""

    tekst: str
    href: str
    beslutter: bool = False


Builder = Callable[[Moede], list[Forslag]]
Linker = Callable[[Dagsordenspunkt, Bruger | AnonymousUser], list[Henvisning]]
Effect = Callable[[Beslutning, Bruger, object], None]

_BUILDERS: list[Builder] = []
_STANDING: list[Builder] = []
_EFFECTS: dict[str, list[Effect]] = {}
_LINKERS: dict[str, list[Linker]] = {}


def register_builder(builder: Builder) -> Builder:
    """Let a floor above propose points; usable as a decorator."""
    _BUILDERS.append(builder)
    return builder


def register_standing(builder: Builder) -> Builder:
    """Let standing points be added when an agenda is built; usable as a decorator."""
    _STANDING.append(builder)
    return builder


def register_effect(emne: str, effect: Effect) -> None:
    """Let a floor above act on decisions about a matter."""
    _EFFECTS.setdefault(emne, []).append(effect)


def register_links(emne: str, linker: Linker) -> None:
    """Let a floor above show its pages about a matter to those who may see them."""
    _LINKERS.setdefault(emne, []).append(linker)


def links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """Return the pages about a point that the person may see."""
    return [henvisning for linker in _LINKERS.get(punkt.emne, []) for henvisning in linker(punkt, bruger)]


def has_pages(emne: str) -> bool:
    """Tell whether a floor above takes care of a matter on pages of its own."""
    return bool(emne) and emne in _LINKERS


def proposal_for(punkt: Dagsordenspunkt) -> Forslag | None:
    """Return a point that was built as it would be built now; None for one that was written by hand."""
    if not punkt.noegle:
        return None
    alle = [*standing(punkt.moede), *proposals(punkt.moede)]
    return next((forslag for forslag in alle if forslag.noegle == punkt.noegle), None)


def copy_of(punkt: Dagsordenspunkt, noegle: str, ledene: Iterable[Indstilling]) -> Forslag:
    """Return a point as it is taken up by a later meeting, with these of its items and with its annexes."""
    felter = {
        felt: getattr(punkt, felt) for felt in ("titel", "aaben", "emne", "emne_id", "resume", "sagsfremstilling")
    }
    bedt = tuple((led.verbum, led.tekst) for led in ledene)
    return Forslag(noegle, indstillinger=bedt, bilag_fra=punkt.pk, **felter)


def proposals(moede: Moede) -> list[Forslag]:
    """Return the points that the floors propose for a meeting, in the order of registration."""
    return [forslag for builder in _BUILDERS for forslag in builder(moede)]


def standing(moede: Moede) -> list[Forslag]:
    """Return the standing points of a meeting, in order."""
    return [forslag for builder in _STANDING for forslag in builder(moede)]


def set_in_motion(beslutning: Beslutning, by: Bruger, vedlagt: object = None) -> None:
    """Call what was registered for the matter of the decision."""
    for effect in _EFFECTS.get(beslutning.punkt.emne, []):
        effect(beslutning, by, vedlagt)
